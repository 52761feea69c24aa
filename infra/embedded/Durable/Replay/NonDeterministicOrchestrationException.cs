namespace Platform.Embedded.Durable.Replay;

/// <summary>
/// The orchestrator's code does not do what its history says it did, or it waits for something that is not durable. The instance fails with this
/// exception; after the code is mended it can be rewound.
/// </summary>
public sealed class NonDeterministicOrchestrationException : Exception
{
    internal NonDeterministicOrchestrationException(string instanceId, string orchestrator, int eventIndex, string expected, string actual)
        : base($"Orchestrator '{orchestrator}' of instance '{instanceId}' is not deterministic at history event {eventIndex}: "
            + $"expected {expected}, but {actual}. Orchestrator code may change only in ways that take the same decisions for instances in flight, "
            + "and may await only what its TaskOrchestrationContext returns.")
    {
        InstanceId = instanceId;
        EventIndex = eventIndex;
        Expected = expected;
        Actual = actual;
    }

    internal static NonDeterministicOrchestrationException NotDurable(string instanceId, string orchestrator, int eventIndex) => new(
        instanceId,
        orchestrator,
        eventIndex,
        "the orchestrator to await a durable task",
        "the code awaits something else (Task.Delay, Task.Run, I/O, CancellationTokenSource.CancelAsync, ConfigureAwait(false) …)");

    /// <summary>The instance.</summary>
    public string InstanceId { get; }

    /// <summary>0-based position in the history of the present execution.</summary>
    public int EventIndex { get; }

    /// <summary>What the history has.</summary>
    public string Expected { get; }

    /// <summary>What the code did.</summary>
    public string Actual { get; }
}
