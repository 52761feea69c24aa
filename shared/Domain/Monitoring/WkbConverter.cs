using System.Text.Json;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Platform.Domain.Monitoring;

/// <summary>
/// Geometry in documents: WKB (little-endian, two dimensions) as base64. Exact: the doubles read back are the doubles written.
/// Only for documents that the platform wrote itself; what people send goes through Platform.Formats.
/// </summary>
public sealed class WkbConverter : JsonConverter<Geometry>
{
    public override Geometry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new WKBReader().Read(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, Geometry value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false).Write(value));
}
