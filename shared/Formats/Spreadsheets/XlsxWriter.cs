using System.Buffers;
using System.IO.Compression;
using System.Xml;
using Platform.Formats.Packaging;

namespace Platform.Formats.Spreadsheets;

/// <summary>
/// Writes workbooks (ECMA-376 transitional) row by row in constant memory. The bytes depend on nothing but the sheets: fixed times,
/// fixed part order, no random ids. Text is stored inline as text and can never become a formula.
/// </summary>
public static class XlsxWriter
{
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(@"[]:*?/\");

    /// <summary>Writes the sheets in the order given; the first one is shown when the file opens.</summary>
    /// <param name="target">Receives the file; stays open.</param>
    /// <param name="sheets">At least one visible sheet.</param>
    /// <exception cref="ArgumentException">A name, value, note or rule that a workbook cannot hold.</exception>
    public static void Write(Stream target, IReadOnlyList<SheetToWrite> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        CheckNames(sheets);
        var lists = new ChoiceLists(sheets);
        var all = lists.NeedsSheet ? [.. sheets, lists.Sheet()] : sheets;
        var styles = new StyleTable();
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Part(zip, "[Content_Types].xml", xml => WorkbookParts.WriteContentTypes(xml, all));
        Part(zip, "_rels/.rels", WorkbookParts.WritePackageRelationships);
        Part(zip, "xl/workbook.xml", xml => WorkbookParts.WriteWorkbook(xml, all));
        Part(zip, "xl/_rels/workbook.xml.rels", xml => WorkbookParts.WriteWorkbookRelationships(xml, all));
        for (var i = 0; i < all.Count; i++)
        {
            var sheet = all[i];
            Part(zip, $"xl/worksheets/sheet{i + 1}.xml", new SheetPart(sheet, styles, lists, isActive: i == 0).Write);
            if (sheet.Notes.Count > 0)
            {
                Part(zip, $"xl/worksheets/_rels/sheet{i + 1}.xml.rels", xml => WorkbookParts.WriteNoteRelationships(xml, i + 1));
                Part(zip, $"xl/comments{i + 1}.xml", xml => NoteParts.WriteTexts(xml, sheet.Notes));
                Part(zip, $"xl/drawings/vmlDrawing{i + 1}.vml", xml => NoteParts.WriteBoxes(xml, sheet.Notes));
            }
        }

        Part(zip, "xl/styles.xml", styles.Write);
    }

    private static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        using var stream = DeterministicZip.CreateEntry(zip, name);
        using var xml = SheetXml.Writer(stream);
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void CheckNames(IReadOnlyList<SheetToWrite> sheets)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ChoiceLists.SheetName };
        foreach (var sheet in sheets)
        {
            if (sheet.Name.Length is 0 or > 31 || sheet.Name.AsSpan().ContainsAny(s_forbidden) || sheet.Name[0] == '\'' || sheet.Name[^1] == '\'')
            {
                throw new ArgumentException($"'{sheet.Name}' cannot name a worksheet.", nameof(sheets));
            }

            if (!taken.Add(sheet.Name))
            {
                throw new ArgumentException($"Two worksheets are named '{sheet.Name}'.", nameof(sheets));
            }
        }

        if (sheets.Count == 0 || sheets[0].Hidden)
        {
            throw new ArgumentException("A workbook starts with a visible worksheet.", nameof(sheets));
        }
    }
}
