using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;
using Platform.Reporting.Forms;

namespace Platform.Reporting.Tasks;

/// <summary>
/// Writes the pre-filled verification form: the form with locked key columns and drop-downs, a sheet that explains every field, and the code lists.
/// Written row by row, so that 10,000 patches take no more memory than ten.
/// </summary>
internal static class VerificationForm
{
    /// <summary>Rows above the first patch: title and header.</summary>
    private const int HeadRows = 2;

    private static readonly CellStyle Title = new() { Bold = true, FontSize = 14 };
    private static readonly CellStyle Locked = new() { Border = true, Wrap = true, Fill = "EEF0F3", Vertical = VerticalPlace.Center };
    private static readonly CellStyle LockedArea = Locked with { NumberFormat = "0.00", Wrap = false };
    private static readonly CellStyle Open = new() { Border = true, Wrap = true, Locked = false, NumberFormat = "@", Vertical = VerticalPlace.Center };
    private static readonly CellStyle OpenDate = Open with { NumberFormat = "yyyy-mm-dd" };
    private static readonly CellStyle InputHeader = CellStyle.Header with { Fill = "FFF2CC" };
    private static readonly CellStyle Prose = new() { Wrap = true, Border = true, Vertical = VerticalPlace.Top };

    /// <param name="target">Receives the workbook; stays open.</param>
    /// <param name="request">The task; its patches are enumerated once.</param>
    public static void Write(Stream target, TaskPackageRequest request)
    {
        var columns = VerificationColumns.For(request.Rules);
        XlsxWriter.Write(target, [Form(request, columns), Instructions(request, columns), CodeLists(request.Rules, columns)]);
    }

    /// <summary>Style of an input cell of that type.</summary>
    internal static CellStyle StyleOf(FormColumn column) => column.IsProtected
        ? column.Type == FormColumnType.Area ? LockedArea : Locked
        : column is { Type: FormColumnType.Date, PermitType: null } ? OpenDate : Open;

    private static SheetToWrite Form(TaskPackageRequest request, IReadOnlyList<FormColumn> columns)
    {
        var last = HeadRows + request.PatchCount;
        var title = $"{request.Campaign.Title}　{request.Unit.Name.Zh}变化图斑核查表";
        var header = new RowToWrite([.. columns.Select(column => new CellToWrite(column.Header.Zh, column.IsProtected ? CellStyle.Header : InputHeader))], 36);
        return new SheetToWrite(
            VerificationColumns.SheetName,
            new[] { RowToWrite.Of(Title, title), header }.Concat(request.Patches.Select(patch => Row(patch, columns, request.Rules))))
        {
            Columns = [.. columns.Select(column => new ColumnToWrite(column.Width, StyleOf(column)))],
            FrozenRows = HeadRows,
            FrozenColumns = 1,
            MergedRanges = [new CellRange(1, 0, 1, columns.Count - 1)],
            Rules = [.. columns.Select((column, index) => FormRules.For(column, request.Rules, index, HeadRows + 1, last)).OfType<CellRule>()],
            Protected = true,
            PrintTitleRows = (HeadRows, HeadRows),
            Landscape = true,
        };
    }

    private static RowToWrite Row(TaskPatch patch, IReadOnlyList<FormColumn> columns, RuleSet rules) => new(
        [.. columns.Select(column => new CellToWrite(IssuedCells.Value(column, patch, rules), StyleOf(column)))]);

    private static SheetToWrite Instructions(TaskPackageRequest request, IReadOnlyList<FormColumn> columns)
    {
        var rows = new List<RowToWrite> { RowToWrite.Of(Title, "填写说明") };
        rows.AddRange(PackageText.Steps(request).Select(step => RowToWrite.Of(Prose, step)));
        rows.Add(RowToWrite.Of(null, ""));
        rows.Add(RowToWrite.Of(CellStyle.Header, "字段", "英文名", "填写", "说明"));
        rows.AddRange(columns.Select(column => RowToWrite.Of(
            Prose, column.Header.Zh, column.Key, column.IsProtected ? "不得修改" : "填写", FieldNotes.Of(column))));
        var steps = PackageText.Steps(request).Count;
        return new SheetToWrite("填写说明", rows)
        {
            Columns = [new ColumnToWrite(32), new ColumnToWrite(40), new ColumnToWrite(12), new ColumnToWrite(80)],
            MergedRanges = [.. Enumerable.Range(2, steps).Select(row => new CellRange(row, 0, row, 3))],
            Protected = true,
            Landscape = true,
        };
    }

    private static SheetToWrite CodeLists(RuleSet rules, IReadOnlyList<FormColumn> columns)
    {
        var rows = columns.Where(column => column.Type == FormColumnType.Code).SelectMany(column => VerificationColumns.EntriesOf(column, rules)
            .Select(entry => RowToWrite.Of(Prose, column.Header.Zh, entry.Code, entry.Label.Zh, entry.Label.En, entry.Note)));
        return new SheetToWrite("代码表", rows.Prepend(RowToWrite.Of(CellStyle.Header, "字段", "代码", "名称", "英文名称", "说明")))
        {
            Columns = [new ColumnToWrite(20), new ColumnToWrite(20), new ColumnToWrite(36), new ColumnToWrite(36), new ColumnToWrite(50)],
            FrozenRows = 1,
            Protected = true,
            Landscape = true,
        };
    }
}
