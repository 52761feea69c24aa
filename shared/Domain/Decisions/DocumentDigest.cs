using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Json;
using Platform.Domain.Messaging;

namespace Platform.Domain.Decisions;

/// <summary>
/// The canonical form of documents, in which two stores can be compared: members sorted by name at every depth, no space, what is excluded left out.
/// Excluded are the sweeper's reports, which say what the sweeper happened to see, and the delivery marks of outbox rows, which say when a message went out.
/// </summary>
public static class DocumentDigest
{
    private static readonly JsonCopy Copy = new(
        members => members.OrderBy(member => member.Name, StringComparer.Ordinal), (writer, value) => value.WriteTo(writer));

    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The containers whose documents are compared.</summary>
    public static IReadOnlyList<ContainerDefinition> Containers { get; } = [.. Campaigns.Containers.All.Where(c => c != Campaigns.Containers.Operations)];

    /// <summary>The canonical JSON of a document in UTF-8.</summary>
    public static byte[] Canonical(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var json = JsonDocument.Parse(document.Body);
        return Bytes(writer => Copy.WriteObject(writer, Members(document, json.RootElement)));
    }

    /// <summary>The line that describes a document.</summary>
    public static DocumentLine Of(ContainerDefinition container, Document document)
    {
        ArgumentNullException.ThrowIfNull(container);
        ArgumentNullException.ThrowIfNull(document);
        using var json = JsonDocument.Parse(document.Body);
        var members = Members(document, json.RootElement).ToDictionary(
            member => member.Name, member => Hash(Bytes(writer => Copy.Write(writer, member.Value)))[..8], StringComparer.Ordinal);
        return new DocumentLine(container.Name, [.. document.Partition.Parts], document.Id, Hash(Canonical(document)), members);
    }

    private static IEnumerable<JsonProperty> Members(Document document, JsonElement root) => document.Type == OutboxMessage.DocumentType
        ? root.EnumerateObject().Where(member => member.Name is not (OutboxMessage.OrderPath or "sent"))
        : root.EnumerateObject();

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Written))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
