namespace Platform.Formats.SqliteFiles;

/// <summary>Integers of one to nine bytes, the greatest seven bits first; the ninth byte gives eight.</summary>
internal static class Varint
{
    private const int Longest = 9;

    /// <summary>Reads the integer at the start; returns its length, or 0 when it leaves the bytes.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, out long value)
    {
        if (bytes.IsEmpty || bytes[0] >= 0x80)
        {
            return ReadLong(bytes, out value);
        }

        value = bytes[0];
        return 1;
    }

    private static int ReadLong(ReadOnlySpan<byte> bytes, out long value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < Longest - 1; i++)
        {
            value = (value << 7) | (bytes[i] & 0x7FL);
            if (bytes[i] < 0x80)
            {
                return i + 1;
            }
        }

        if (bytes.Length < Longest)
        {
            return 0;
        }

        value = (value << 8) | bytes[Longest - 1];
        return Longest;
    }
}
