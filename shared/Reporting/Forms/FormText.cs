using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Reporting.Forms;

/// <summary>How the form spells codes.</summary>
internal static class FormText
{
    /// <summary>Lists longer than this show "code label": in a long list people look for the code, and names repeat.</summary>
    private const int LongList = 20;

    /// <summary>The entries of a column's drop-down as the form shows them; the form's reader understands every one.</summary>
    public static IReadOnlyList<string> Choices(FormColumn column, RuleSet rules)
    {
        var entries = VerificationColumns.EntriesOf(column, rules);
        return [.. entries.Select(entry => Show(entry, entries.Count))];
    }

    /// <summary>A code as the column shows it; the code itself when the list does not have it.</summary>
    public static string Show(string code, FormColumn column, RuleSet rules)
    {
        var entries = VerificationColumns.EntriesOf(column, rules);
        return entries.FirstOrDefault(entry => entry.Code == code) is { } found ? Show(found, entries.Count) : code;
    }

    private static string Show(CodeEntry entry, int count) => count > LongList ? $"{entry.Code} {entry.Label.Zh}" : entry.Label.Zh;
}
