using Platform.Embedded.Binding;
using Platform.Embedded.Invocation;

namespace Platform.Embedded.Discovery;

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
    EmbeddedFunctionDefinition Definition,
    RetryRule? Retry);
