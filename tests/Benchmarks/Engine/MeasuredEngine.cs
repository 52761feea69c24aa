using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Store;

namespace Platform.Tests.Benchmarks.Engine;

/// <summary>An engine with the functions of the benchmarks and a count of its commits.</summary>
internal sealed class MeasuredEngine : IAsyncDisposable
{
    public const string Sequence = "Sequence", FanOut = "FanOut", Waits = "Waits", Done = "done";

    private readonly DurableEngine engine;
    private long commits;

    public MeasuredEngine(string folder)
    {
        engine = new DurableEngine(new DurableEngineOptions
        {
            DatabasePath = Path.Combine(folder, "durable.db"),
            OnCommit = point => commits += point.Moment == CommitMoment.After ? 1 : 0,
        });
        engine.AddActivity("Increment", (call, _) => Task.FromResult<object?>(call.GetInput<int>() + 1));
        engine.AddOrchestrator(Sequence, async context =>
        {
            var n = await context.CallActivityAsync<int>("Increment", context.GetInput<int>());
            n = await context.CallActivityAsync<int>("Increment", n);
            return await context.CallActivityAsync<int>("Increment", n);
        });
        engine.AddOrchestrator(FanOut, async context =>
        {
            var lanes = Enumerable.Range(0, context.GetInput<int>()).Select(n => context.CallActivityAsync<int>("Increment", n));
            return (await Task.WhenAll(lanes)).Length;
        });
        // A decision with a deadline of a year: an event, and a timer in the database.
        engine.AddOrchestrator(Waits, async context => await context.WaitForExternalEvent<int>(Done, TimeSpan.FromDays(365)));
    }

    public DurableTaskClient Client => engine.Client;

    public long Commits => Volatile.Read(ref commits);

    public Task StartAsync() => engine.StartAsync();

    /// <summary>Starts instances <c>w0</c>, <c>w1</c> … that wait, and returns when <paramref name="to"/> are on disk.</summary>
    public Task StartWaitingAsync(int from, int to) => Parallel.ForEachAsync(
        Enumerable.Range(from, to - from),
        new ParallelOptions { MaxDegreeOfParallelism = 512 },
        async (n, cancellation) =>
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(Waits, new StartOrchestrationOptions(Id(n)), cancellation);
            await Client.WaitForInstanceStartAsync(Id(n), cancellation);
        });

    public static string Id(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"w{number}");

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
