using System.Reflection;
using Microsoft.DurableTask;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.DurableFunctions;

/// <param name="Name">Name under which the durable engine starts it.</param>
internal sealed record OrchestrationDeclaration(string Name) : TriggerDeclaration
{
    public override string BindingType => "orchestrationTrigger";

    public override IReadOnlyCollection<string> DataNames => ["InstanceId"];

    /// <summary>Not limited: an orchestrator waits for days, and its token would differ between replays.</summary>
    public override bool HasTimeLimit => false;

    public override ParameterSource? PayloadSource(ParameterInfo parameter, out string? problem)
    {
        problem = parameter.ParameterType == typeof(TaskOrchestrationContext) ? null : CannotBe(parameter, "TaskOrchestrationContext");
        return problem is null ? context => ValueTask.FromResult<object?>(((OrchestrationPayload)context.Payload!).Context) : null;
    }
}
