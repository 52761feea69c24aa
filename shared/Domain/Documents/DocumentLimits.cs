namespace Platform.Domain.Documents;

/// <summary>
/// The limits that every document store keeps. They lie inside those of Azure Cosmos DB (item 2 MB, batch 100 operations and 2 MB,
/// forbidden characters in ids), with room for what the database adds to an item.
/// </summary>
public static class DocumentLimits
{
    /// <summary>Greatest size of one document in bytes of UTF-8 JSON, with id, type and partition key.</summary>
    public const int DocumentBytes = 1_000_000;

    /// <summary>Greatest number of operations in a batch.</summary>
    public const int BatchOperations = 100;

    /// <summary>Greatest total size of a batch in bytes of UTF-8 JSON.</summary>
    public const int BatchBytes = 2_000_000;

    /// <summary>Greatest length of an id or of one partition key part in UTF-16 units.</summary>
    public const int KeyLength = 255;

    /// <summary>Greatest length of a whole partition key in bytes of UTF-8.</summary>
    public const int PartitionKeyBytes = 2_000;

    /// <summary>Greatest number of documents on a page.</summary>
    public const int PageItems = 1_000;

    /// <summary>A page ends early once it holds this many bytes.</summary>
    public const int PageBytes = 4_000_000;

    /// <summary>Greatest nesting of a document.</summary>
    public const int Depth = 32;

    /// <summary>Greatest number of terms in a filter, counting each value of an in-list.</summary>
    public const int FilterTerms = 256;
}
