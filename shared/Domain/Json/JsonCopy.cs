using System.Text.Json;

namespace Platform.Domain.Json;

/// <summary>Writes JSON again, changed on the way.</summary>
/// <param name="members">Which members of an object are written, in which order.</param>
/// <param name="leaf">Writes what is neither object nor array.</param>
public sealed class JsonCopy(Func<IEnumerable<JsonProperty>, IEnumerable<JsonProperty>> members, Action<Utf8JsonWriter, JsonElement> leaf)
{
    /// <summary>Writes a value.</summary>
    public void Write(Utf8JsonWriter writer, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value.EnumerateObject());
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                leaf(writer, value);
                break;
        }
    }

    /// <summary>Writes an object of these members.</summary>
    public void WriteObject(Utf8JsonWriter writer, IEnumerable<JsonProperty> all)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (var member in members(all))
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value);
        }

        writer.WriteEndObject();
    }
}
