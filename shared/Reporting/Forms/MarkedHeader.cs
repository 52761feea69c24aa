using Platform.Domain.Monitoring;
using Platform.Formats.Tables;

namespace Platform.Reporting.Forms;

/// <summary>Where the header of an uploaded form stands and what its columns are.</summary>
/// <param name="Row">1-based row of the header; 0 when the sheet has none.</param>
/// <param name="LastRow">1-based row of the last filled row.</param>
/// <param name="Texts">The delivered headers, trimmed.</param>
/// <param name="Columns">The form's column by position; null where the sheet has something of its own.</param>
internal sealed record MarkedHeader(int Row, int LastRow, IReadOnlyList<string> Texts, IReadOnlyList<FormColumn?> Columns)
{
    /// <summary>0-based position of the column that a finding names by its delivered header or its key; -1 for none.</summary>
    public int IndexOf(string field)
    {
        for (var index = 0; index < Texts.Count; index++)
        {
            if (Texts[index] == field || Columns[index]?.Key == field)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The first row, within the rows that the form's reader looks at, with at least two of the form's headers.</summary>
    public static MarkedHeader Find(ITable form, IReadOnlyList<FormColumn> columns)
    {
        var byName = columns.SelectMany(column => new[] { column.Key, column.Header.Zh, column.Header.En }.Select(name => (name, column)))
            .DistinctBy(entry => entry.name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(entry => entry.name, entry => entry.column, StringComparer.OrdinalIgnoreCase);
        MarkedHeader? header = null;
        var (seen, last) = (0, 0);
        foreach (var row in form.ReadRows())
        {
            last = row.Number;
            if (header is null && ++seen <= VerificationReader.HeaderWithin)
            {
                string[] texts = [.. row.Cells.Select(cell => cell.Text.Trim())];
                FormColumn?[] found = [.. texts.Select(byName.GetValueOrDefault)];
                header = found.Count(column => column is not null) >= 2 ? new MarkedHeader(row.Number, 0, texts, found) : null;
            }
        }

        return header is null ? new MarkedHeader(0, last, [], []) : header with { LastRow = last };
    }
}
