using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>Something the code asked for in this turn, with what is needed to do it.</summary>
/// <param name="Event">What goes into the history.</param>
/// <param name="Payload">Serialised input or event payload.</param>
/// <param name="Version">Version of a sub-orchestration; null for other requests.</param>
/// <param name="Tags">Tags of a sub-orchestration.</param>
internal sealed record Request(
    RequestEvent Event, string? Payload = null, string? Version = null, IReadOnlyDictionary<string, string>? Tags = null)
{
    /// <summary>For messages.</summary>
    public static string Describe(RequestEvent e) => e switch
    {
        ActivityScheduled x => $"activity '{x.Name}' (#{x.Id})",
        SubOrchestrationScheduled x => $"sub-orchestration '{x.Name}' with id '{x.InstanceId}' (#{x.Id})",
        TimerScheduled x => $"timer (#{x.Id})",
        EventSent x => $"event '{x.Name}' sent to '{x.InstanceId}' (#{x.Id})",
        _ => $"{e.GetType().Name} (#{e.Id})",
    };

    /// <summary>
    /// Whether <paramref name="made"/> by the code is what <paramref name="recorded"/> says. Times of timers are not compared:
    /// they may be computed from data whose meaning a release refines.
    /// </summary>
    public static bool Matches(RequestEvent recorded, RequestEvent made) => (recorded, made) switch
    {
        (ActivityScheduled a, ActivityScheduled b) => SameName(a.Name, b.Name),
        (SubOrchestrationScheduled a, SubOrchestrationScheduled b) => SameName(a.Name, b.Name),
        (TimerScheduled, TimerScheduled) => true,
        (EventSent a, EventSent b) => SameName(a.Name, b.Name) && a.InstanceId == b.InstanceId,
        _ => false,
    };

    private static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
