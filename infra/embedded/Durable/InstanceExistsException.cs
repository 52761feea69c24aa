using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable;

/// <summary>A start was refused because an instance of the same id is in a state that forbids it.</summary>
public sealed class InstanceExistsException : InvalidOperationException
{
    internal InstanceExistsException(string instanceId, OrchestrationRuntimeStatus status)
        : base($"An orchestration instance '{instanceId}' exists with status {status}; it is not started again.")
    {
        InstanceId = instanceId;
        Status = status;
    }

    /// <summary>The instance.</summary>
    public string InstanceId { get; }

    /// <summary>Its present state.</summary>
    public OrchestrationRuntimeStatus Status { get; }
}
