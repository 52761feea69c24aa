using System.Globalization;
using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Tables;

namespace Platform.Domain.Monitoring;

/// <summary>A row of a form before its columns are known.</summary>
internal sealed record FormSourceRow(long Number, IReadOnlyList<Cell> Cells, IReadOnlyList<Finding> Findings);

/// <summary>A worksheet, a CSV file or a feature layer as rows of cells, the header being the first row.</summary>
internal sealed record FormSource(string File, string Name, IEnumerable<FormSourceRow> Rows)
{
    /// <summary>
    /// The places of a delivery that may be a form: visible worksheets, CSV files, and layers. A CSV with coordinate columns is offered by
    /// the readers as a table and as a layer; the table is taken.
    /// </summary>
    public static IEnumerable<FormSource> Of(IReadOnlyList<ITable> tables, IReadOnlyList<IFeatureLayer> layers, CancellationToken cancellation)
    {
        var asTables = tables.Select(table => table.File).ToHashSet(StringComparer.Ordinal);
        return tables.Where(table => !table.IsHidden).Select(table => OfTable(table, cancellation))
            .Concat(layers.Where(layer => !asTables.Contains(layer.Schema.File)).Select(layer => OfLayer(layer, cancellation)));
    }

    private static FormSource OfTable(ITable table, CancellationToken cancellation) => new(
        table.File, table.Name, table.ReadRows(cancellation).Select(row => new FormSourceRow(row.Number, [.. row.Cells.Select(Unguarded)], row.Findings)));

    private static Cell Unguarded(Cell cell) => cell.Kind == CellKind.Text ? Cell.OfText(DeliveredText.WithoutFormulaGuard(cell.Text)) : cell;

    private static FormSource OfLayer(IFeatureLayer layer, CancellationToken cancellation) => new(
        layer.Schema.File, layer.Schema.Name, LayerRows(layer, cancellation));

    private static IEnumerable<FormSourceRow> LayerRows(IFeatureLayer layer, CancellationToken cancellation)
    {
        yield return new FormSourceRow(-1, [.. layer.Schema.Fields.Select(field => Cell.OfText(field.Name))], []);
        foreach (var row in layer.ReadRows(cancellation))
        {
            yield return new FormSourceRow(row.Index, [.. row.Values.Select(ToCell)], row.Findings);
        }
    }

    private static Cell ToCell(object? value) => value switch
    {
        null or byte[] => default,
        string text => Cell.OfText(text),
        bool flag => Cell.OfBoolean(flag),
        long number => Cell.OfNumber(number.ToString(CultureInfo.InvariantCulture)),
        decimal number => Cell.OfNumber(number.ToString(CultureInfo.InvariantCulture)),
        double number => OfDouble(number),
        DateOnly date => Cell.OfDate(date.ToDateTime(TimeOnly.MinValue)),
        DateTime moment => Cell.OfDate(moment),
        _ => Cell.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static Cell OfDouble(double number)
    {
        var spelled = number.ToString("R", CultureInfo.InvariantCulture);
        return Cell.OfNumber(spelled);
    }
}
