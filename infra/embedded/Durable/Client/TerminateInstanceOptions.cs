namespace Microsoft.DurableTask.Client;

/// <summary>Options of a terminate request.</summary>
/// <param name="Output">Becomes the instance's output.</param>
/// <param name="Recursive">Whether running sub-orchestrations are terminated too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
