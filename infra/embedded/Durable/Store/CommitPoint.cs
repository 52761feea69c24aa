namespace Platform.Embedded.Durable.Store;

/// <summary>Where a transaction of the engine is; for tests that end the process there. The numbers carry no meaning.</summary>
public enum CommitMoment
{
    /// <summary>Its changes are made and not committed: a process that ends now loses all of them.</summary>
    Before,

    /// <summary>It is on disk, and nobody has been told: a process that ends now loses nothing.</summary>
    After,
}

/// <summary>One side of one commit of the engine's database.</summary>
/// <param name="Moment">The side.</param>
/// <param name="Operations">
/// What is committed together, in order, repeated names once: <c>open</c>, <c>starts-counted</c>, <c>start</c>, <c>restart</c>, <c>message</c> (event, suspend,
/// resume, terminate), <c>turn</c> (with the activity results and timers that it takes in), <c>timers</c>, <c>purge</c>, <c>quarantine</c>, <c>rewind</c>. The names are stable.
/// </param>
public readonly record struct CommitPoint(CommitMoment Moment, IReadOnlyList<string> Operations)
{
    /// <summary>As in <c>before turn+start</c>.</summary>
    public override string ToString() => $"{(Moment == CommitMoment.Before ? "before" : "after")} {string.Join('+', Operations)}";
}
