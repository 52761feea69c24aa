using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Http;

namespace Platform.Tests.Unit.Embedded.Durable;

public sealed class HttpApiTests : EngineFixture
{
    private const string Root = "/runtime/webhooks/durabletask";

    [Fact]
    public async Task Status_ShowsInputCustomStatusOutputAndHistory()
    {
        await StartWithFlowsAsync();
        await RunAsync("Echo", new { name = "图斑" }, "e-1");

        var (status, _, json) = await SendAsync("GET", $"{Root}/instances/e-1", "?showHistory=true&showHistoryOutput=true");

        Assert.Equal(200, status);
        Assert.Equal("Echo", (string?)json!["name"]);
        Assert.Equal("Completed", (string?)json["runtimeStatus"]);
        Assert.Equal("图斑", (string?)json["input"]!["name"]);
        Assert.Equal("half way", (string?)json["customStatus"]);
        Assert.Equal("图斑", (string?)json["output"]!["name"]);
        Assert.EndsWith("Z", (string?)json["createdTime"], StringComparison.Ordinal);
        Assert.Equal(
            ["ExecutionStarted", "TaskScheduled", "TaskCompleted", "ExecutionCompleted"],
            json["historyEvents"]!.AsArray().Select(e => (string?)e!["EventType"]));
    }

    [Fact]
    public async Task RunningInstance_Is202WithLocation_AndTakesEventsUntilItEnds()
    {
        await StartWithFlowsAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("w/1"));

