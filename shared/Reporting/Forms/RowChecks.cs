using Platform.Domain.Monitoring;
using Platform.Domain.Texts;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Reporting.Forms;

/// <summary>What became of a row of answers.</summary>
/// <param name="Status">One of the constants of <see cref="RowChecks"/>.</param>
/// <param name="Findings">Why, and what else there is to say of the row.</param>
internal sealed record RowCheck(string Status, IReadOnlyList<Finding> Findings);

/// <summary>Tells what became of every row of a layer of answers, from the findings alone, so that a lost copy can be made again.</summary>
internal sealed class RowChecks
{
    /// <summary>Recorded.</summary>
    public const string Taken = "taken";

    /// <summary>Not valid: to be mended and sent again.</summary>
    public const string Returned = "returned";

    /// <summary>Nothing filled in.</summary>
    public const string Blank = "blank";

    private readonly ILookup<long, Finding> _byRow;
    private readonly Finding[] _onAllRows;
    private readonly Finding[] _onRowsTooMany;
    private readonly int[] _inputs;

    /// <param name="schema">The layer.</param>
    /// <param name="columns">The form's column of every field, null for others.</param>
    /// <param name="findings">All findings on the upload.</param>
    public RowChecks(LayerSchema schema, IReadOnlyList<FormColumn?> columns, IReadOnlyList<Finding> findings)
    {
        var own = findings.Where(finding => finding.Location.File == schema.File && finding.Location.Layer == schema.Name).ToArray();
        _byRow = own.Where(finding => finding.Location.Row is not null).ToLookup(finding => finding.Location.Row!.Value);
        _onAllRows = [.. own.Where(finding => finding.Code == MonitoringFindings.AnswerColumnTwice.Code)];
        _onRowsTooMany = [.. own.Where(finding => finding.Code == MonitoringFindings.AnswerTooManyRows.Code)];
        _inputs = [.. Enumerable.Range(0, columns.Count).Where(index => columns[index] is { IsProtected: false })];
    }

    public RowCheck Of(FeatureRow row)
    {
        var findings = _byRow[row.Index].ToList();
        if (findings.Count == 0 && !_inputs.Any(index => IsFilled(row.Values[index])))
        {
            return new RowCheck(Blank, []);
        }

        findings.AddRange(_onAllRows);
        findings.AddRange(row.Index >= VerificationReader.MaxRows ? _onRowsTooMany : []);
        return new RowCheck(findings.Exists(finding => finding.Severity == Severity.Error) ? Returned : Taken, findings);
    }

    private static bool IsFilled(object? value) => value switch
    {
        null or byte[] => false,
        string text => DeliveredText.Trim(text).Length > 0,
        _ => true,
    };
}
