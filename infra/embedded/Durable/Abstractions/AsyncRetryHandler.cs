namespace Microsoft.DurableTask;

/// <summary>
/// Decides whether a failed task is tried again and may wait on durable timers before it answers. Runs as orchestrator code: it has to be deterministic.
/// </summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
