using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Findings;

namespace Platform.Domain.Submissions;

/// <summary>A ticket with what was committed under it, oldest first.</summary>
public sealed record Upload(Ticket Ticket, IReadOnlyList<Attempt> Attempts);

/// <summary>Which uploads a list shows; null means all.</summary>
public sealed record UploadFilter(string? Campaign, string? Unit, string? Kind);

/// <summary>One page of uploads.</summary>
public sealed record UploadPage(IReadOnlyList<Upload> Items, string? Continuation);

/// <summary>Reads tickets, attempts and findings for people.</summary>
public sealed class UploadReader(IDocumentStore store, TicketDesk tickets)
{
    /// <summary>The upload, or null.</summary>
    public async Task<Upload?> FindAsync(string ticket, CancellationToken cancellation) =>
        await tickets.FindAsync(ticket, cancellation).ConfigureAwait(false) is { } found
            ? new Upload(found, await AttemptsAsync(ticket, cancellation).ConfigureAwait(false))
            : null;

    /// <summary>One page, newest first; null when the continuation belongs to another list.</summary>
    public async Task<UploadPage?> ListAsync(UploadFilter filter, int limit, string? continuation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = DocumentQuery.AcrossPartitions(Containers.Submissions).OfType(TicketDesk.DocumentType);
        query = With(With(With(query, "campaign", filter.Campaign), "unit", filter.Unit), "kind", filter.Kind)
            .OrderByDescending("createdAt").Take(limit);
        if (!ContinuationToken.IsFor(query, continuation))
            return null;
        var page = await store.QueryAsync<TicketDocument>(query.After(continuation), cancellation).ConfigureAwait(false);
        var uploads = new List<Upload>(page.Items.Count);
        foreach (var ticket in page.Items)
            uploads.Add(new Upload(ticket.Value.Content, await AttemptsAsync(ticket.Value.Content.Id, cancellation).ConfigureAwait(false)));
        return new UploadPage(uploads, page.Continuation);
    }

    /// <summary>One page of an attempt's findings in the order of the file, and whether another follows.</summary>
    public async Task<(IReadOnlyList<Finding> Findings, bool More)> FindingsAsync(
        string ticket, string attempt, int number, CancellationToken cancellation)
    {
        var partition = PartitionKey.Of(ticket);
        var page = await store.ReadAsync<FindingsPage>(
            Containers.Submissions, partition, FindingsPage.IdOf(attempt, number), cancellation).ConfigureAwait(false);
        var next = await store.ReadAsync(
            Containers.Submissions, partition, FindingsPage.IdOf(attempt, number + 1), cancellation).ConfigureAwait(false);
        return (page?.Value.Findings ?? [], next is not null);
    }

    private static DocumentQuery With(DocumentQuery query, string path, string? value) =>
        value is null ? query : query.Where(Filter.Equal(path, value));

    private async Task<IReadOnlyList<Attempt>> AttemptsAsync(string ticket, CancellationToken cancellation)
    {
        var query = DocumentQuery.In(Containers.Submissions, PartitionKey.Of(ticket)).OfType(AttemptDesk.DocumentType).OrderBy("committedAt");
        var attempts = new List<Attempt>();
        await foreach (var attempt in store.EnumerateAsync<Attempt>(query, cancellation).ConfigureAwait(false))
            attempts.Add(attempt.Value);
        return attempts;
    }
}
