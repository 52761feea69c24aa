using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Storage;

/// <summary>A document as a client sends it, looked into.</summary>
internal sealed record ItemDraft(JsonElement Body, string Id, IReadOnlyList<string> Partition, int? Ttl, (int SubStatus, string Message)? Fault)
{
    public static ItemDraft Read(ReadOnlyMemory<byte> body, IReadOnlyList<string> partitionPaths)
    {
        JsonElement root;
        try
        {
            using var json = JsonDocument.Parse(body);
            root = json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            return new ItemDraft(default, "", [], null, (0, e.Message));
        }

        if (!root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 and <= 255 } text || text.AsSpan().ContainsAny("/\\?#"))
            return new ItemDraft(root, "", [], null, (0, "The input content is invalid because the required property 'id' is missing or wrong."));
        var partition = partitionPaths.Select(p => root.TryGetProperty(p, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString()! : "").ToList();
        int? ttl = root.TryGetProperty("ttl", out var seconds) ? seconds.GetInt32() : null;
        return new ItemDraft(root, text, partition, ttl, null);
    }
}

/// <summary>Makes the stored form of a document: numbers as doubles, then the database's own members.</summary>
internal sealed class ItemComposer(string container, int? defaultTtl)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ulong created;

    public Item Compose(ItemDraft draft, IReadOnlyList<string> partition, ulong? number, long write, DateTimeOffset now)
    {
        var place = number ?? ++created;
        var etag = string.Create(CultureInfo.InvariantCulture, $"\"{write:x8}-{place:x4}-{Guid.NewGuid():N}\"");
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            foreach (var member in draft.Body.EnumerateObject().Where(m => m.Name is not ("_rid" or "_self" or "_etag" or "_attachments" or "_ts")))
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value);
            }

            writer.WriteString("_rid", ResourceIds.Document(container, place));
            writer.WriteString("_self", $"dbs/{container[..6]}==/colls/{container}/docs/{ResourceIds.Document(container, place)}/");
            writer.WriteString("_etag", etag);
            writer.WriteString("_attachments", "attachments/");
            writer.WriteNumber("_ts", now.ToUnixTimeSeconds());
            writer.WriteEndObject();
        }

        using var body = JsonDocument.Parse(stream.ToArray());
        return new Item(partition, EffectivePartitionKey.Of(partition), draft.Id, place, etag, write, Expiry(draft, now), body.RootElement.Clone(), (int)stream.Length);
    }

    // A document's own time to live counts only where the container has one (-1: none by itself).
    private DateTimeOffset? Expiry(ItemDraft draft, DateTimeOffset now) =>
        defaultTtl is { } seconds && (draft.Ttl ?? seconds) is var ttl and > 0 ? now.AddSeconds(ttl) : null;

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                writer.WriteNumberValue(value.GetDouble());
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
