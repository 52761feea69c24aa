namespace Platform.Embedded.Hosting;

/// <summary>Something that a trigger or the durable engine has given up.</summary>
/// <param name="Id">Names it for <see cref="IPoisonSource.RedriveAsync"/>; begins with the kind.</param>
/// <param name="Function">The function that failed.</param>
/// <param name="What">The blob, message or call.</param>
/// <param name="Reason">Why it was given up; null when that was not recorded.</param>
/// <param name="At">When, UTC.</param>
public sealed record PoisonItem(string Id, string Function, string What, string? Reason, DateTimeOffset At);

/// <summary>Lists what one kind of trigger, or the app itself, has given up, and lets it run again. Safe for use from several threads.</summary>
public interface IPoisonSource
{
    /// <summary>Beginning of its ids, without the colon.</summary>
    string Kind { get; }

    /// <summary>What is given up now, the oldest first.</summary>
    Task<IReadOnlyList<PoisonItem>> ListAsync(CancellationToken cancellation);

    /// <summary>Lets one run again, with as many attempts as a new one; false when it is not given up (any more).</summary>
    /// <exception cref="InvalidOperationException">It cannot be run again; the message says what to do instead.</exception>
    Task<bool> RedriveAsync(string id, CancellationToken cancellation);
}
