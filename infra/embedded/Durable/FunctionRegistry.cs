using Microsoft.DurableTask;

namespace Platform.Embedded.Durable;

/// <summary>Orchestrators and activities by name, without regard to case. Filled before the engine starts, read-only afterwards.</summary>
internal sealed class FunctionRegistry
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<ActivityInvocation, CancellationToken, Task<object?>>> activities = new(StringComparer.OrdinalIgnoreCase);
    private bool sealedForStart;

    public void AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> orchestrator) => Add(orchestrators, name, orchestrator);

    public void AddActivity(string name, Func<ActivityInvocation, CancellationToken, Task<object?>> activity) => Add(activities, name, activity);

    public void Seal() => sealedForStart = true;

    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

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
