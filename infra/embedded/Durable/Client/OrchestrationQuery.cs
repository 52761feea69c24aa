namespace Microsoft.DurableTask.Client;

/// <summary>Which instances a query returns; every part that is null or empty matches all.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these states.</param>
/// <param name="TaskHubNames">Ignored: the embedded host has one task hub.</param>
/// <param name="InstanceIdPrefix">Id starts with, compared ordinally.</param>
/// <param name="PageSize">Most instances on a page.</param>
/// <param name="FetchInputsAndOutputs">Whether input, output and custom status are read.</param>
/// <param name="ContinuationToken">Token of the page to start with.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Page size unless given.</summary>
    public const int DefaultPageSize = 100;
}
