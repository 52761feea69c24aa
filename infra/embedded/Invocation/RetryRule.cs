using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Platform.Embedded.Invocation;

/// <summary>Pauses between the attempts of a timer function with a retry attribute.</summary>
/// <param name="MaxRetryCount">Repeats after the first attempt; −1 for ever.</param>
/// <param name="Minimum">First pause.</param>
/// <param name="Maximum">Longest pause.</param>
internal sealed record RetryRule(int MaxRetryCount, TimeSpan Minimum, TimeSpan Maximum)
{
    /// <summary>Reads the attribute; null with a problem when it makes no sense.</summary>
    public static RetryRule? Read(RetryAttribute attribute, out string? problem)
    {
        problem = null;
        var (low, high) = attribute switch
        {
            FixedDelayRetryAttribute even => (even.DelayInterval, even.DelayInterval),
            ExponentialBackoffRetryAttribute growing => (growing.MinimumInterval, growing.MaximumInterval),
            _ => (null, null),
        };
        if (attribute.MaxRetryCount >= -1 && Span(low) is { } minimum && Span(high) is { } maximum && minimum <= maximum)
            return new RetryRule(attribute.MaxRetryCount, minimum, maximum);
        problem = $"[{attribute.GetType().Name}] needs a count of at least -1 and intervals as hh:mm:ss, the first not longer than the second";
        return null;
    }

    /// <summary>Whether another attempt follows after <paramref name="repeats"/> repeats.</summary>
    public bool Allows(int repeats) => MaxRetryCount < 0 || repeats < MaxRetryCount;

    /// <summary>The pause before repeat number <paramref name="repeat"/> (from 1).</summary>
    public TimeSpan Pause(int repeat)
    {
        var ticks = Minimum.Ticks * Math.Pow(2, Math.Min(repeat - 1, 40));
        return ticks >= Maximum.Ticks ? Maximum : TimeSpan.FromTicks((long)ticks);
    }

    private static TimeSpan? Span(string? text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span : null;
}
