using Microsoft.AspNetCore.Http;

namespace Platform.Embedded.Invocation;

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="Payload">The trigger's own object, which its declaration knows how to bind.</param>
/// <param name="BindingData">Values by name: strings as they are, everything else as JSON text.</param>
/// <param name="Http">The request, for HTTP functions.</param>
/// <param name="RetryCount">Repeats so far.</param>
/// <param name="MaxRetryCount">Repeats allowed.</param>
internal sealed record TriggerInput(
    object? Payload,
    IReadOnlyDictionary<string, object?>? BindingData = null,
    HttpContext? Http = null,
    int RetryCount = 0,
    int MaxRetryCount = 0);
