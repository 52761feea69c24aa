using Platform.Findings;
using Platform.Formats.Archives;

namespace Platform.Formats.Tables;

/// <summary>A worksheet as the workbook lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsHidden">Whether it is hidden.</param>
/// <param name="Part">Its part.</param>
internal sealed record SheetEntry(string Name, bool IsHidden, string Part);

/// <summary>The parts of a workbook and how they hang together.</summary>
internal sealed class XlsxPackage
{
    private const int MaxSheets = 1_000;
    private readonly SafeArchive _archive;
    private readonly Dictionary<string, ArchiveEntry> _parts;

    /// <exception cref="RefusedException">Not a workbook that can be read.</exception>
    public XlsxPackage(SafeArchive archive, Location at)
    {
        _archive = archive;
        At = at;
        _parts = archive.Entries.Where(e => !e.IsFolder).ToDictionary(e => e.Path, StringComparer.OrdinalIgnoreCase);
        var workbook = Relationships("").FirstOrDefault(r => r.Type == "officeDocument").Target ?? "xl/workbook.xml";
        if (workbook.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(FormatFindings.XlsxBinaryFormat.At(at));
        }

        if (!_parts.ContainsKey(workbook))
        {
            throw new RefusedException(FormatFindings.XlsxNotAWorkbook.At(at, workbook));
        }

        var related = Relationships(workbook).ToList();
        SharedStringsPart = related.Find(r => r.Type == "sharedStrings").Target;
        StylesPart = related.Find(r => r.Type == "styles").Target;
        Sheets = ReadSheets(workbook, related);
    }

    public Location At { get; }

    public IReadOnlyList<SheetEntry> Sheets { get; }

    /// <summary>Whether days are counted from 1904 instead of 1900.</summary>
    public bool Uses1904 { get; private set; }

    public string? SharedStringsPart { get; }

    public string? StylesPart { get; }

    /// <summary>Opens a part, or null when it is missing.</summary>
    public BoundedXmlReader? OpenPart(string? part) =>
        part is not null && _parts.TryGetValue(part, out var entry) ? BoundedXml.Open(_archive.OpenEntry(entry), At, entry.Path) : null;

    private List<SheetEntry> ReadSheets(string workbook, List<(string Id, string Type, string Target)> related)
    {
        var sheets = new List<SheetEntry>();
        using var xml = OpenPart(workbook)!;
        while (xml.Read() && sheets.Count < MaxSheets)
        {
            if (xml.IsStart && xml.Name == "workbookPr")
            {
                Uses1904 = xml.Attribute("date1904") is "1" or "true";
            }
            else if (xml.IsStart && xml.Name == "sheet")
            {
                var target = related.Find(r => r.Id == xml.Attribute("id"));
                if (target.Type == "worksheet" && _parts.ContainsKey(target.Target))
                {
                    sheets.Add(new SheetEntry(xml.Attribute("name") ?? "", xml.Attribute("state") is "hidden" or "veryHidden", target.Target));
                }
            }
        }

        return sheets.Count > 0 ? sheets : throw new RefusedException(FormatFindings.XlsxNotAWorkbook.At(At, "worksheet"));
    }

    /// <summary>The internal relationships of a part (of the package for the empty name): id, last word of the type, target part.</summary>
    private IEnumerable<(string Id, string Type, string Target)> Relationships(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        using var xml = OpenPart($"{folder}_rels/{part[folder.Length..]}.rels");
        while (xml is not null && xml.Read())
        {
            if (xml.IsStart && xml.Name == "Relationship" && xml.Attribute("TargetMode") != "External")
            {
                var type = xml.Attribute("Type") ?? "";
                yield return (xml.Attribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], Resolve(folder, xml.Attribute("Target") ?? ""));
            }
        }
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (step != ".")
            {
                parts.Add(step);
            }
        }

        return string.Join('/', parts);
    }
}
