namespace Microsoft.DurableTask.Client;

/// <summary>Options of a purge.</summary>
/// <param name="Recursive">Whether ended sub-orchestrations are purged too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
