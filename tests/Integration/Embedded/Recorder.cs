using System.Collections.Concurrent;

namespace Platform.Tests.Integration.Embedded;

/// <summary>What the functions of one test host did; a singleton of that host.</summary>
public sealed class Recorder
{
    private readonly ConcurrentQueue<string> entries = new();

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Lets a test make its functions fail or wait.</summary>
    public Func<string, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public async Task RecordAsync(string entry)
    {
        entries.Enqueue(entry);
        await Behaviour(entry);
    }

    public Task UntilAsync(int count) => Eventually.TrueAsync(() => entries.Count >= count, () => $"{count} entries; there are {string.Join(" | ", entries)}");
}

/// <summary>Waits for what another thread brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task TrueAsync(Func<bool> condition, Func<string> expected) => TrueAsync(() => Task.FromResult(condition()), expected);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> expected)
    {
        var until = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, "Not within 30 s: " + expected());
            await Task.Delay(20);
        }
    }
}
