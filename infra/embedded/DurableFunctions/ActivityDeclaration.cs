using System.Reflection;
using Platform.Embedded.Durable;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.DurableFunctions;

/// <param name="Name">Name under which orchestrators call it.</param>
internal sealed record ActivityDeclaration(string Name) : TriggerDeclaration
{
    public override string BindingType => "activityTrigger";

    public override IReadOnlyCollection<string> DataNames => ["InstanceId"];

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        problem = null;
        return context => ValueTask.FromResult(((ActivityInvocation)context.Payload!).GetInput(parameter.ParameterType));
    }
}
