using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Http;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>Activities that ended the process too often: listed with their reason, and run again by a command.</summary>
public sealed class QuarantineTests : EngineFixture
{
    private readonly List<int> starts = [];
    private bool mended;

    [Fact]
    public async Task PoisonousCall_IsListedWithItsReason_SiblingsFinish_AndItRunsAgainOnCommand()
    {
        var healthy = 0;
        Activity<int, int>("Healthy", n =>
        {
            Interlocked.Increment(ref healthy);
            return n;
        });
        Orchestrator("Flow", async context => (await Task.WhenAll(
            context.CallActivityAsync<int>("Healthy", 3), context.CallActivityAsync<int>("Poison"), context.CallActivityAsync<int>("Healthy", 4))).Sum());
        await PoisonAsync("flow", "Flow");

        var failed = await Client.WaitForInstanceCompletionAsync("flow", true, Soon);
        var call = Assert.Single(await Engine.Quarantine.ListAsync());
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(Failures.PoisonActivity, failed.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(("flow", 1, "Poison", 5, Clock.GetUtcNow()), (call.InstanceId, call.TaskId, call.Activity, call.Starts, call.At));
        Assert.Contains("ended 5 times", call.Reason, StringComparison.Ordinal);
        Assert.Equal(2, healthy);

        mended = true;
        await Engine.Quarantine.RedriveAsync("flow", 1, "mended");

        var result = await Client.WaitForInstanceCompletionAsync("flow", true, Soon);
        Assert.Equal(1007, result.ReadOutputAs<int>());
        Assert.Equal(2, healthy);
        Assert.Equal([1, 2, 3, 4, 5, 1], starts);
        Assert.Empty(await Engine.Quarantine.ListAsync());
    }

    [Fact]
    public async Task PoisonInAChild_IsRunAgainWithItsParents()
    {
        Orchestrator("Child", async context => await context.CallActivityAsync<int>("Poison") + 1);
        Orchestrator("Middle", async context => await context.CallSubOrchestratorAsync<int>("Child", new SubOrchestrationOptions(instanceId: "child")) + 10);
        Orchestrator("Top", async context => await context.CallSubOrchestratorAsync<int>("Middle") + 100);
        await PoisonAsync("top", "Top");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await Client.WaitForInstanceCompletionAsync("top", Soon)).RuntimeStatus);

        mended = true;
        await Engine.Quarantine.RedriveAsync("child", 0, "mended");

        Assert.Equal(1111, (await Client.WaitForInstanceCompletionAsync("top", true, Soon)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task CallWhoseFailureWasTakenIn_StaysListed_AndIsNotRunAlone()
    {
        Orchestrator("Flow", async context =>
        {
            try
            {
                return await context.CallActivityAsync<int>("Poison");
            }
            catch (TaskFailedException)
            {
                return -1;
            }
        });
        await PoisonAsync("flow", "Flow");
        Assert.Equal(-1, (await Client.WaitForInstanceCompletionAsync("flow", true, Soon)).ReadOutputAs<int>());

        await Assert.ThrowsAsync<InvalidOperationException>(() => Engine.Quarantine.RedriveAsync("flow", 0, "mended"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Engine.Quarantine.RedriveAsync("flow", 7, "mended"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Engine.Quarantine.RedriveAsync("nobody", 0, "mended"));

        Assert.Single(await Engine.Quarantine.ListAsync());
        await Client.PurgeInstanceAsync("flow");
        Assert.Empty(await Engine.Quarantine.ListAsync());
    }

    [Fact]
    public async Task Quarantine_IsListedAndRedrivenOverHttp()
    {
        Orchestrator("Flow", context => context.CallActivityAsync<int>("Poison"));
        await PoisonAsync("flow/1", "Flow");
        await Client.WaitForInstanceCompletionAsync("flow/1", Soon);

        var (status, list) = await SendAsync("GET", "quarantine");
        Assert.Equal(200, status);
        Assert.Equal(("flow/1", 0, "Poison", 5), ((string?)list![0]!["instanceId"], (int)list[0]!["taskId"]!, (string?)list[0]!["activity"], (int)list[0]!["starts"]!));
        Assert.Equal("2026-03-01T08:00:00Z", (string?)list[0]!["quarantinedTime"]);
        Assert.Equal(404, (await SendAsync("POST", "quarantine/flow%2F1/7/redrive")).Status);
        Assert.Equal(404, (await SendAsync("POST", "quarantine/flow%2F1/x/redrive")).Status);
        mended = true;
        Assert.Equal(202, (await SendAsync("POST", "quarantine/flow%2F1/0/redrive")).Status);
        Assert.Equal(1000, (await Client.WaitForInstanceCompletionAsync("flow/1", true, Soon)).ReadOutputAs<int>());
        Assert.Equal(404, (await SendAsync("POST", "quarantine/flow%2F1/0/redrive")).Status);
    }

    /// <summary>Starts an instance and lets the process "die" five times while its activity runs: the journal is put back as a killed process leaves it.</summary>
    private async Task PoisonAsync(string id, string orchestrator)
    {
        Activity<int>("Poison", async (call, cancellation) =>
        {
            starts.Add(call.Start);
            await Task.Delay(mended ? 0 : Timeout.Infinite, cancellation);
            return 1000;
        });
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, new StartOrchestrationOptions(id));
        for (var death = 1; death <= 5; death++)
        {
            await UntilAsync(() => Task.FromResult(starts.Count == death && Running().Length == 1));
            var journal = await File.ReadAllBytesAsync(DatabasePath + ".running");
            await StopAsync();
            await File.WriteAllBytesAsync(DatabasePath + ".running", journal);
            await StartAsync();
        }
    }

    private long[] Running() => [.. File.ReadAllBytes(DatabasePath + ".running").Chunk(8).Skip(1).Select(bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)).Where(n => n != 0)];

    private async Task<(int Status, JsonNode? Json)> SendAsync(string method, string path)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = new PathString("/runtime/webhooks/durabletask/" + path);
        var answer = new MemoryStream();
        http.Response.Body = answer;
        await new DurableHttpApi(Engine, _ => true).HandleAsync(http);
        return (http.Response.StatusCode, answer.Length == 0 ? null : JsonNode.Parse(answer.ToArray()));
    }
}
