using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>One code of a code list with what people see for it.</summary>
/// <param name="Code">Stable key in lower-case kebab form, e.g. <c>under-way</c>; what files and records carry.</param>
/// <param name="Label">What forms and reports show.</param>
/// <param name="Note">When the code applies, if the label does not say it.</param>
public sealed record CodeEntry(string Code, Label Label, string? Note = null);

/// <summary>A closed, ordered list of codes. The order is the order of drop-downs and report rows.</summary>
/// <param name="Name">One of <see cref="CodeListNames"/> or a name that a layer schema uses.</param>
/// <param name="Entries">Entries with unique codes.</param>
public sealed record CodeList(string Name, IReadOnlyList<CodeEntry> Entries)
{
    /// <summary>True when <paramref name="code"/> is in the list (exact, case-sensitive).</summary>
    public bool Contains(string code) => Find(code) is not null;

    /// <summary>The entry with that code, or null.</summary>
    public CodeEntry? Find(string code) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Code, code, StringComparison.Ordinal));

    /// <summary>
    /// The entry that a form's cell means: by code, or by its Chinese or English label as a drop-down shows it. Null when neither fits.
    /// </summary>
    public CodeEntry? Resolve(string text)
    {
        var trimmed = text.Trim();
        return Find(trimmed) ?? Entries.FirstOrDefault(entry =>
            string.Equals(entry.Label.Zh, trimmed, StringComparison.Ordinal)
            || string.Equals(entry.Label.En, trimmed, StringComparison.OrdinalIgnoreCase));
    }
}
