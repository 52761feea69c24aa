namespace Platform.Desk.Replay;

/// <summary>The clock of a replay: it stands where the log says. One replay sets it; everybody else reads it.</summary>
internal sealed class ReplayClock : TimeProvider
{
    /// <summary>The instant of the step that is being replayed.</summary>
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => Now;
}
