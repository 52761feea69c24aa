using System.Text.Json;
using Platform.Domain.Json;

namespace Platform.Domain.Documents;

/// <summary>A document as read from a store.</summary>
/// <param name="Partition">Its full partition key.</param>
/// <param name="Id">Unique within the partition.</param>
/// <param name="Type">What it is, e.g. <c>task</c>; partitions hold documents of several types.</param>
/// <param name="ETag">Opaque version; changes with every write and is never used again.</param>
/// <param name="Body">The JSON object as UTF-8, with <c>id</c>, <c>type</c> and the partition key properties.</param>
public sealed record Document(PartitionKey Partition, string Id, string Type, string ETag, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads the body as <typeparamref name="T"/>; members that <typeparamref name="T"/> lacks are skipped.</summary>
    /// <exception cref="JsonException">The body does not fit <typeparamref name="T"/>.</exception>
    public T As<T>()
        where T : notnull =>
        JsonSerializer.Deserialize<T>(Body.Span, PlatformJson.Documents) ?? throw new JsonException($"Document '{Id}' is null.");

    /// <summary>The body as <typeparamref name="T"/> together with where it stands.</summary>
    public Stored<T> ToStored<T>()
        where T : notnull => new(As<T>(), Partition, Id, Type, ETag);
}

/// <summary>A typed document with its place and version.</summary>
public sealed record Stored<T>(T Value, PartitionKey Partition, string Id, string Type, string ETag)
    where T : notnull;
