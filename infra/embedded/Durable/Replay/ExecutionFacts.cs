using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Platform.Embedded.Durable.Replay;

/// <summary>What stays the same through all turns of one execution.</summary>
/// <param name="InstanceId">Id of the instance.</param>
/// <param name="Name">Name of the orchestrator.</param>
/// <param name="Source">Member of the orchestrator's code, for messages.</param>
/// <param name="Version">Version of the instance; empty for none.</param>
/// <param name="ExecutionKey">Distinguishes this execution from every other in the database.</param>
/// <param name="DefaultVersion">Version of sub-orchestrations that name none.</param>
/// <param name="Parent">The parent of a sub-orchestration.</param>
/// <param name="Converter">Converts payloads.</param>
/// <param name="Loggers">The host's loggers.</param>
/// <param name="Strayed">Told, from any thread, that the code ran outside its turn.</param>
internal sealed record ExecutionFacts(
    string InstanceId,
    string Name,
    string Source,
    string Version,
    string ExecutionKey,
    string DefaultVersion,
    ParentOrchestrationInstance? Parent,
    DataConverter Converter,
    ILoggerFactory Loggers,
    Action Strayed);
