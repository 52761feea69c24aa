using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>One filled row of a verification form, cell by cell as far as the cells themselves can be judged.</summary>
/// <param name="At">File, worksheet or layer, and row.</param>
/// <param name="Values">
/// Values by column key; a blank cell is absent. Codes are codes (never labels), dates <c>yyyy-MM-dd</c>, numbers invariant, texts trimmed;
/// several permit numbers, dates or file names in one cell are separated by <c>;</c>.
/// </param>
/// <param name="Headers">The delivered header of each recognised column by column key, for findings that point at a cell.</param>
/// <param name="Findings">What is wrong with single cells; a row with an error is refused.</param>
public sealed record VerificationRow(
    Location At, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<Finding> Findings)
{
    /// <summary>The value of a column, or null when its cell is blank.</summary>
    public string? this[string column] => Values.GetValueOrDefault(column);

    /// <summary>Pointer to the row's cell in that column.</summary>
    public Location CellOf(string column) => At with { Field = Headers.GetValueOrDefault(column, column) };
}

/// <summary>A row whose key columns agree with the patch that was issued.</summary>
public sealed record MatchedRow(VerificationRow Row, IssuedPatch Patch);

/// <summary>What a delivery of verification results says.</summary>
/// <param name="Rows">Rows that belong to exactly one patch of the unit, in file order; their cells may still have findings.</param>
/// <param name="Findings">Findings on the forms and on the rows that are refused; those of <paramref name="Rows"/> are not repeated.</param>
/// <param name="RowsBlank">Rows without any answer: a partial upload, no fault.</param>
/// <param name="RowsRefused">Rows that could not be matched, or were given twice.</param>
public sealed record VerificationReading(IReadOnlyList<MatchedRow> Rows, IReadOnlyList<Finding> Findings, int RowsBlank, int RowsRefused);
