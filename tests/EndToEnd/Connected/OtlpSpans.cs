using System.Text;

namespace Platform.Tests.EndToEnd.Connected;

/// <summary>A span as a collector receives it.</summary>
internal sealed record ReceivedSpan(string TraceId, string Name);

/// <summary>Reads the spans of an OTLP request (protobuf, ExportTraceServiceRequest): as much of the format as the tests ask for.</summary>
internal static class OtlpSpans
{
    private const int LengthDelimited = 2;

    public static IEnumerable<ReceivedSpan> Of(byte[] request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select new ReceivedSpan(Convert.ToHexStringLower(Fields(span, 1).Single()), Encoding.UTF8.GetString(Fields(span, 5).Single()));

    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case LengthDelimited:
                    var length = (int)Varint(message, ref at);
                    if (tag >> 3 == (ulong)number)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }
        }

        return found;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var read = message[at++];
            value |= (ulong)(read & 0x7f) << shift;
            if (read < 0x80)
                return value;
        }
    }
}
