using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Reporting.Layout;

namespace Platform.Reporting.Docx;

/// <summary>A ruled table across the page; its head repeats on every page, no row is split, and a short table stays on one page.</summary>
internal static class DocxTable
{
    /// <summary>Width between the margins, in twentieths of a point.</summary>
    private const int TextWidth = 8845;

    /// <summary>A table of so many rows fits on a page with its caption.</summary>
    private const int MostRowsTogether = 16;

    public static Table Make(TableBlock block)
    {
        var total = block.Widths.Sum();
        int[] widths = [.. block.Widths.Select(width => (int)(TextWidth * width / total))];
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                Borders(),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = Text(width) })));
        table.Append(Row(block.Columns, widths, isHead: true, isBold: true));
        for (var index = 0; index < block.Rows.Count; index++)
        {
            table.Append(Row(block.Rows[index], widths, isHead: false, isBold: block.HasTotal && index == block.Rows.Count - 1));
        }

        foreach (var row in table.Elements<TableRow>().SkipLast(block.Rows.Count <= MostRowsTogether ? 1 : block.Rows.Count))
        {
            KeepWithNext(row);
        }

        return table;
    }

    private static void KeepWithNext(TableRow row)
    {
        foreach (var paragraph in row.Descendants<Paragraph>())
        {
            (paragraph.ParagraphProperties ??= new ParagraphProperties()).KeepNext = new KeepNext();
        }
    }

    private static TableRow Row(IReadOnlyList<string> cells, int[] widths, bool isHead, bool isBold)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
        {
            properties.Append(new TableHeader());
        }

        var row = new TableRow(properties);
        for (var index = 0; index < cells.Count; index++)
        {
            row.Append(Cell(cells[index], widths[index], isHead, isBold));
        }

        return row;
    }

    private static TableCell Cell(string text, int width, bool isHead, bool isBold)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa });
        if (isHead)
        {
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E8ECF1" });
        }

        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        var paragraph = DocxText.Paragraph(DocxStyles.Cell, text);
        if (isBold)
        {
            foreach (var run in paragraph.Elements<Run>())
            {
                run.PrependChild(new RunProperties(new Bold()));
            }
        }

        return new TableCell(properties, paragraph);
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 8u },
        new LeftBorder { Val = BorderValues.Single, Size = 4u },
        new BottomBorder { Val = BorderValues.Single, Size = 8u },
        new RightBorder { Val = BorderValues.Single, Size = 4u },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4u },
        new InsideVerticalBorder { Val = BorderValues.Single, Size = 4u });

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
