using System.Globalization;
using Microsoft.DurableTask;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>The process that is killed: works on a set of workflows and says on its output which starts are acknowledged and which steps were taken.</summary>
internal static class DurableVictim
{
    public const int Instances = 24;

    private const int Rounds = 3, Width = 4;

    /// <summary>What instance <paramref name="number"/> comes to, however often the process is killed.</summary>
    public static int Expected(int number) =>
        Enumerable.Range(0, Rounds).Sum(round => Enumerable.Range(0, Width).Sum(lane => Work(number, round, lane)) + (number * 2));

    public static DurableEngine Engine(string path, TextWriter output)
    {
        var engine = new DurableEngine(new DurableEngineOptions { DatabasePath = path });
        engine.AddActivity("Work", (call, _) =>
        {
            var step = call.GetInput<Step>()!;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step.Number} {step.Round} {step.Lane}"));
            return Task.FromResult<object?>(Work(step.Number, step.Round, step.Lane));
        });
        engine.AddOrchestrator("Double", async context => await context.WaitForExternalEvent<int>("number") * 2);
        engine.AddOrchestrator("Flow", async context => await FlowAsync(context, context.GetInput<Progress>()!));
        return engine;
    }

    public static async Task<int> RunAsync(string path)
    {
        await using var engine = Engine(path, Console.Out);
        await engine.StartAsync();
        for (var number = 0; number < Instances; number++)
        {
            var id = Id(number);
            if (await engine.Client.GetInstanceAsync(id) is null)
            {
                await engine.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new Progress(number, 0, 0), new StartOrchestrationOptions(id));
            }

            Console.Out.WriteLine($"started {number}");
        }

        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    public static string Id(int number) => $"flow-{number}";

    private static int Work(int number, int round, int lane) => (number * 100) + (round * 10) + lane;

    private static async Task<int?> FlowAsync(TaskOrchestrationContext context, Progress progress)
    {
        var lanes = Enumerable.Range(0, Width).Select(lane => context.CallActivityAsync<int>("Work", new Step(progress.Number, progress.Round, lane)));
        var sum = progress.Sum + (await Task.WhenAll(lanes)).Sum();
        await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        var child = $"{context.InstanceId}/{progress.Round}";
        var twice = context.CallSubOrchestratorAsync<int>("Double", null, new SubOrchestrationOptions(instanceId: child));
        context.SendEvent(child, "number", progress.Number);
        sum += await twice;
        if (progress.Round + 1 < Rounds)
        {
            context.ContinueAsNew(new Progress(progress.Number, progress.Round + 1, sum));
            return null;
        }

        return sum;
    }

    private sealed record Step(int Number, int Round, int Lane);

    private sealed record Progress(int Number, int Round, int Sum);
}
