using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Platform.Tests.Integration.Embedded;

/// <summary>Orchestrators and activities written as functions, started by an HTTP function.</summary>
public sealed class DurableFunctionTests
{
    [Fact]
    public async Task Orchestration_StartedOverHttp_CallsActivities_ThroughMiddlewareAndScopes()
    {
        var recorder = new Recorder();
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Greetings)], builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.UseMiddleware(async (context, next) =>
            {
                if (context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "activityTrigger"))
                    await recorder.RecordAsync("around " + context.FunctionDefinition.Name);
                await next();
            });
        });
        var started = await host.Client.PostAsJsonAsync("api/Start", new[] { "石家庄", "Tokyo" });
        var id = await started.Content.ReadAsStringAsync();
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(["Hello 石家庄", "Hello Tokyo"], ended.ReadOutputAs<string[]>() ?? []);
        Assert.Equal(["around Hello", "around Hello"], recorder.Entries);
    }

    [Fact]
    public async Task Failure_OfAnActivity_KeepsItsType()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Greetings)], builder => builder.Services.AddSingleton(new Recorder()));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Failing");
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("caught InvalidDataException", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task ManagementUrls_AnswerWithTheirKeyOnly()
    {
        await using var host = await EmbeddedTestHost.StartAsync([typeof(Greetings)], builder => builder.Services.AddSingleton(new Recorder()));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Waiting", "input");
        var urls = client.CreateHttpManagementPayload(id);
        Assert.StartsWith(host.Info.BaseAddress!.ToString(), urls.StatusQueryGetUri, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(urls.StatusQueryGetUri!.Split('?')[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Client.GetAsync(urls.StatusQueryGetUri)).StatusCode);
        var raised = await host.Client.PostAsJsonAsync(urls.SendEventPostUri!.Replace("{eventName}", "go", StringComparison.Ordinal), 7);
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("input 7", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Instance_GoesOnUnderTheNextHost()
    {
        var directory = Directory.CreateTempSubdirectory("durable-").FullName;
        string id;
        await using (var first = await Start())
        {
            var client = first.Services.GetRequiredService<DurableTaskClient>();
            id = await client.ScheduleNewOrchestrationInstanceAsync("Waiting", "input");
            await client.WaitForInstanceStartAsync(id).WaitAsync(TimeSpan.FromSeconds(30));
        }

        await using (var second = await Start())
        {
            var client = second.Services.GetRequiredService<DurableTaskClient>();
            await client.RaiseEventAsync(id, "go", 42);
            var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal("input 42", ended.ReadOutputAs<string>());
        }

        Directory.Delete(directory, recursive: true);

        Task<EmbeddedTestHost> Start() => EmbeddedTestHost.StartAsync(
            [typeof(Greetings)], builder => builder.Services.AddSingleton(new Recorder()), directory: directory);
    }

    [Fact]
    public async Task ActivityThatEndedTheProcessFiveTimes_IsListed_AndRunsAgainWhenRedriven()
    {
        var directory = Directory.CreateTempSubdirectory("poison-").FullName;
        var recorder = new Recorder { Behaviour = _ => new TaskCompletionSource().Task };
        for (var death = 1; death <= 5; death++)
            await DieAsync(directory, recorder, death);
        await using var host = await StartStuckAsync(directory, recorder);
        await host.UseMasterKeyAsync();
        await Eventually.TrueAsync(async () => (await host.PoisonAsync()).Count == 1, () => "an activity given up");
        var given = Assert.Single(await host.PoisonAsync());
        Assert.Equal(("activity:stuck/0", "Step", "stuck"), (given.Id, given.Function, given.What));

        recorder.Behaviour = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync("activity:stuck/1"));
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync("activity:nonsense"));
        Assert.Equal(HttpStatusCode.Accepted, await host.RedriveAsync(given.Id));
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        var ended = await client.WaitForInstanceCompletionAsync("stuck").WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Empty(await host.PoisonAsync());
    }

    [Fact]
    public async Task WorkflowThatFailed_IsListedWithItsReason_AndGoesOnWhenRedriven()
    {
        var directory = Directory.CreateTempSubdirectory("poison-").FullName;
        var recorder = new Recorder { Behaviour = _ => throw new InvalidOperationException("the rule is missing") };
        await using var host = await StartStuckAsync(directory, recorder);
        await host.UseMasterKeyAsync();
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Stuck.Steps), new StartOrchestrationOptions("failed"));
        await client.WaitForInstanceCompletionAsync("failed").WaitAsync(TimeSpan.FromSeconds(30));

        var given = Assert.Single(await host.PoisonAsync());
        Assert.Equal(("workflow:failed", nameof(Stuck.Steps), "failed"), (given.Id, given.Function, given.What));
        Assert.Contains("the rule is missing", given.Reason, StringComparison.Ordinal);

        recorder.Behaviour = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync("workflow:another"));
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync("workflow:"));
        Assert.Equal(HttpStatusCode.Accepted, await host.RedriveAsync(given.Id));
        await Eventually.TrueAsync(
            async () => (await client.GetInstanceAsync("failed"))?.RuntimeStatus == OrchestrationRuntimeStatus.Completed, () => "a completed workflow");
        Assert.Empty(await host.PoisonAsync());
        Assert.Equal(HttpStatusCode.NotFound, await host.RedriveAsync(given.Id));
    }

    // The journal of running activities, as a process leaves it that is killed while one runs.
    private static async Task DieAsync(string directory, Recorder recorder, int death)
    {
        var journal = Path.Combine(directory, "data", "engine.db.running");
        byte[] running;
        await using (var host = await StartStuckAsync(directory, recorder))
        {
            if (death == 1)
            {
                await host.Services.GetRequiredService<DurableTaskClient>()
                    .ScheduleNewOrchestrationInstanceAsync(nameof(Stuck.Steps), new StartOrchestrationOptions("stuck"));
            }

            await recorder.UntilAsync(death);
            running = await File.ReadAllBytesAsync(journal);
        }

        await File.WriteAllBytesAsync(journal, running);
    }

    private static Task<EmbeddedTestHost> StartStuckAsync(string directory, Recorder recorder) =>
        EmbeddedTestHost.StartAsync([typeof(Stuck)], builder => builder.Services.AddSingleton(recorder), directory: directory);

    public sealed class Stuck(Recorder recorder)
    {
        [Function(nameof(Steps))]
        public static Task Steps([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(nameof(Step));

        [Function(nameof(Step))]
        public Task Step([ActivityTrigger] string? nothing, CancellationToken cancellation) => recorder.RecordAsync("step " + nothing).WaitAsync(cancellation);
    }

    public sealed class Greetings(Recorder recorder)
    {
        [Function(nameof(Start))]
        public async Task<IActionResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation)
        {
            var cities = await request.ReadFromJsonAsync<string[]>(cancellation);
            return new ContentResult { Content = await client.ScheduleNewOrchestrationInstanceAsync(nameof(Greet), cities, cancellation) };
        }

        [Function(nameof(Greet))]
        public static async Task<string[]> Greet([OrchestrationTrigger] TaskOrchestrationContext context, string[] cities)
        {
            var said = new List<string>();
            foreach (var city in cities)
                said.Add(await context.CallActivityAsync<string>(nameof(Hello), city));
            return [.. said];
        }

        [Function(nameof(Hello))]
        public string Hello([ActivityTrigger] string city, string instanceId) =>
            recorder is not null && instanceId.Length > 0 ? "Hello " + city : "nobody";

        [Function(nameof(Failing))]
        public static async Task<string> Failing([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync(nameof(Break));
                return "not caught";
            }
            catch (TaskFailedException e)
            {
                return e.FailureDetails.IsCausedBy<InvalidDataException>() ? "caught InvalidDataException" : "caught " + e.FailureDetails.ErrorType;
            }
        }

        [Function(nameof(Break))]
        public static Task Break([ActivityTrigger] string? nothing) => throw new InvalidDataException("broken " + nothing);

        [Function(nameof(Waiting))]
        public static async Task<string> Waiting([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var number = await context.WaitForExternalEvent<int>("go");
            return $"{context.GetInput<string>()} {number}";
        }
    }
}