        var (status, headers, _) = await SendAsync("GET", $"{Root}/instances/w%2F1", "?code=secret");
        Assert.Equal(202, status);
        Assert.Equal($"http://localhost:7071{Root}/instances/w%2F1?code=secret", headers.Location.ToString());
        Assert.Equal(400, (await SendAsync("POST", $"{Root}/instances/w%2F1/raiseEvent/go", body: "{no json")).Status);
        Assert.Equal(202, (await SendAsync("POST", $"{Root}/instances/w%2F1/raiseEvent/go", body: "5")).Status);
        Assert.Equal(5, (await Client.WaitForInstanceCompletionAsync("w/1", true, Soon)).ReadOutputAs<int>());
        Assert.Equal(410, (await SendAsync("POST", $"{Root}/instances/w%2F1/raiseEvent/go", body: "5")).Status);
        Assert.Equal(410, (await SendAsync("POST", $"{Root}/instances/w%2F1/terminate")).Status);
    }

    /// <summary>The asynchronous HTTP API: start by POST, then follow the URL that the answer names.</summary>
    [Fact]
    public async Task AsyncHttpApi_StartIsAnsweredWithTheUrlThatIsPolledUntilTheEnd()
    {
        await StartWithFlowsAsync();

        var (started, headers, urls) = await SendAsync("POST", $"{Root}/orchestrators/Waits", body: "null");
        var poll = new Uri(headers.Location.ToString());
        await Client.WaitForInstanceStartAsync((string)urls!["id"]!, Soon);
        var running = await SendAsync("GET", poll.AbsolutePath, poll.Query);
        await SendAsync("POST", new Uri(((string)urls["sendEventPostUri"]!).Replace("{eventName}", "go", StringComparison.Ordinal)).AbsolutePath, body: "42");
        await Client.WaitForInstanceCompletionAsync((string)urls["id"]!, Soon);
        var ended = await SendAsync("GET", poll.AbsolutePath, poll.Query);

        Assert.Equal((202, "10"), (started, headers.RetryAfter.ToString()));
        Assert.Equal((202, "Running"), (running.Status, (string?)running.Json!["runtimeStatus"]));
        Assert.Equal(headers.Location, running.Headers.Location);
        Assert.Equal((200, 42), (ended.Status, (int)ended.Json!["output"]!));
        Assert.Equal(
            ["id", "purgeHistoryDeleteUri", "restartPostUri", "resumePostUri", "rewindPostUri", "sendEventPostUri", "statusQueryGetUri", "suspendPostUri", "terminatePostUri"],
            urls.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FailedInstance_Is200Or500_AndIsRewoundAndRestarted()
    {
        var broken = true;
        Activity<int, int>("Work", n => broken ? throw new TimeoutException("broken") : n);
        Orchestrator("Fails", context => context.CallActivityAsync<int>("Work", 5));
        await StartWithFlowsAsync();
        await RunAsync("Fails", id: "f");

        Assert.Equal(200, (await SendAsync("GET", $"{Root}/instances/f")).Status);
        var (status, _, json) = await SendAsync("GET", $"{Root}/instances/f", "?returnInternalServerErrorOnFailure=true");
        Assert.Equal((500, "Failed"), (status, (string?)json!["runtimeStatus"]));
        Assert.Contains("broken", (string?)json["output"], StringComparison.Ordinal);
        broken = false;
        Assert.Equal(202, (await SendAsync("POST", $"{Root}/instances/f/rewind", "?reason=mended")).Status);
        Assert.Equal(5, (await Client.WaitForInstanceCompletionAsync("f", true, Soon)).ReadOutputAs<int>());
        Assert.Equal(412, (await SendAsync("POST", $"{Root}/instances/f/rewind")).Status);
        var (restarted, _, again) = await SendAsync("POST", $"{Root}/instances/f/restart", "?restartWithNewInstanceId=false");
        Assert.Equal((202, "f"), (restarted, (string?)again!["id"]));
        Assert.NotEqual("f", (string?)(await SendAsync("POST", $"{Root}/instances/f/restart")).Json!["id"]);
    }

    [Fact]
    public async Task SuspendResumeTerminatePurge_ActOnTheInstance()
    {
        await StartWithFlowsAsync();
        Assert.Equal(202, (await SendAsync("POST", $"{Root}/orchestrators/Waits/w")).Status);
        Assert.Equal(409, (await SendAsync("POST", $"{Root}/orchestrators/Waits/w")).Status);

        Assert.Equal(202, (await SendAsync("POST", $"{Root}/instances/w/suspend", "?reason=pause")).Status);
        await UntilAsync(async () => (await Client.GetInstanceAsync("w", Soon))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        Assert.Equal(202, (await SendAsync("POST", $"{Root}/instances/w/resume")).Status);
        await UntilAsync(async () => (await Client.GetInstanceAsync("w", Soon))!.IsRunning);
        Assert.Equal(404, (await SendAsync("DELETE", $"{Root}/instances/w")).Status);
        Assert.Equal(202, (await SendAsync("POST", $"{Root}/instances/w/terminate", "?reason=enough")).Status);
        var ended = await Client.WaitForInstanceCompletionAsync("w", true, Soon);
        var (status, _, json) = await SendAsync("DELETE", $"{Root}/instances/w");

        Assert.Equal("enough", ended.ReadOutputAs<string>());
        Assert.Equal((200, 1), (status, (int)json!["instancesDeleted"]!));
        Assert.Equal(404, (await SendAsync("GET", $"{Root}/instances/w")).Status);
        Assert.Equal(404, (await SendAsync("POST", $"{Root}/instances/w/terminate")).Status);
    }

    [Fact]
    public async Task List_PagesByHeader()
    {
        await StartWithFlowsAsync();
        for (var i = 0; i < 5; i++)
        {
            await RunAsync("Echo", i, $"e-{i}");
        }

        var (_, headers, first) = await SendAsync("GET", $"{Root}/instances", "?runtimeStatus=Completed&top=3");
        var token = headers["x-ms-continuation-token"].ToString();
        var (_, last, second) = await SendAsync("GET", $"{Root}/instances", "?runtimeStatus=Completed&top=3", token: token);

        Assert.Equal(["e-0", "e-1", "e-2", "e-3", "e-4"], first!.AsArray().Concat(second!.AsArray()).Select(i => (string?)i!["instanceId"]));
        Assert.False(last.ContainsKey("x-ms-continuation-token"));
        Assert.Equal(400, (await SendAsync("GET", $"{Root}/instances", "?runtimeStatus=Odd")).Status);
        Assert.Equal(400, (await SendAsync("DELETE", $"{Root}/instances")).Status);
    }

    [Fact]
    public async Task WithoutTheKey_NothingIsAnswered()
    {
        await StartWithFlowsAsync();
        await RunAsync("Echo", 1, "e");

        Assert.Equal(401, (await SendAsync("GET", $"{Root}/instances/e", authorised: false)).Status);
        Assert.Equal(401, (await SendAsync("POST", $"{Root}/orchestrators/Echo", authorised: false)).Status);
    }

    [Fact]
    public async Task ManagementPayload_HasTheUrlsOfTheHost()
    {
        await StartWithFlowsAsync(engine => engine.Management = () => new ManagementAddress(new Uri("http://localhost:7071/"), "a+b"));

        var urls = Client.CreateHttpManagementPayload("w/1");

        Assert.Equal("w/1", urls.Id);
        Assert.Equal("http://localhost:7071/runtime/webhooks/durabletask/instances/w%2F1?code=a%2Bb", urls.StatusQueryGetUri);
        Assert.Equal("http://localhost:7071/runtime/webhooks/durabletask/instances/w%2F1/raiseEvent/{eventName}?code=a%2Bb", urls.SendEventPostUri);
        Assert.Equal("http://localhost:7071/runtime/webhooks/durabletask/instances/w%2F1/terminate?reason={text}&code=a%2Bb", urls.TerminatePostUri);
    }

    private async Task StartWithFlowsAsync(Action<DurableEngine>? configure = null)
    {
        Activity<JsonNode, JsonNode>("Same", value => value);
        Orchestrator("Echo", async context =>
        {
            context.SetCustomStatus("half way");
            return await context.CallActivityAsync<JsonNode>("Same", context.GetInput<JsonNode>());
        });
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        if (configure is not null)
        {
            Configure(configure);
        }

        await StartAsync();
    }

    private async Task<(int Status, IHeaderDictionary Headers, JsonNode? Json)> SendAsync(
        string method, string path, string query = "", string? body = null, string? token = null, bool authorised = true)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("localhost", 7071);
        http.Request.Path = new PathString(path);
        http.Request.QueryString = new QueryString(query);
        http.Request.Headers["x-ms-continuation-token"] = token;
        if (body is not null)
        {
            http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            http.Request.ContentLength = http.Request.Body.Length;
            http.Request.ContentType = "application/json";
        }

        var answer = new MemoryStream();
        http.Response.Body = answer;
        await new DurableHttpApi(Engine, _ => authorised).HandleAsync(http);
        return (http.Response.StatusCode, http.Response.Headers, answer.Length == 0 ? null : JsonNode.Parse(answer.ToArray()));
    }
}
