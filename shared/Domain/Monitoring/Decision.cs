namespace Platform.Domain.Monitoring;

/// <summary>
/// What a state machine says to a command: the state that follows, or the typed reason why not. Exactly one of <see cref="State"/> and
/// <see cref="Refusal"/> is set.
/// </summary>
/// <typeparam name="T">The state's record.</typeparam>
public sealed record Decision<T>
    where T : class
{
    private Decision(T? state, bool changed, Refusal? refusal) => (State, Changed, Refusal) = (state, changed, refusal);

    /// <summary>The state after the command; null when refused.</summary>
    public T? State { get; }

    /// <summary>False when the command was refused, or had already had its effect: there is nothing to write then.</summary>
    public bool Changed { get; }

    /// <summary>Why the command has no effect; null when it was applied or had been applied before.</summary>
    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    internal static Decision<T> To(T state) => new(state, changed: true, refusal: null);

    internal static Decision<T> Unchanged(T state) => new(state, changed: false, refusal: null);

    internal static Decision<T> Refused(Refusal why) => new(state: null, changed: false, why);
}
