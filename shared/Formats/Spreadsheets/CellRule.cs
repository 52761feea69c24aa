using Platform.Formats.Tables;

namespace Platform.Formats.Spreadsheets;

/// <summary>
/// What a range of cells accepts, enforced by the spreadsheet program while somebody types (not when they paste: check again on reading).
/// </summary>
/// <param name="Range">The cells.</param>
public abstract record CellRule(CellRange Range)
{
    /// <summary>Title of the hint that shows when the cell is selected, at most 32 characters.</summary>
    public string? PromptTitle { get; init; }

    /// <summary>The hint, at most 255 characters.</summary>
    public string? Prompt { get; init; }

    /// <summary>Message when the input is refused, at most 225 characters.</summary>
    public string? Error { get; init; }
}

/// <summary>One of a list, offered as a drop-down. Long lists and entries with commas go to a hidden sheet.</summary>
/// <param name="Range">The cells.</param>
/// <param name="Choices">The entries, not empty.</param>
public sealed record ChoiceRule(CellRange Range, IReadOnlyList<string> Choices) : CellRule(Range);

/// <summary>A number between two bounds, both accepted.</summary>
/// <param name="Range">The cells.</param>
/// <param name="Least">Least value accepted.</param>
/// <param name="Greatest">Greatest value accepted.</param>
/// <param name="WholeNumbers">Whether decimals are refused.</param>
public sealed record NumberRule(CellRange Range, decimal Least, decimal Greatest, bool WholeNumbers = false) : CellRule(Range);

/// <summary>A date between two days, both accepted.</summary>
/// <param name="Range">The cells.</param>
/// <param name="Least">First day accepted.</param>
/// <param name="Greatest">Last day accepted.</param>
public sealed record DateRule(CellRange Range, DateOnly Least, DateOnly Greatest) : CellRule(Range);

/// <summary>Text of limited length.</summary>
/// <param name="Range">The cells.</param>
/// <param name="Greatest">Greatest number of characters.</param>
public sealed record TextLengthRule(CellRange Range, int Greatest) : CellRule(Range);
