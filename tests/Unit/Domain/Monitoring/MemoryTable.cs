using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Domain.Monitoring;

/// <summary>A worksheet in memory: each row is an array of cells; a string is a text cell, null an empty one.</summary>
internal sealed class MemoryTable(string file, string name, params object?[][] rows) : ITable
{
    public string Name => name;

    public string File => file;

    public bool IsHidden { get; init; }

    public IEnumerable<TableRow> ReadRows(CancellationToken cancellation = default) => rows
        .Select((row, i) => new TableRow(i + 1, [.. row.Select(ToCell)], []))
        .Where(row => row.Cells.Any(cell => !cell.IsEmpty));

    public IReadOnlyList<CellRange> ReadMergedRanges(CancellationToken cancellation = default) => [];

    private static Cell ToCell(object? value) => value switch
    {
        null => default,
        Cell cell => cell,
        decimal number => Cell.OfNumber(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ => Cell.OfText((string)value),
    };
}
