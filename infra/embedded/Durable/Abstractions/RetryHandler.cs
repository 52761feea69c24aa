namespace Microsoft.DurableTask;

/// <summary>Decides whether a failed task is tried again. Runs as orchestrator code: it has to be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
