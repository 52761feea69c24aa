using Microsoft.Extensions.Logging;

namespace Platform.Embedded.Durable;

/// <summary>The engine's log messages; ids are stable. Inputs and outputs are never logged.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(7001, LogLevel.Information, "Durable engine opened {Path} (opening {Epoch}): {Suspects} activities were cut off by the end of an earlier process.")]
    public static partial void Opened(this ILogger logger, string path, long epoch, int suspects);

    [LoggerMessage(7002, LogLevel.Error, "A turn of instance {Instance} was not kept and is tried again in {Delay}.")]
    public static partial void TurnNotKept(this ILogger logger, Exception reason, long instance, TimeSpan delay);

    [LoggerMessage(7003, LogLevel.Warning, "Activity {Activity} (#{Task}) of {InstanceId} failed.")]
    public static partial void ActivityFailed(this ILogger logger, Exception reason, string activity, int task, string instanceId);

    [LoggerMessage(7004, LogLevel.Error, "Activity {Activity} (#{Task}) of {InstanceId} is poison: the process ended {Starts} times while it ran.")]
    public static partial void PoisonActivity(this ILogger logger, string activity, int task, string instanceId, int starts);

    [LoggerMessage(7005, LogLevel.Warning, "Orchestration {InstanceId} ({Name}) failed: {ErrorType}: {ErrorMessage}")]
    public static partial void OrchestrationFailed(this ILogger logger, string instanceId, string name, string errorType, string errorMessage);

    [LoggerMessage(7006, LogLevel.Error, "Reading due timers failed; tried again in {Delay}.")]
    public static partial void TimersNotRead(this ILogger logger, Exception reason, TimeSpan delay);

    [LoggerMessage(7007, LogLevel.Error, "Reading waiting activities failed; tried again in {Delay}.")]
    public static partial void ActivitiesNotRead(this ILogger logger, Exception reason, TimeSpan delay);

    [LoggerMessage(7009, LogLevel.Warning, "Instance {InstanceId} of version '{Version}' is left for a release that runs it; this one is '{Own}'.")]
    public static partial void VersionRejected(this ILogger logger, string instanceId, string version, string own);

    [LoggerMessage(7010, LogLevel.Information, "{Count} ended instances were purged: their time was over.")]
    public static partial void Purged(this ILogger logger, int count);

    [LoggerMessage(7011, LogLevel.Error, "Purging instances whose time is over failed; the next pass tries again.")]
    public static partial void NotPurged(this ILogger logger, Exception reason);

    [LoggerMessage(7012, LogLevel.Error, "Activity {Activity} (#{Task}) of {InstanceId} could not be listed as quarantined; tried again in {Delay}.")]
    public static partial void NotQuarantined(this ILogger logger, Exception reason, string activity, int task, string instanceId, TimeSpan delay);

    [LoggerMessage(7013, LogLevel.Error, "Activity {Activity} (#{Task}) of {InstanceId} waits: its start could not be noted on disk; tried again in {Delay}.")]
    public static partial void ActivityNotBegun(this ILogger logger, string activity, int task, string instanceId, TimeSpan delay);

    [LoggerMessage(7008, LogLevel.Error, "Looking for instances with waiting messages failed; it is tried again.")]
    public static partial void MessagesNotRead(this ILogger logger, Exception reason);
}
