using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Documents;
using Platform.Domain.Exchange;
using Platform.Orchestrations.Waking;
using Platform.Storage.Messaging;

namespace Platform.Tests.Faults.Child;

/// <summary>What a last look from inside finds: a sweep's report, and whatever has not come to a good end.</summary>
/// <param name="Sweep">Must be empty.</param>
/// <param name="Unfinished">Workflow instances that have not completed, with their state.</param>
/// <param name="DeadLetters">Messages that were refused. One that the process did not live to settle five times is given up by rule, see the README.</param>
internal sealed record Inspection(SweepReport Sweep, IReadOnlyList<string> Unfinished, IReadOnlyList<string> DeadLetters)
{
    /// <summary>Looks, and gives the answer as one line of JSON.</summary>
    public static async Task<string> MakeAsync(IServiceProvider services)
    {
        var workflows = services.GetRequiredService<DurableTaskClient>();
        var sweep = await services.GetRequiredService<Sweeper>().RunAsync(workflows, CancellationToken.None).ConfigureAwait(false);
        var unfinished = new List<string>();
        await foreach (var instance in workflows.GetAllInstancesAsync(new OrchestrationQuery()).ConfigureAwait(false))
        {
            if (instance.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                unfinished.Add($"{instance.InstanceId} {instance.RuntimeStatus}");
        }

        var dead = new List<string>();
        await foreach (var message in services.GetRequiredService<IDocumentStore>().EnumerateAsync<DeadMessage>(DeadLetterDesk.Waiting).ConfigureAwait(false))
        {
            if (message.Value.Reason != SqliteMessageBus.NeverSettled)
                dead.Add($"{message.Value.MessageId} {message.Value.Reason}");
        }

        return JsonSerializer.Serialize(new Inspection(sweep, unfinished, dead));
    }
}
