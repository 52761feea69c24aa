using System.Reflection;
using Microsoft.DurableTask;

namespace Platform.Embedded.DurableFunctions;

/// <summary>What an orchestrator function is given.</summary>
internal sealed record OrchestrationPayload(TaskOrchestrationContext Context)
{
    private static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput), [])!;

    /// <summary>The instance's input as <paramref name="type"/>.</summary>
    public object? Input(Type type) =>
        GetInput.MakeGenericMethod(type).Invoke(Context, BindingFlags.DoNotWrapExceptions, null, null, null);
}
