namespace Platform.Domain.Documents;

/// <summary>
/// What is written to a container: each document in its latest form, at least once, those of one partition in the order of their last writes. Deletions are not seen.
/// For work that follows writes and may be done twice; what has to be exact is written in the same batch instead.
/// </summary>
public interface IDocumentFeed
{
    /// <summary>The next page after a position; without documents when nothing has been written since.</summary>
    /// <param name="container">The container.</param>
    /// <param name="position">As given by an earlier page; null for everything that is there.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="DocumentStoreException">The database cannot answer.</exception>
    Task<FeedPage> ReadAsync(ContainerDefinition container, string? position, CancellationToken cancellation = default);
}

/// <summary>A page of a feed.</summary>
/// <param name="Documents">What was written; empty at the end.</param>
/// <param name="Position">Where the next page begins; to be kept once the documents have been dealt with.</param>
public sealed record FeedPage(IReadOnlyList<Document> Documents, string Position);
