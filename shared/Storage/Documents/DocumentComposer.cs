using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Domain.Documents;
using Platform.Domain.Json;

namespace Platform.Storage.Documents;

/// <summary>
/// Makes the stored form of a document, key members first, and holds it to what every store keeps: no members of the
/// database's own, no number that a double would change, indexed fields of their declared kind.
/// </summary>
internal static class DocumentComposer
{
    private const int IndexedTextLength = 1_024;

    private static readonly JsonDocumentOptions ParseOptions = new() { MaxDepth = DocumentLimits.Depth, AllowDuplicateProperties = false };

    private static readonly JsonWriterOptions WriteOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">The document breaks a rule; the message names the member.</exception>
    public static ReadOnlyMemory<byte> Compose(ContainerDefinition container, PartitionKey partition, DocumentOperation operation)
    {
        try
        {
            using var json = JsonDocument.Parse(operation.Body, ParseOptions);
            return Compose(container, partition, operation, json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"Document '{operation.Id}' is not a JSON object that can be stored: {e.Message}", nameof(operation), e);
        }
    }

    private static ReadOnlyMemory<byte> Compose(
        ContainerDefinition container, PartitionKey partition, DocumentOperation operation, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Fault(operation, "", $"is {root.ValueKind}, not an object");
        var buffer = new ArrayBufferWriter<byte>(operation.Body.Length + 256);
        using var writer = new Utf8JsonWriter(buffer, WriteOptions);
        var keys = KeyMembers(container, partition, operation);
        writer.WriteStartObject();
        foreach (var (name, value) in keys)
            writer.WriteString(name, value);
        foreach (var member in root.EnumerateObject())
            WriteMember(writer, keys, operation, member);
        writer.WriteEndObject();
        writer.Flush();
        foreach (var field in container.Indexed)
            CheckIndexed(operation, root, field);
        return buffer.WrittenMemory;
    }

    private static List<KeyValuePair<string, string>> KeyMembers(
        ContainerDefinition container, PartitionKey partition, DocumentOperation operation)
    {
        List<KeyValuePair<string, string>> keys = [new("id", operation.Id), new("type", operation.Type)];
        for (var i = 0; i < container.PartitionPaths.Length; i++)
            keys.Add(new(container.PartitionPaths[i], partition.Parts[i]));
        return keys;
    }

    private static void WriteMember(
        Utf8JsonWriter writer, List<KeyValuePair<string, string>> keys, DocumentOperation operation, JsonProperty member)
    {
        var name = member.Name;
        foreach (var (key, value) in keys)
        {
            if (key != name)
                continue;
            if (member.Value.ValueKind != JsonValueKind.String || !member.Value.ValueEquals(value))
                throw Fault(operation, name, $"is {member.Value}, but the document is written as '{value}'");
            return;
        }

        if (name.StartsWith('_') || name == "ttl")
            throw Fault(operation, name, "is a name that the database uses itself");
        CheckNumbers(operation, name, member.Value);
        member.WriteTo(writer);
    }

    private static void CheckNumbers(DocumentOperation operation, string path, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when !JsonNumber.SurvivesDouble(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value)):
                throw Fault(operation, path, $"is {value.GetRawText()}, which a double would change: store it as text");
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    CheckNumbers(operation, path, member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    CheckNumbers(operation, path, item);
                break;
        }
    }

    private static void CheckIndexed(DocumentOperation operation, JsonElement root, IndexedField field)
    {
        var value = root;
        foreach (var name in field.Path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return;
        }

        var fits = value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.String => field.Kind == FieldKind.Text,
            JsonValueKind.Number => field.Kind == FieldKind.Number,
            JsonValueKind.True or JsonValueKind.False => field.Kind == FieldKind.Flag,
            JsonValueKind.Object => field.Kind == FieldKind.Footprint && IsFootprint(value),
            _ => false,
        };
        if (!fits)
            throw Fault(operation, field.Path, $"is {value.ValueKind}, but is indexed as {field.Kind}");
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && (text.Length > IndexedTextLength || text.Contains('\0', StringComparison.Ordinal)))
            throw Fault(operation, field.Path, $"is indexed and holds more than {IndexedTextLength} characters or U+0000");
    }

    // Exactly as a footprint is written: stores look into its parts.
    private static bool IsFootprint(JsonElement value)
    {
        try
        {
            return JsonElement.DeepEquals(JsonSerializer.SerializeToElement(value.Deserialize<Footprint>(PlatformJson.Documents), PlatformJson.Documents), value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static ArgumentException Fault(DocumentOperation operation, string path, string fault) =>
        new($"Member '{path}' of document '{operation.Id}' {fault}.", nameof(operation));
}
