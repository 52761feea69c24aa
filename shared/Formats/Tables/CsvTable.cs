using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Tables;

/// <summary>A CSV file as a table. All its cells are text or empty.</summary>
public sealed class CsvTable : ITable
{
    private readonly DeliveredFile _file;
    private readonly CsvEncoding _encoding;
    private readonly FindingLog _findings;

    private CsvTable(DeliveredFile file, CsvEncoding encoding, FindingLog findings)
    {
        _file = file;
        _encoding = encoding;
        _findings = findings;
    }

    public string Name => Path.GetFileNameWithoutExtension(_file.Name);

    public string File => _file.Path;

    public bool IsHidden => false;

    /// <summary>Opens a file: decides encoding and delimiter.</summary>
    /// <returns>The table, or null when it cannot be read; then the reason is among the findings.</returns>
    public static CsvTable? Open(DeliveredFile file, FindingLog findings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            return new CsvTable(file, CsvEncoding.Detect(file, findings), findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    public IEnumerable<TableRow> ReadRows(CancellationToken cancellation = default)
    {
        using var text = new StreamReader(_file.Open(), _encoding.Encoding, detectEncodingFromByteOrderMarks: true);
        var reader = new CsvReader(text, _encoding.Delimiter, new Location(_file.Path));
        var columns = 0;
        while (Next(reader) is { } cells)
        {
            cancellation.ThrowIfCancellationRequested();
            if (cells is [""])
            {
                continue;
            }

            columns = columns == 0 ? cells.Count : columns;
            var findings = Check(reader, cells, columns);
            yield return new TableRow(reader.Number, [.. cells.Select(Cell.OfText)], findings);
        }

        if (reader.HasOpenEnd)
        {
            _findings.Add(FormatFindings.CsvOpenEnd.At(new Location(_file.Path, Row: reader.Number), reader.Number));
        }
    }

    public IReadOnlyList<CellRange> ReadMergedRanges(CancellationToken cancellation = default) => [];

    private List<string>? Next(CsvReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
            return null;
        }
    }

    private List<Finding> Check(CsvReader reader, List<string> cells, int columns)
    {
        var findings = new List<Finding>();
        var at = new Location(_file.Path, Row: reader.Number);
        if (cells.Count != columns)
        {
            findings.Add(FormatFindings.CsvColumnCount.At(at, cells.Count, columns));
        }

        if (reader.HasStrayQuote)
        {
            findings.Add(FormatFindings.CsvStrayQuote.At(at));
        }

        if (cells.Exists(c => c.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            findings.Add(FormatFindings.CsvTextDamaged.At(at, _encoding.Encoding.WebName));
        }

        return findings;
    }
}
