using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;

namespace Platform.Reporting.Forms;

/// <summary>What the cells of the form's columns accept.</summary>
internal static class FormRules
{
    private static readonly DateOnly Earliest = new(1980, 1, 1);
    private static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>
    /// The rule of an input column, or null. Columns of permit dates take several dates in one cell and are checked on reading only; so are numbers and names of
    /// files.
    /// </summary>
    public static CellRule? For(FormColumn column, RuleSet rules, int index, int firstRow, int lastRow)
    {
        if (column.IsProtected || lastRow < firstRow)
        {
            return null;
        }

        var range = new CellRange(firstRow, index, lastRow, index);
        var prompt = FieldNotes.Of(column);
        return column switch
        {
            { Type: FormColumnType.Code } => new ChoiceRule(range, FormText.Choices(column, rules))
            {
                PromptTitle = Cut(column.Header.Zh, 32), Prompt = Cut(prompt, 255), Error = "请从下拉列表中选择。",
            },
            { Type: FormColumnType.Date, PermitType: null } => new DateRule(range, Earliest, Latest)
            {
                PromptTitle = Cut(column.Header.Zh, 32), Prompt = Cut(prompt, 255), Error = "请填写日期，例如 2015-06-30。",
            },
            { Type: FormColumnType.Text, PermitType: null } => new TextLengthRule(range, column.MaxLength)
            {
                PromptTitle = Cut(column.Header.Zh, 32), Prompt = Cut(prompt, 255), Error = $"不超过 {column.MaxLength} 个字符。",
            },
            _ => null,
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
