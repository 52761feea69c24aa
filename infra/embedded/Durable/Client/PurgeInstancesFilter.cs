namespace Microsoft.DurableTask.Client;

/// <summary>Which ended instances are purged.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these states; all ended ones when null.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>Longest time to spend; the result then says that it is not complete.</summary>
    public TimeSpan? Timeout { get; init; }
}
