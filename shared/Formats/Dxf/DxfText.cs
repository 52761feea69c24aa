using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Formats.Sources;

namespace Platform.Formats.Dxf;

/// <summary>
/// Decodes the texts of a drawing: UTF-8 from release 2007 (AC1021) on whatever the code page says, before that the code page, and in both
/// <c>\U+XXXX</c>. Bytes that do not fit are read as GB18030 and, failing that, with U+FFFD.
/// </summary>
internal sealed partial class DxfText
{
    private const string FirstWithUtf8 = "AC1021";
    private readonly Encoding _encoding;

    /// <param name="version">Value of <c>$ACADVER</c>.</param>
    /// <param name="codePage">Value of <c>$DWGCODEPAGE</c>.</param>
    public DxfText(string? version, string? codePage) => _encoding = string.CompareOrdinal(version, FirstWithUtf8) >= 0
        ? TextEncodings.Utf8
        : OfCodePage(codePage);

    public string Decode(byte[]? bytes)
    {
        if (bytes is null)
        {
            return "";
        }

        var encoding = TextEncodings.CanDecode(_encoding, bytes) ? _encoding
            : TextEncodings.CanDecode(TextEncodings.Gb18030, bytes) ? TextEncodings.Gb18030
            : Dbase.DbfText.Lenient(_encoding);
        var text = encoding.GetString(bytes);
        return text.Contains('\\', StringComparison.Ordinal)
            ? Escape().Replace(text, match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;
    }

    /// <summary>What an MTEXT says, without its formatting codes.</summary>
    public static string Plain(string text)
    {
        var plain = Formatting().Replace(text, match => match.Value is "\\P" or "\\~" ? " " : match.Groups[1].Value + match.Groups[2].Value);
        return plain.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Trim();
    }

    private static Encoding OfCodePage(string? name)
    {
        var number = name is null ? "" : name[(name.LastIndexOf('_') + 1)..];
        return number switch
        {
            "936" or "GB2312" or "gb2312" => TextEncodings.Gb18030,
            _ when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && TextEncodings.ByCodePage(page) is { } known => known,
            _ => TextEncodings.Windows1252,
        };
    }

    [GeneratedRegex(@"\\U\+([0-9A-Fa-f]{4})")]
    private static partial Regex Escape();

    // \P and \~ are a paragraph and a blank, \S…; a fraction, \A…; and the like formatting, \\ \{ \} the characters themselves.
    [GeneratedRegex(@"\\P|\\~|\\S([^;]*);|\\[ACFfHQTWp][^;]*;|\\[LlOoKkX]|\\([\\{}])")]
    private static partial Regex Formatting();
}
