using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Tables;

namespace Platform.Domain.Monitoring;

/// <summary>Which column of a sheet is which column of the form.</summary>
internal sealed class FormHeader
{
    private FormHeader(IReadOnlyList<FormColumn?> columns, IReadOnlyDictionary<string, string> headers, IReadOnlyList<Finding> findings)
    {
        Columns = columns;
        Headers = headers;
        Findings = findings;
    }

    /// <summary>The form's column by position in the sheet; null where the sheet has something of its own.</summary>
    public IReadOnlyList<FormColumn?> Columns { get; }

    /// <summary>The delivered header by column key.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public IReadOnlyList<Finding> Findings { get; }

    public bool IsRefused => Findings.Any(f => f.Severity == Severity.Error);

    /// <summary>
    /// Recognises a header row: a patch number or key, and one input column. Headers may be the key, the Chinese or English text, or both
    /// texts together; blanks, signs and letter case do not count.
    /// </summary>
    /// <returns>Null when the row is not the form's header.</returns>
    public static FormHeader? TryRead(FormSourceRow row, IReadOnlyList<FormColumn> form, Location sheet)
    {
        var names = Names(form);
        var columns = row.Cells.Select(cell => names.GetValueOrDefault(Plain(cell.Text))).ToList();
        var isForm = columns.Any(c => c?.Key is VerificationColumns.PatchNumber or VerificationColumns.PatchKey)
            && columns.Any(c => c is { IsProtected: false });
        if (!isForm)
        {
            return null;
        }

        var headers = new Dictionary<string, string>();
        var findings = new List<Finding>();
        for (var i = 0; i < columns.Count; i++)
        {
            Add(row.Cells[i], columns[i], headers, findings, sheet with { Row = row.Number < 0 ? null : row.Number });
        }

        return new FormHeader(columns, headers, findings);
    }

    private static void Add(Cell cell, FormColumn? column, Dictionary<string, string> headers, List<Finding> findings, Location at)
    {
        var name = DeliveredText.Trim(cell.Text);
        if (column is null)
        {
            if (name.Length > 0 && !AccompanyingColumns.Contains(name))
            {
                findings.Add(MonitoringFindings.AnswerColumnUnknown.At(at with { Field = name }, name));
            }
        }
        else if (!headers.TryAdd(column.Key, name))
        {
            findings.Add(MonitoringFindings.AnswerColumnTwice.At(at with { Field = name }, name, column.Header.Zh, column.Header.En));
        }
    }

    private static Dictionary<string, FormColumn> Names(IReadOnlyList<FormColumn> form)
    {
        var names = new Dictionary<string, FormColumn>();
        foreach (var column in form)
        {
            foreach (var name in new[] { column.Key, column.Header.Zh, column.Header.En, column.Header.Zh + column.Header.En })
            {
                names.TryAdd(Plain(name), column);
            }
        }

        return names;
    }

    private static string Plain(string text) => new([.. DeliveredText.Narrow(text).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
