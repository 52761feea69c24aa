using System.Text;

namespace Platform.Formats.Dbase;

/// <summary>Decodes text fields in the encoding of a table and says when something had to be replaced.</summary>
internal sealed class DbfText(Encoding encoding)
{
    private readonly Encoding _lenient = Lenient(encoding);

    public string EncodingName => encoding.WebName;

    /// <summary>The same encoding with U+FFFD in place of bytes that do not belong.</summary>
    public static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return lenient;
    }

    /// <summary>The text without padding.</summary>
    /// <param name="bytes">The field.</param>
    /// <param name="damaged">Whether bytes were replaced.</param>
    public string Decode(ReadOnlySpan<byte> bytes, out bool damaged)
    {
        var text = _lenient.GetString(bytes.TrimEnd(" \0"u8));
        damaged = text.Contains('\uFFFD', StringComparison.Ordinal);
        return text;
    }
}
