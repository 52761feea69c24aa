using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.DurableFunctions;

/// <summary>
/// Workflows that ended with an error, other than that a step of theirs is in quarantine and listed there. Running one again rewinds it: what failed is tried again, what was done stays
/// done, and failed sub-orchestrations go on with it.
/// </summary>
internal sealed class WorkflowPoison(DurableEngine engine) : IPoisonSource
{
    public string Kind => "workflow";

    public async Task<IReadOnlyList<PoisonItem>> ListAsync(CancellationToken cancellation)
    {
        var listed = (await engine.Quarantine.ListAsync(cancellation)).Select(call => call.InstanceId).ToHashSet(StringComparer.Ordinal);
        var failed = new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Failed], FetchInputsAndOutputs = true };
        var items = new List<PoisonItem>();
        await foreach (var instance in engine.Client.GetAllInstancesAsync(failed).WithCancellation(cancellation))
        {
            if (!listed.Contains(instance.InstanceId))
                items.Add(new PoisonItem($"{Kind}:{instance.InstanceId}", instance.Name, instance.InstanceId, instance.FailureDetails?.ToString(), instance.LastUpdatedAt));
        }

        return [.. items.OrderBy(item => item.At)];
    }

    public async Task<bool> RedriveAsync(string id, CancellationToken cancellation)
    {
        var instance = id[(Kind.Length + 1)..];
        if (instance.Length == 0 || await engine.Client.GetInstanceAsync(instance, cancellation) is not { RuntimeStatus: OrchestrationRuntimeStatus.Failed })
            return false;
        await engine.Client.RewindInstanceAsync(instance, "poison redrive", cancellation);
        return true;
    }
}
