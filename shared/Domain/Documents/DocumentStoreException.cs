namespace Platform.Domain.Documents;

/// <summary>Why a document store cannot answer.</summary>
public enum DocumentStoreFailure
{
    /// <summary>Somebody else holds the database, or it throttles: trying again later is right.</summary>
    Busy,

    /// <summary>No space is left.</summary>
    Full,

    /// <summary>Reading or writing failed below the database.</summary>
    Io,

    /// <summary>The database is damaged: restore a backup.</summary>
    Corrupt,

    /// <summary>The file is not a document database of this platform.</summary>
    Foreign,

    /// <summary>The database was written by a newer release.</summary>
    Newer,

    /// <summary>The store has been closed.</summary>
    Closed,
}

/// <summary>A document store could not answer. The message says what an operator should do.</summary>
public sealed class DocumentStoreException(DocumentStoreFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public DocumentStoreFailure Failure { get; } = failure;

    /// <summary>True when the same call can succeed later without anybody's help.</summary>
    public bool IsTransient => Failure == DocumentStoreFailure.Busy;
}
