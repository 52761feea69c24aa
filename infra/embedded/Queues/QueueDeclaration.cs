using System.Reflection;
using Azure.Storage.Queues.Models;
using Platform.Embedded.Binding;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Queues;

/// <param name="Connection">Setting with the connection.</param>
/// <param name="Queue">Queue name.</param>
internal sealed record QueueDeclaration(string Connection, string Queue) : TriggerDeclaration
{
    public override string BindingType => "queueTrigger";

    public override IReadOnlyCollection<string> DataNames =>
        ["QueueTrigger", "DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt"];

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        problem = null;
        if (parameter.ParameterType == typeof(QueueMessage))
            return context => ValueTask.FromResult(context.Payload);
        return context => MessageBody.ToAsync(
            ((QueueMessage)context.Payload!).Body, parameter.ParameterType, context.InstanceServices, context.CancellationToken);
    }
}
