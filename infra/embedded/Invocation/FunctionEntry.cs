using Microsoft.Azure.Functions.Worker;

namespace Platform.Embedded.Invocation;

/// <summary>A function that was discovered and found right.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trigger">Its trigger, resolved.</param>
/// <param name="Method">Its method.</param>
/// <param name="Sources">Where each parameter comes from, in order.</param>
/// <param name="Definition">What functions and middleware see of it.</param>
/// <param name="Retry">How failed runs of a timer are repeated; null for not at all.</param>
internal sealed record FunctionEntry(
    string Name,
    TriggerDeclaration Trigger,
    FunctionMethod Method,
    IReadOnlyList<ParameterSource> Sources,
    FunctionDefinition Definition,
    RetryRule? Retry)
{
    /// <summary>Gets the value of each parameter in order and calls the method with them.</summary>
    public async ValueTask<object?> CallAsync(EmbeddedFunctionContext context)
    {
        // No ConfigureAwait(false) on this path: orchestrators have to stay on the durable engine's context.
        var arguments = new object?[Sources.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await Sources[i](context);
        return await Method.InvokeAsync(context.InstanceServices, arguments);
    }
}
