using System.Globalization;
using Platform.Formats.Tables;

namespace Platform.Formats.Spreadsheets;

/// <summary>
/// Where the drop-down lists of a workbook stand: short ones inside the rule, the others in columns of one hidden sheet,
/// equal lists once.
/// </summary>
internal sealed class ChoiceLists
{
    /// <summary>Name of the hidden sheet.</summary>
    public const string SheetName = "_lists";

    private const int GreatestFormula = 255;
    private readonly List<IReadOnlyList<string>> _lists = [];

    public ChoiceLists(IEnumerable<SheetToWrite> sheets)
    {
        foreach (var rule in sheets.SelectMany(s => s.Rules).OfType<ChoiceRule>())
        {
            if (rule.Choices.Count == 0)
            {
                throw new ArgumentException("A drop-down needs choices.", nameof(sheets));
            }

            if (!IsShort(rule.Choices) && IndexOf(rule.Choices) < 0)
            {
                _lists.Add(rule.Choices);
            }
        }
    }

    public bool NeedsSheet => _lists.Count > 0;

    /// <summary>The hidden sheet: one list per column.</summary>
    public SheetToWrite Sheet() => new(SheetName, Rows()) { Hidden = true, Protected = true };

    /// <summary>The formula that names the list.</summary>
    public string Formula(ChoiceRule rule)
    {
        if (IsShort(rule.Choices))
        {
            return "\"" + string.Join(',', rule.Choices) + "\"";
        }

        var column = CellReference.ColumnName(IndexOf(rule.Choices));
        return string.Create(CultureInfo.InvariantCulture, $"'{SheetName}'!${column}$1:${column}${rule.Choices.Count}");
    }

    private static bool IsShort(IReadOnlyList<string> choices) =>
        choices.Sum(c => c.Length + 1) < GreatestFormula && choices.All(c => c.Length > 0 && c.AsSpan().IndexOfAny("\",\r\n") < 0 && c.Trim() == c);

    private int IndexOf(IReadOnlyList<string> choices) => _lists.FindIndex(list => list.SequenceEqual(choices));

    private IEnumerable<RowToWrite> Rows()
    {
        for (var row = 0; row < _lists.Max(list => list.Count); row++)
        {
            yield return RowToWrite.Of(null, _lists.Select(list => row < list.Count ? list[row] : null));
        }
    }
}
