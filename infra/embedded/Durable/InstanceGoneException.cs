using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable;

/// <summary>
/// An event or request is for an instance that does not exist or has ended: a normal answer to callers that race with the end of a workflow.
/// On Azure the same call ends in an RpcException (NotFound, FailedPrecondition).
/// </summary>
public sealed class InstanceGoneException : InvalidOperationException
{
    internal InstanceGoneException(string instanceId, OrchestrationRuntimeStatus? status)
        : base(status is null ? $"There is no orchestration instance '{instanceId}'." : $"The orchestration instance '{instanceId}' has ended ({status}).")
    {
        InstanceId = instanceId;
        Status = status;
    }

    /// <summary>The instance.</summary>
    public string InstanceId { get; }

    /// <summary>How it ended; null when there is none.</summary>
    public OrchestrationRuntimeStatus? Status { get; }
}
