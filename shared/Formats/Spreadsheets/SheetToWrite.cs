using Platform.Formats.Tables;

namespace Platform.Formats.Spreadsheets;

/// <summary>
/// A cell to be written: text, whole number, decimal, double, bool, DateOnly, DateTime, or null for an empty (but styled) cell.
/// Text is always written as text and can never become a formula.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Style">How it looks; null is the column's style.</param>
public readonly record struct CellToWrite(object? Value, CellStyle? Style = null);

/// <summary>A row to be written.</summary>
/// <param name="Cells">Cells from the first column on.</param>
/// <param name="Height">Height in points; null fits it to the wrapped text.</param>
public sealed record RowToWrite(IReadOnlyList<CellToWrite> Cells, double? Height = null)
{
    /// <summary>A row of values in one style.</summary>
    public static RowToWrite Of(CellStyle? style, params IEnumerable<object?> values) =>
        new([.. values.Select(value => new CellToWrite(value, style))]);
}

/// <summary>A column's width and the style of cells that state none.</summary>
/// <param name="Width">Width in characters of the default font; a Chinese character takes two.</param>
/// <param name="Style">Style of the column's cells, empty ones below the data included.</param>
/// <param name="Hidden">Whether the column is hidden.</param>
public sealed record ColumnToWrite(double Width, CellStyle? Style = null, bool Hidden = false);

/// <summary>A note on a cell.</summary>
/// <param name="Row">1-based row.</param>
/// <param name="Column">0-based column.</param>
/// <param name="Text">The note.</param>
public sealed record CellNote(int Row, int Column, string Text);

/// <summary>A worksheet to be written. The rows are enumerated once, while they are written.</summary>
/// <param name="Name">At most 31 characters without <c>[ ] : * ? / \</c>, different from the others without regard to case.</param>
/// <param name="Rows">The rows from the first on.</param>
public sealed record SheetToWrite(string Name, IEnumerable<RowToWrite> Rows)
{
    public IReadOnlyList<ColumnToWrite> Columns { get; init; } = [];

    /// <summary>Rows at the top that stay in sight.</summary>
    public int FrozenRows { get; init; }

    /// <summary>Columns at the left that stay in sight.</summary>
    public int FrozenColumns { get; init; }

    public IReadOnlyList<CellRange> MergedRanges { get; init; } = [];

    public IReadOnlyList<CellRule> Rules { get; init; } = [];

    public IReadOnlyList<CellNote> Notes { get; init; } = [];

    /// <summary>Protects the sheet (without a password): only cells whose style is not locked take input.</summary>
    public bool Protected { get; init; }

    public bool Hidden { get; init; }

    /// <summary>Rows repeated on every printed page, 1-based; null for none.</summary>
    public (int First, int Last)? PrintTitleRows { get; init; }

    /// <summary>Prints in landscape, fitted to the page's width.</summary>
    public bool Landscape { get; init; }
}
