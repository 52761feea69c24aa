using System.Globalization;
using System.Text;
using System.Xml;
using Platform.Formats.Tables;

namespace Platform.Formats.Spreadsheets;

/// <summary>Names and references as SpreadsheetML (ECMA-376 part 1, 18) spells them.</summary>
internal static class SheetXml
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static XmlWriter Writer(Stream target) => XmlWriter.Create(target, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CheckCharacters = true,
        CloseOutput = false,
    });

    /// <summary>B5 of a 1-based row and 0-based column.</summary>
    public static string Reference(int row, int column) => CellReference.ColumnName(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>B5:C7, or B5 for a single cell.</summary>
    public static string Reference(CellRange range) => (range.FirstRow, range.FirstColumn) == (range.LastRow, range.LastColumn)
        ? Reference(range.FirstRow, range.FirstColumn)
        : Reference(range.FirstRow, range.FirstColumn) + ":" + Reference(range.LastRow, range.LastColumn);
}
