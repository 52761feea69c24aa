namespace Platform.Formats.Spreadsheets;

/// <summary>
/// Heights of rows with wrapped text. Programs fit rows to their text by themselves only where nothing hinders them (a protected sheet does, a merged range always), and
/// then lines lie on top of each other. The estimate counts a Chinese character as two.
/// </summary>
internal sealed class RowHeights
{
    private const double PointsPerFontPoint = 1.4d;
    private const double Padding = 2d;

    /// <summary>The tallest row that spreadsheets allow.</summary>
    private const double Most = 409d;

    /// <summary>First sign from which characters are as wide as two.</summary>
    private const char FirstWide = '\u2E80';

    private readonly SheetToWrite _sheet;
    private readonly Dictionary<(int Row, int Column), double> _merged = [];

    public RowHeights(SheetToWrite sheet)
    {
        _sheet = sheet;
        foreach (var range in sheet.MergedRanges)
        {
            _merged[(range.FirstRow, range.FirstColumn)] = Enumerable.Range(range.FirstColumn, range.LastColumn - range.FirstColumn + 1).Sum(Width);
        }
    }

    /// <summary>Height in points that shows all of the row's wrapped text; null for a row without any.</summary>
    public double? Of(RowToWrite row, int number)
    {
        double? height = null;
        for (var column = 0; column < row.Cells.Count; column++)
        {
            var style = row.Cells[column].Style ?? (column < _sheet.Columns.Count ? _sheet.Columns[column].Style : null);
            if (style is { Wrap: true } && row.Cells[column].Value is string text)
            {
                var width = _merged.TryGetValue((number, column), out var merged) ? merged : Width(column);
                var lines = text.Split('\n').Sum(line => Lines(line, width));
                height = Math.Max(height ?? 0d, (lines * style.FontSize * PointsPerFontPoint) + Padding);
            }
        }

        return height is { } needed ? Math.Min(needed, Most) : null;
    }

    /// <summary>Width of a column in characters; one of them is lost to the cell's margins.</summary>
    private double Width(int column) => column < _sheet.Columns.Count ? Math.Max(1d, _sheet.Columns[column].Width - 1d) : 8d;

    private static int Lines(string line, double width)
    {
        var characters = line.Sum(character => character >= FirstWide ? 2 : 1);
        return Math.Max(1, (int)Math.Ceiling(characters / width));
    }
}
