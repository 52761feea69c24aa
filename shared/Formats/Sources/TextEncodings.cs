using System.Text;

namespace Platform.Formats.Sources;

/// <summary>The encodings that deliveries come in. Strict ones throw <see cref="DecoderFallbackException"/> on bytes that do not belong.</summary>
public static class TextEncodings
{
    /// <summary>UTF-8, strict, without byte order mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>GB18030, strict; reads GBK and GB 2312 as well.</summary>
    public static Encoding Gb18030 { get; } = Strict("gb18030");

    /// <summary>Windows code page 1252: every byte but five means something.</summary>
    public static Encoding Windows1252 { get; } = Strict("windows-1252");

    /// <summary>A strict encoding by code page number, or null when the number is unknown.</summary>
    public static Encoding? ByCodePage(int codePage) => Known(() =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback));

    /// <summary>A strict encoding by its registered name, or null when the name is unknown.</summary>
    public static Encoding? ByName(string name) => Known(() => Strict(name));

    /// <summary>Whether the bytes are text in this strict encoding.</summary>
    public static bool CanDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        if (ReferenceEquals(encoding, Utf8))
        {
            return System.Text.Unicode.Utf8.IsValid(bytes);
        }

        try
        {
            encoding.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding? Known(Func<Encoding> find)
    {
        try
        {
            return find();
        }
        catch (Exception unknown) when (unknown is NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Strict(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
