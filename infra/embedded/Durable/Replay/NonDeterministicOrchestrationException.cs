namespace Platform.Embedded.Durable.Replay;

/// <summary>
/// The orchestrator's code does not do what its history says it did, or it waits for something that is not durable. The instance fails with this
/// exception; after the code is mended it can be rewound.
/// </summary>
public sealed class NonDeterministicOrchestrationException : Exception
{
    internal NonDeterministicOrchestrationException(
        string instanceId, string orchestrator, int eventIndex, string expected, string actual, string sourceMember)
        : base($"Orchestrator '{orchestrator}' of instance '{instanceId}' is not deterministic at history event {eventIndex}: "
            + $"expected {expected}, but {actual}, {sourceMember}. Orchestrator code may change only in ways that take the same decisions for instances "
            + "in flight, and may await only what its TaskOrchestrationContext returns.")
    {
        InstanceId = instanceId;
        EventIndex = eventIndex;
        Expected = expected;
        Actual = actual;
        SourceMember = sourceMember;
    }

    /// <summary>The instance.</summary>
    public string InstanceId { get; }

    /// <summary>0-based position in the history of the present execution.</summary>
    public int EventIndex { get; }

    /// <summary>What the history has.</summary>
    public string Expected { get; }

    /// <summary>What the code did.</summary>
    public string Actual { get; }

    /// <summary>
    /// Where: <c>in Type.Member (File.cs:line)</c> of the deviating request, or <c>after</c> the last request when the code made none; the orchestrator's own
    /// member when no place was found. The line is known when the release carries debugging information.
    /// </summary>
    public string SourceMember { get; }
}
