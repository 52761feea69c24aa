using Platform.Reporting.Fonts;
using Platform.Reporting.Layout;
using SkiaSharp;

namespace Platform.Reporting.Pdf;

/// <summary>Draws a ruled table; the head repeats on every page and no row is split.</summary>
internal sealed class PdfTable
{
    private const float LineHeight = 13.5f;
    private const float Padding = 4f;

    private readonly PdfPages _pages;
    private readonly TableBlock _table;
    private readonly float[] _edges;
    private readonly float _size;

    public PdfTable(PdfPages pages, TableBlock table)
    {
        (_pages, _table) = (pages, table);
        _size = table.Columns.Count > 7 ? 9f : 10f;
        var total = table.Widths.Sum();
        _edges = new float[table.Widths.Count + 1];
        _edges[0] = PdfPages.Left;
        for (var column = 0; column < table.Widths.Count; column++)
        {
            _edges[column + 1] = _edges[column] + (PdfPages.Width * table.Widths[column] / total);
        }
    }

    public void Draw()
    {
        using var plain = ReportFonts.Font(ReportFonts.Serif, _size);
        using var strong = ReportFonts.Font(ReportFonts.Sans, _size);
        var head = Wrap(_table.Columns, strong);
        _pages.Ensure(PdfText.CaptionHeight + Height(head) + (3f * (LineHeight + (2f * Padding))));
        _pages.Skip(8f);
        new PdfText(_pages).Caption(_table.Caption, after: 3f);
        DrawRow(head, strong, isHead: true);
        for (var index = 0; index < _table.Rows.Count; index++)
        {
            var font = _table.HasTotal && index == _table.Rows.Count - 1 ? strong : plain;
            var row = Wrap(_table.Rows[index], font);
            if (Height(row) > _pages.Room && !_pages.IsAtTop)
            {
                _pages.Break();
                DrawRow(head, strong, isHead: true);
            }

            DrawRow(row, font, isHead: false);
        }

        _pages.Skip(12f);
    }

    private IReadOnlyList<string>[] Wrap(IReadOnlyList<string> cells, SKFont font) =>
        [.. cells.Select((cell, column) => LineBreaker.Break(cell, font, _edges[column + 1] - _edges[column] - (2f * Padding)))];

    private static float Height(IReadOnlyList<string>[] row) => (row.Max(cell => cell.Count) * LineHeight) + (2f * Padding);

    private void DrawRow(IReadOnlyList<string>[] row, SKFont font, bool isHead)
    {
        var height = Height(row);
        var (top, bottom) = (_pages.Y, _pages.Y + height);
        if (isHead)
        {
            _pages.Shade(_edges[0], top, PdfPages.Width, height);
            _pages.Rule(_edges[0], top, _edges[^1], top);
        }

        for (var column = 0; column < row.Length; column++)
        {
            var centre = (_edges[column] + _edges[column + 1]) / 2f;
            var baseline = top + ((height - (row[column].Count * LineHeight)) / 2f) + (LineHeight / 2f) + (_size * 0.36f);
            foreach (var line in row[column])
            {
                _pages.Text(line, centre, baseline, font, SKTextAlign.Center);
                baseline += LineHeight;
            }
        }

        foreach (var edge in _edges)
        {
            _pages.Rule(edge, top, edge, bottom);
        }

        _pages.Rule(_edges[0], bottom, _edges[^1], bottom);
        _pages.Skip(height);
    }
}
