using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>A worksheet as a table.</summary>
internal sealed class XlsxSheet(
    XlsxPackage package, SheetEntry sheet, Lazy<SharedStrings> strings, Lazy<DateStyles> styles, FindingLog findings) : ITable
{
    private const int MaxMerges = 200_000;

    public string Name => sheet.Name;

    public string File => package.At.File!;

    public bool IsHidden => sheet.IsHidden;

    private Location At => package.At with { Layer = sheet.Name };

    public IEnumerable<TableRow> ReadRows(CancellationToken cancellation = default)
    {
        using var reader = Guarded(() => new XlsxRowReader(package, sheet, strings.Value, styles.Value));
        while (reader is not null && Guarded(reader.Next) is { } row)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    public IReadOnlyList<CellRange> ReadMergedRanges(CancellationToken cancellation = default) => Guarded(() => ReadMerges(cancellation)) ?? [];

    private List<CellRange> ReadMerges(CancellationToken cancellation)
    {
        var merges = new List<CellRange>();
        using var xml = package.OpenPart(sheet.Part)!;
        while (xml.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!xml.IsStart || xml.Name != "mergeCell")
            {
                continue;
            }

            if (merges.Count == MaxMerges)
            {
                findings.Add(FormatFindings.XlsxTooManyMerges.At(At, MaxMerges));
                break;
            }

            merges.Add(CellReference.ParseRange(xml.Attribute("ref")) ?? throw new RefusedException(FormatFindings.XlsxReference.At(At, xml.Attribute("ref"))));
        }

        return merges;
    }

    private T? Guarded<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }
}
