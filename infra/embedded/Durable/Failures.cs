using Microsoft.DurableTask;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Failures that the engine itself reports; the types are stable, so that code can tell them apart by <see cref="TaskFailureDetails.ErrorType"/>.</summary>
public static class Failures
{
    /// <summary>No activity of that name is registered.</summary>
    public const string ActivityNotFound = "ActivityTaskNotFound";

    /// <summary>No orchestrator of that name is registered.</summary>
    public const string OrchestratorNotFound = "OrchestratorTaskNotFound";

    /// <summary>The process ended too often while the activity ran.</summary>
    public const string PoisonActivity = "PoisonActivity";

    /// <summary>The sub-orchestration was terminated.</summary>
    public const string Terminated = "OrchestrationTerminated";

    /// <summary>An instance with the id of the sub-orchestration exists and has not ended.</summary>
    public const string InstanceExists = "OrchestrationInstanceAlreadyExists";

    /// <summary>The release does not run instances of this version.</summary>
    public const string VersionMismatch = "VersionMismatch";

    /// <summary>Whether calling once more could help the caller of what failed with <paramref name="failure"/>.</summary>
    internal static bool IsRetriable(TaskFailureDetails failure) => failure.ErrorType is not (OrchestratorNotFound or VersionMismatch);

    internal static TaskFailureDetails OtherVersion(string message) => Of(VersionMismatch, message);

    internal static TaskFailureDetails NoActivity(string name) => Of(ActivityNotFound, $"There is no activity named '{name}' in this release.");

    internal static TaskFailureDetails NoOrchestrator(string name) => Of(OrchestratorNotFound, $"There is no orchestrator named '{name}' in this release.");

    internal static TaskFailureDetails Poison(ActivityRow row) => Of(
        PoisonActivity, $"The process ended {row.Starts} times while activity '{row.Name}' (#{row.Task}) of '{row.InstanceId}' was running; it is not started again.");

    internal static TaskFailureDetails WasTerminated(string instanceId) => Of(Terminated, $"The sub-orchestration '{instanceId}' was terminated.");

    internal static TaskFailureDetails Exists(string instanceId) => Of(InstanceExists, $"An orchestration instance '{instanceId}' exists and has not ended.");

    private static TaskFailureDetails Of(string type, string message) => new(type, message, null, null, null);
}
