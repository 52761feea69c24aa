using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Formats.Tables;

/// <summary>Text as SpreadsheetML spells it in a cell (ECMA-376 part 1, 18.18.105, ST_Xstring).</summary>
internal static partial class SheetText
{
    public const int MaxLength = 32_767;

    /// <summary>
    /// Characters that XML does not allow are written as <c>_xHHHH_</c>, and text that looks like such an escape is escaped itself.
    /// </summary>
    /// <exception cref="ArgumentException">The text is longer than a cell holds.</exception>
    public static string Escape(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ArgumentException($"A cell holds at most {MaxLength} characters, not {text.Length}.", nameof(text));
        }

        return NotPlain().Replace(text, match => match.ValueSpan[0] == '_'
            ? "_x005F" + match.Value
            : string.Create(CultureInfo.InvariantCulture, $"_x{(int)match.ValueSpan[0]:X4}_"));
    }

    /// <summary>The inverse of <see cref="Escape"/>.</summary>
    public static string Unescape(string text) => !text.Contains("_x", StringComparison.Ordinal) ? text : Escaped().Replace(
        text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    // A surrogate only when it has lost its partner: a pair is left alone.
    [GeneratedRegex(@"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex NotPlain();

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escaped();
}
