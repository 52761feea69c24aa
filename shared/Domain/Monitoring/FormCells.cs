using System.Globalization;
using Platform.Domain.Profiles;
using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Tables;

namespace Platform.Domain.Monitoring;

/// <summary>Reads single cells of the form by their column's type into the values of <see cref="VerificationRow.Values"/>.</summary>
internal sealed class FormCells
{
    private static readonly (string Alias, string Code)[] YesNoAliases =
    [
        ("true", "yes"), ("1", "yes"), ("y", "yes"), ("真变化", "yes"), ("false", "no"), ("0", "no"), ("n", "no"), ("伪变化", "no"),
    ];

    private readonly RuleSet _rules;
    private readonly Dictionary<string, Dictionary<string, string>> _codes;

    public FormCells(RuleSet rules, IReadOnlyList<FormColumn> form)
    {
        _rules = rules;
        _codes = form.Where(c => c.Type == FormColumnType.Code).ToDictionary(c => c.Key, CodesOf);
    }

    /// <summary>The value of a filled cell; null, with a finding, when it cannot be used.</summary>
    public string? Read(Cell cell, FormColumn column, Location at, List<Finding> findings)
    {
        if (cell.Kind == CellKind.Error || DeliveredText.HasControlCharacters(cell.Text))
        {
            findings.Add(MonitoringFindings.AnswerCellUnreadable.At(at, column.Header.Zh, column.Header.En));
            return null;
        }

        var value = column.Type switch
        {
            FormColumnType.Code => Code(cell, column, at, findings),
            FormColumnType.Date => Dates(cell, column, at, findings),
            FormColumnType.Area => Area(cell, column, at, findings),
            _ when column.IsProtected && column.Key != VerificationColumns.Prejudgement => DeliveredText.Narrow(cell.Text),
            _ when column.PermitType is not null || column.Key == VerificationColumns.Photographs => string.Join(';', DeliveredText.Split(cell.Text)),
            _ => DeliveredText.Trim(cell.Text),
        };
        if (value is null || value.Length <= column.MaxLength)
        {
            return value;
        }

        findings.Add(MonitoringFindings.AnswerTooLong.At(at, column.Header.Zh, column.MaxLength, value.Length, column.Header.En));
        return null;
    }

    private string? Code(Cell cell, FormColumn column, Location at, List<Finding> findings)
    {
        if (_codes[column.Key].TryGetValue(DeliveredText.Narrow(cell.Text), out var code))
        {
            return code;
        }

        // A key column is only compared; what does not resolve there is caught as an edit, not as a wrong answer.
        if (!column.IsProtected)
        {
            var offered = VerificationColumns.EntriesOf(column, _rules);
            var (zh, en) = (string.Join('、', offered.Take(12).Select(e => e.Label.Zh)), string.Join(", ", offered.Take(12).Select(e => e.Label.En)));
            findings.Add(MonitoringFindings.AnswerCodeUnknown.At(at, column.Header.Zh, DeliveredText.Trim(cell.Text), zh, column.Header.En, en));
        }

        return null;
    }

    private static string? Dates(Cell cell, FormColumn column, Location at, List<Finding> findings)
    {
        var dates = new List<string>();
        foreach (var part in cell.Date is null ? DeliveredText.Split(cell.Text) : [cell.Text])
        {
            if (!DeliveredText.TryDate(part, out var date))
            {
                findings.Add(MonitoringFindings.AnswerDateUnreadable.At(at, column.Header.Zh, part, column.Header.En));
                return null;
            }

            dates.Add(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (dates.Count > 1 && column.PermitType is null)
        {
            findings.Add(MonitoringFindings.AnswerDateUnreadable.At(at, column.Header.Zh, DeliveredText.Trim(cell.Text), column.Header.En));
            return null;
        }

        return string.Join(';', dates);
    }

    private static string? Area(Cell cell, FormColumn column, Location at, List<Finding> findings)
    {
        if (DeliveredText.Number(cell) is { } number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        findings.Add(MonitoringFindings.AnswerKeyEdited.At(at, DeliveredText.Trim(cell.Text), column.Header.Zh));
        return null;
    }

    private Dictionary<string, string> CodesOf(FormColumn column)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var entries = VerificationColumns.EntriesOf(column, _rules);

        // Codes before labels: a label that happens to be another entry's code means that code. The form shows "code label" for long lists.
        foreach (var (name, code) in entries.Select(e => (e.Code, e.Code))
            .Concat(entries.Select(e => (e.Label.Zh, e.Code)))
            .Concat(entries.Select(e => (e.Label.En, e.Code)))
            .Concat(entries.Select(e => ($"{e.Code} {e.Label.Zh}", e.Code)))
            .Concat(entries.Select(e => ($"{e.Code} {e.Label.En}", e.Code)))
            .Concat(column.CodeLists is [VerificationColumns.YesNo] ? YesNoAliases : []))
        {
            codes.TryAdd(DeliveredText.Narrow(name), code);
        }

        return codes;
    }
}
