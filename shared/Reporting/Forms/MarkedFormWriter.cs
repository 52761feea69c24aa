using System.Globalization;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;

namespace Platform.Reporting.Forms;

/// <summary>
/// Writes the marked copy that goes back to a bureau: every row of the uploaded form as it was, bad cells filled, a comment column in front with the reasons in
/// Chinese, and a sheet that lists all findings. The copy can be mended and uploaded as it is.
/// </summary>
public static class MarkedFormWriter
{
    private const string FindingsSheet = "问题清单";

    private static readonly CellStyle Plain = new() { Border = true, Wrap = true, Vertical = VerticalPlace.Center };
    private static readonly CellStyle Bad = Plain with { Fill = "F8C9C4" };
    private static readonly CellStyle BadRow = Plain with { Fill = "FDECEA", FontColor = "9C1B1B" };
    private static readonly CellStyle Doubtful = Plain with { Fill = "FFF2CC" };

    /// <param name="target">Receives the workbook; stays open.</param>
    /// <param name="forms">The uploaded tables; hidden ones are left out. Each is enumerated three times.</param>
    /// <param name="findings">What is wrong, pointing at file, sheet, row and the delivered header as the form's reader does.</param>
    /// <param name="rules">Rule set of the task: its drop-downs are put back.</param>
    public static void Write(Stream target, IReadOnlyList<ITable> forms, IReadOnlyList<Finding> findings, RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(forms);
        ArgumentNullException.ThrowIfNull(findings);
        var names = new SheetNames(FindingsSheet);
        var columns = VerificationColumns.For(rules);
        var sheets = forms.Where(form => !form.IsHidden).Select(form => Sheet(form, names.Next(form.Name), findings, columns, rules)).ToList();
        XlsxWriter.Write(target, [.. sheets, List(findings)]);
    }

    private static SheetToWrite Sheet(ITable form, string name, IReadOnlyList<Finding> findings, IReadOnlyList<FormColumn> columns, RuleSet rules)
    {
        var header = MarkedHeader.Find(form, columns);
        var byRow = findings
            .Where(finding => finding.Location.Row is not null && finding.Location.File == form.File && (finding.Location.Layer ?? form.Name) == form.Name)
            .ToLookup(finding => finding.Location.Row!.Value);
        return new SheetToWrite(name, Rows(form, header, byRow))
        {
            Columns = [new ColumnToWrite(48), .. header.Columns.Select(column => new ColumnToWrite(column?.Width ?? 16))],
            FrozenRows = header.Row,
            FrozenColumns = 2,
            Rules = header.Row == 0 ? [] :
            [
                .. header.Columns.Select((column, index) => column is null ? null : FormRules.For(column, rules, index + 1, header.Row + 1, header.LastRow))
                    .OfType<CellRule>(),
            ],
            Landscape = true,
        };
    }

    /// <summary>The rows under their own numbers: gaps that the reader passed over are written as empty rows.</summary>
    private static IEnumerable<RowToWrite> Rows(ITable form, MarkedHeader header, ILookup<long, Finding> byRow)
    {
        var next = 1;
        foreach (var row in form.ReadRows())
        {
            for (; next < row.Number; next++)
            {
                yield return new RowToWrite([]);
            }

            next++;
            yield return row.Number == header.Row
                ? new RowToWrite([new CellToWrite(AccompanyingColumns.Comment, CellStyle.Header), .. row.Cells.Select(cell => new CellToWrite(cell.Text, CellStyle.Header))])
                : Row(row, header, [.. byRow[row.Number]]);
        }
    }

    private static RowToWrite Row(TableRow row, MarkedHeader header, IReadOnlyList<Finding> findings)
    {
        var comment = string.Join('\n', findings.Select(finding => finding.Message).Distinct());
        var width = Math.Max(row.Cells.Count, row.Number > header.Row ? header.Columns.Count : 0);
        var cells = Enumerable.Range(0, width).Select(index => new CellToWrite(Value(row[index]), StyleOf(index, header, findings)));
        var commentStyle = findings.Any(finding => finding.Severity == Severity.Error) ? BadRow : findings.Count > 0 ? Doubtful : Plain;
        return new RowToWrite([new CellToWrite(comment.Length == 0 ? null : comment, commentStyle), .. cells]);
    }

    private static CellStyle StyleOf(int index, MarkedHeader header, IReadOnlyList<Finding> findings)
    {
        var grave = findings.Where(finding => finding.Location.Field is { } field && header.IndexOf(field) == index).Select(finding => finding.Severity).ToArray();
        return grave.Contains(Severity.Error) ? Bad : grave.Contains(Severity.Warning) ? Doubtful : Plain;
    }

    private static object? Value(Cell cell) => cell.Kind switch
    {
        CellKind.Empty => null,
        CellKind.Number when cell.Number is { } number => number,
        CellKind.Boolean => cell.Text == "TRUE",
        CellKind.DateTime when cell.Date is { } date => date.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(date) : date,
        _ => cell.Text,
    };

    private static SheetToWrite List(IReadOnlyList<Finding> findings) => new(
        FindingsSheet,
        findings.Select(finding => RowToWrite.Of(
            finding.Severity == Severity.Error ? BadRow : Plain,
            finding.Location.File, finding.Location.Layer, finding.Location.Row?.ToString(CultureInfo.InvariantCulture), finding.Location.Field, finding.Code,
            finding.Message)).Prepend(RowToWrite.Of(CellStyle.Header, "文件", "工作表", "行", "列", "代码", "问题与修改方法")))
    {
        Columns = [new ColumnToWrite(24), new ColumnToWrite(16), new ColumnToWrite(8), new ColumnToWrite(20), new ColumnToWrite(30), new ColumnToWrite(90)],
        FrozenRows = 1,
        Landscape = true,
    };
}
