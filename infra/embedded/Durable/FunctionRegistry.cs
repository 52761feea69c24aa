using Microsoft.DurableTask;
using Platform.Embedded.Durable.Replay;

namespace Platform.Embedded.Durable;

/// <summary>An orchestrator: its code, and the member of the source that it is.</summary>
internal sealed record OrchestratorCode(Func<TaskOrchestrationContext, Task<object?>> Call, string Source);

/// <summary>Orchestrators and activities by name, without regard to case. Filled before the engine starts, read-only afterwards.</summary>
internal sealed class FunctionRegistry
{
    private readonly Dictionary<string, OrchestratorCode> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<ActivityInvocation, CancellationToken, Task<object?>>> activities = new(StringComparer.OrdinalIgnoreCase);
    private bool sealedForStart;

    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> orchestrator, string? source)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        Add(orchestrators, name, new OrchestratorCode(orchestrator, source ?? CallSite.Name(orchestrator.Method)));
    }

    public void AddActivity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> activity) => Add(activities, name, activity);

    public void Seal() => sealedForStart = true;

    public OrchestratorCode? FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

    public Func<ActivityInvocation, CancellationToken, Task<object?>>? FindActivity(string name) => activities.GetValueOrDefault(name);

    private void Add<T>(Dictionary<string, T> table, string name, T function)
        where T : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(function);
        if (sealedForStart)
        {
            throw new InvalidOperationException($"'{name}' is registered after the engine was started.");
        }

        if (!table.TryAdd(name, function))
        {
            throw new ArgumentException($"'{name}' is registered twice (names are compared without regard to case).", nameof(name));
        }
    }
}
