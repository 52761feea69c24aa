using System.Reflection;
using Platform.Embedded.Binding;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Messaging;

/// <param name="Entity">Queue or subscription.</param>
internal sealed record ServiceBusDeclaration(EmbeddedMessageEntity Entity) : TriggerDeclaration
{
    public override string BindingType => "serviceBusTrigger";

    public override IReadOnlyCollection<string> DataNames =>
        ["MessageId", "DeliveryCount", "SessionId", "Subject", "ContentType", "CorrelationId", "EnqueuedTimeUtc", "ApplicationProperties"];

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        problem = null;
        return context => MessageBody.ToAsync(
            ((EmbeddedMessage)context.Payload!).Body, parameter.ParameterType, context.InstanceServices, context.CancellationToken);
    }
}
