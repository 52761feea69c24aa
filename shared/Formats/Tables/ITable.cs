using Platform.Findings;

namespace Platform.Formats.Tables;

/// <summary>A row of a table. Rows without any filled cell are not delivered.</summary>
/// <param name="Number">1-based row number, as the program that opens the file shows it; for CSV the 1-based record, blank ones counted.</param>
/// <param name="Cells">Cells from the first column on; gaps are empty cells, trailing empty cells are left out.</param>
/// <param name="Findings">What is wrong with this row.</param>
public sealed record TableRow(int Number, IReadOnlyList<Cell> Cells, IReadOnlyList<Finding> Findings)
{
    /// <summary>The cell in the 0-based column; empty beyond the end.</summary>
    public Cell this[int column] => column < Cells.Count ? Cells[column] : default;
}

/// <summary>A merged range, rows 1-based and columns 0-based, both ends included.</summary>
public readonly record struct CellRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>
/// A worksheet or a CSV file, read row by row, any number of times, one enumeration at a time. Like
/// <see cref="Features.IFeatureLayer"/>, reading never throws for bad content: look at the delivery's findings after the last row.
/// </summary>
public interface ITable
{
    /// <summary>Worksheet name; for CSV the file name without extension.</summary>
    string Name { get; }

    /// <summary>Path inside the delivery.</summary>
    string File { get; }

    /// <summary>Whether the worksheet is hidden from its users (lists for drop-downs).</summary>
    bool IsHidden { get; }

    /// <summary>Reads the rows in file order.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IEnumerable<TableRow> ReadRows(CancellationToken cancellation = default);

    /// <summary>Merged ranges of the worksheet; none for CSV. Reads the worksheet to its end.</summary>
    IReadOnlyList<CellRange> ReadMergedRanges(CancellationToken cancellation = default);
}
