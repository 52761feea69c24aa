namespace Platform.Tests.Conformance.Architecture;

/// <summary>Code that an orchestrator must not have, for the scan of <see cref="DeterminismTests"/> to find; never run.</summary>
internal static class OffendingSamples
{
    public static IReadOnlyList<string> Names { get; } =
        [nameof(Direct), nameof(InLocalFunction), nameof(InLambda), nameof(InAsyncAsync), nameof(InIterator), nameof(ThroughHelper), nameof(LeavesTheThreadAsync)];

    public static DateTime Direct() => DateTime.UtcNow;

    public static Guid InLocalFunction()
    {
        return Make();

        static Guid Make() => Guid.NewGuid();
    }

    public static IEnumerable<int> InLambda(IEnumerable<int> numbers) => numbers.Select(number => number + Random.Shared.Next());

    public static async Task InAsyncAsync()
    {
        await Task.Yield();
        await Task.Delay(1);
    }

    public static IEnumerable<string> InIterator()
    {
        yield return File.ReadAllText("x");
    }

    public static long ThroughHelper() => new Generic<int>().Ticks();

    public static async Task LeavesTheThreadAsync(Task task) => await task.ConfigureAwait(false);

    public static async Task<int> BlamelessAsync(Task<int> task)
    {
        var numbers = Numbers().Select(number => number + 1).ToList();
        return await task.ConfigureAwait(true) + numbers.Count;

        static IEnumerable<int> Numbers()
        {
            yield return 1;
        }
    }

    private sealed class Generic<T>
    {
        public long Ticks() => System.Diagnostics.Stopwatch.GetTimestamp() + typeof(T).Name.Length;
    }
}
