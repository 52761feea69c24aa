using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Domain.Documents;
using Platform.Domain.Json;

namespace Platform.Storage.Cosmos;

/// <summary>
/// A document between the platform and the database: written with a stamp that tells which write made this version, read without the stamp and the database's own members, all of
/// which begin with <c>_</c> as no member of a document does.
/// </summary>
internal static class CosmosBody
{
    /// <summary>Member that holds the stamp.</summary>
    public const string Stamp = "_write";

    private static readonly JsonCopy Copy = new(members => members, WriteLeaf);
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A complete document with the stamp as its last member.</summary>
    public static MemoryStream Stamped(ReadOnlyMemory<byte> body, string stamp)
    {
        var end = Encoding.UTF8.GetBytes($",\"{Stamp}\":\"{stamp}\"}}");
        var stamped = new byte[body.Length - 1 + end.Length];
        body.Span[..^1].CopyTo(stamped);
        end.CopyTo(stamped, body.Length - 1);
        return new MemoryStream(stamped, 0, stamped.Length, writable: false, publiclyVisible: true);
    }

    /// <summary>The stamp of a document as stored; null when it has none.</summary>
    public static string? StampOf(JsonElement stored) => stored.TryGetProperty(Stamp, out var stamp) ? stamp.GetString() : null;

    /// <summary>The document without what is not the platform's.</summary>
    public static Document Read(ContainerDefinition container, JsonElement stored)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        Copy.WriteObject(writer, stored.EnumerateObject().Where(m => !m.Name.StartsWith('_')));
        writer.Flush();
        string[] parts = [.. container.PartitionPaths.Select(Text)];
        return new Document(PartitionKey.Of(parts), Text("id"), Text("type"), Text("_etag"), buffer.WrittenMemory);

        string Text(string member) => stored.GetProperty(member).GetString()!;
    }

    // The database writes small numbers with an exponent (1E-07); the platform writes decimals without, and equal documents have equal bytes.
    private static void WriteLeaf(Utf8JsonWriter writer, JsonElement value)
    {
        var text = value.GetRawText();
        if (value.ValueKind != JsonValueKind.Number)
            value.WriteTo(writer);
        else if (text.AsSpan().ContainsAny('e', 'E') && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumberValue(number);
        else
            writer.WriteRawValue(text, skipInputValidation: true);
    }
}
