using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator sees and does. An orchestrator is run again from its start on every turn and has to take the same decisions each time:
/// time, ids, waiting and I/O go through this context only. Not thread-safe; only the orchestrator's own thread may use it.
/// </summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>Name of the orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>Id of the instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The parent when this is a sub-orchestration.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>UTC time of the turn in which this point was first reached; the same on every replay; never goes back.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code is only catching up with its history.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Version of the instance; empty when unversioned.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Configuration of the orchestration; empty on the embedded host.</summary>
    public virtual IReadOnlyDictionary<string, object?> Properties { get; } =
        System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty;

    /// <summary>A factory whose loggers are silent during replay.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory => new ReplaySafeLoggerFactoryOf(this);

    /// <summary>The host's logger factory.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input of the instance.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity without a result.</summary>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) => CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity.</summary>
    /// <exception cref="TaskFailedException">The activity failed, after all retries.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Completes after <paramref name="delay"/>, also over restarts of the host.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Completes at <paramref name="fireAt"/>, also over restarts of the host.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Completes with the payload of the next external event of that name, compared without regard to case; earlier events are buffered.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits at most <paramref name="timeout"/>.</summary>
    /// <exception cref="TaskCanceledException">The time is over.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) => WaitForExternalEvent<T>(eventName, timeout, default);

    /// <summary>Waits at most <paramref name="timeout"/> and until cancelled.</summary>
    /// <exception cref="TaskCanceledException">The time is over, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var eventCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, timerCancellation.Token);
        var external = WaitForExternalEvent<T>(eventName, eventCancellation.Token);
        // The loser is cancelled, so that it neither keeps a timer alive nor takes an event that comes later.
        var winner = await Task.WhenAny(timer, external);
        (winner == external ? timerCancellation : eventCancellation).Cancel();
        return await external;
    }

    /// <summary>Sends an external event to another instance; dropped when there is none.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets what a status query shows as custom status.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Runs another orchestrator as a sub-orchestration.</summary>
    /// <exception cref="TaskFailedException">It failed or was terminated.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Starts the orchestration over with a new input and an empty history when the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <inheritdoc cref="ContinueAsNew(object?, bool)"/>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A new id that is the same on every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public virtual ILogger CreateReplaySafeLogger(Type type) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public virtual ILogger CreateReplaySafeLogger<T>() => new ReplaySafeLogger(this, LoggerFactory.CreateLogger<T>());

    /// <summary>Compares the instance's version with another: as dotted numbers when both are, else as text without regard to case; empty is lowest.</summary>
    public virtual int CompareVersionTo(string version) => Abstractions.TaskOrchestrationVersioningUtils.CompareVersions(Version, version);

    private sealed class ReplaySafeLoggerFactoryOf(TaskOrchestrationContext context) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => context.CreateReplaySafeLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => context.LoggerFactory.AddProvider(provider);

        public void Dispose()
        {
            // The host's factory outlives every orchestration.
        }
    }

    private sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!context.IsReplaying)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
