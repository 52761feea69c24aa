namespace DurableTask.Core;

/// <summary>How an execution ended, in its history.</summary>
public enum OrchestrationStatus
{
    Completed = 1,
    Failed = 3,
    Terminated = 5,
}
