using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Platform.Formats.Tables;

namespace Platform.Formats.Spreadsheets;

/// <summary>Names, references and text as SpreadsheetML (ECMA-376 part 1, 18) spells them.</summary>
internal static partial class SheetXml
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const int MaxRows = 1_048_576;
    public const int MaxColumns = 16_384;
    public const int MaxText = 32_767;

    public static XmlWriter Writer(Stream target) => XmlWriter.Create(target, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = true,
        CloseOutput = false,
    });

    /// <summary>A, B, … Z, AA, … of a 0-based column.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + ((rest - 1) % 26)) + name;
        }

        return name;
    }

    /// <summary>B5 of a 1-based row and 0-based column.</summary>
    public static string Reference(int row, int column) => ColumnName(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>B5:C7, or B5 for a single cell.</summary>
    public static string Reference(CellRange range) => (range.FirstRow, range.FirstColumn) == (range.LastRow, range.LastColumn)
        ? Reference(range.FirstRow, range.FirstColumn)
        : Reference(range.FirstRow, range.FirstColumn) + ":" + Reference(range.LastRow, range.LastColumn);

    /// <summary>
    /// Text as it may stand in a cell: characters that XML does not allow are written as <c>_xHHHH_</c>, and text that looks like such
    /// an escape is escaped itself (18.18.105, ST_Xstring).
    /// </summary>
    public static string Escape(string text)
    {
        if (text.Length > MaxText)
        {
            throw new ArgumentException($"A cell holds at most {MaxText} characters, not {text.Length}.", nameof(text));
        }

        return NotPlain().Replace(text, match => match.ValueSpan[0] == '_'
            ? "_x005F" + match.Value
            : string.Create(CultureInfo.InvariantCulture, $"_x{(int)match.ValueSpan[0]:X4}_"));
    }

    /// <summary>The inverse of <see cref="Escape"/>.</summary>
    public static string Unescape(string text) => !text.Contains("_x", StringComparison.Ordinal) ? text : Escaped().Replace(
        text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    // A surrogate only when it has lost its partner: a pair is left alone.
    [GeneratedRegex(@"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0B-\x0D\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex NotPlain();

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escaped();
}
