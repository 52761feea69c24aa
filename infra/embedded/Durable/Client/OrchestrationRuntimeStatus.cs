namespace Microsoft.DurableTask.Client;

/// <summary>State of an orchestration instance. The numbers are stored: they never change.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Has begun and is not finished.</summary>
    Running = 0,

    /// <summary>Finished with a result.</summary>
    Completed = 1,

    /// <summary>Started over; transient, never seen on the embedded host.</summary>
    ContinuedAsNew = 2,

    /// <summary>Ended with an unhandled exception.</summary>
    Failed = 3,

    /// <summary>Cancelled; never seen on the embedded host.</summary>
    Canceled = 4,

    /// <summary>Ended by a terminate request.</summary>
    Terminated = 5,

    /// <summary>Has not begun.</summary>
    Pending = 6,

    /// <summary>Held by a suspend request.</summary>
    Suspended = 7,
}
