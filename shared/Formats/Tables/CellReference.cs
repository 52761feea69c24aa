namespace Platform.Formats.Tables;

/// <summary>References such as B5 and B5:C7.</summary>
internal static class CellReference
{
    public const int MaxRows = 1_048_576;
    public const int MaxColumns = 16_384;

    /// <summary>1-based row and 0-based column, or null when the reference is none or outside a worksheet.</summary>
    public static (int Row, int Column)? Parse(ReadOnlySpan<char> reference)
    {
        var (row, column, i) = (0, 0, 0);
        for (; i < reference.Length && char.IsAsciiLetter(reference[i]) && column <= MaxColumns; i++)
        {
            column = (column * 26) + (char.ToUpperInvariant(reference[i]) - 'A' + 1);
        }

        var digits = i;
        for (; i < reference.Length && char.IsAsciiDigit(reference[i]) && row <= MaxRows; i++)
        {
            row = (row * 10) + (reference[i] - '0');
        }

        var isWhole = digits > 0 && i == reference.Length;
        return isWhole && row is >= 1 and <= MaxRows && column is >= 1 and <= MaxColumns ? (row, column - 1) : null;
    }

    /// <summary>A, B, … Z, AA, … of a 0-based column.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + ((rest - 1) % 26)) + name;
        }

        return name;
    }

    /// <summary>A range, or a single cell as a range of one; null when it is none.</summary>
    public static CellRange? ParseRange(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var first = Parse(colon < 0 ? text : text.AsSpan(0, colon));
        var last = colon < 0 ? first : Parse(text.AsSpan(colon + 1));
        return first is { } a && last is { } b && b.Row >= a.Row && b.Column >= a.Column ? new CellRange(a.Row, a.Column, b.Row, b.Column) : null;
    }
}
