namespace Platform.Embedded.Hosting;

/// <summary>Pauses of a poller: short after something happened, growing by half each time while nothing does.</summary>
internal sealed class Backoff
{
    private readonly TimeSpan shortest;
    private readonly TimeSpan longest;
    private TimeSpan next;

    /// <param name="shortest">First pause.</param>
    /// <param name="longest">Longest pause.</param>
    public Backoff(TimeSpan shortest, TimeSpan longest)
    {
        this.shortest = shortest;
        this.longest = longest;
        next = shortest;
    }

    /// <summary>The pause to make now.</summary>
    public TimeSpan Pause(bool busy)
    {
        if (busy)
            next = shortest;
        var pause = next;
        next = TimeSpan.FromTicks(Math.Min(longest.Ticks, next.Ticks * 3 / 2));
        return pause;
    }
}
