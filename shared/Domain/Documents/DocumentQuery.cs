using System.Collections.Immutable;

namespace Platform.Domain.Documents;

/// <summary>
/// A query over one container: in one partition, below a key prefix, or over all partitions when that is said. Results come in key order
/// (partition key parts, then id), or in the order of one index with ties in some fixed order. Texts are ordered by code point. Immutable.
/// </summary>
public sealed record DocumentQuery
{
    private DocumentQuery(ContainerDefinition container, PartitionKey? partition) => (Container, Partition) = (container, partition);

    public ContainerDefinition Container { get; }

    /// <summary>The partition or key prefix; null over all partitions.</summary>
    public PartitionKey? Partition { get; }

    /// <summary>The condition; null for all documents.</summary>
    public Filter? Filter { get; private init; }

    /// <summary>Paths to order by, together one index; empty for key order.</summary>
    public ImmutableArray<string> Order { get; private init; } = [];

    public bool Descending { get; private init; }

    /// <summary>Greatest number of documents on a page; a page may hold fewer although more follow.</summary>
    public int PageSize { get; private init; } = 100;

    /// <summary>Where to go on, as given by <see cref="DocumentPage.Continuation"/>; null from the beginning.</summary>
    public string? Continuation { get; private init; }

    /// <summary>Queries one partition, or everything below a key prefix.</summary>
    public static DocumentQuery In(ContainerDefinition container, PartitionKey partitionOrPrefix)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(partitionOrPrefix);
        return partitionOrPrefix.Parts.Length <= container.PartitionPaths.Length
            ? new DocumentQuery(container, partitionOrPrefix)
            : throw new ArgumentException($"Container '{container.Name}' has fewer key parts than '{partitionOrPrefix}'.", nameof(partitionOrPrefix));
    }

    /// <summary>Queries every partition. Dear in a distributed store: for operators, sweepers and catalogues, not for hot paths.</summary>
    public static DocumentQuery AcrossPartitions(ContainerDefinition container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return new DocumentQuery(container, null);
    }

    /// <summary>Adds a condition to those already there (all must hold).</summary>
    public DocumentQuery Where(Filter filter) => this with { Filter = Filter is null ? filter : Documents.Filter.And(Filter, filter) };

    /// <summary>Only documents of one type.</summary>
    public DocumentQuery OfType(string type) => Where(Documents.Filter.Equal("type", type));

    /// <summary>Orders by an indexed field, or by the fields of a declared composite index in its order; by none, in key order.</summary>
    public DocumentQuery OrderBy(params ReadOnlySpan<string> paths) => this with { Order = [.. paths], Descending = false };

    /// <summary>As <see cref="OrderBy"/>, with every field descending.</summary>
    public DocumentQuery OrderByDescending(params ReadOnlySpan<string> paths) => this with { Order = [.. paths], Descending = true };

    /// <summary>Sets the page size, 1 to <see cref="DocumentLimits.PageItems"/>.</summary>
    public DocumentQuery Take(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, DocumentLimits.PageItems);
        return this with { PageSize = pageSize };
    }

    /// <summary>
    /// Goes on after an earlier page of the same query; null starts again. Use <see cref="ContinuationToken.IsFor"/> first on a token that came from outside.
    /// </summary>
    public DocumentQuery After(string? continuation) => this with { Continuation = continuation };
}

/// <summary>One page of results.</summary>
/// <param name="Items">The documents in the query's order.</param>
/// <param name="Continuation">Opaque text for <see cref="DocumentQuery.After"/>; null when nothing follows.</param>
public sealed record DocumentPage(IReadOnlyList<Document> Items, string? Continuation);

/// <summary>One page of typed results.</summary>
public sealed record DocumentPage<T>(IReadOnlyList<Stored<T>> Items, string? Continuation)
    where T : notnull;
