namespace Platform.Reporting.Forms;

/// <summary>Makes worksheet names that a workbook can hold: at most 31 characters, none of the forbidden ones, none twice.</summary>
internal sealed class SheetNames(params IEnumerable<string> reserved)
{
    private const int Longest = 31;

    private readonly HashSet<string> _taken = new(reserved, StringComparer.OrdinalIgnoreCase);

    public string Next(string wanted)
    {
        var clean = string.Concat(wanted.Select(character => "[]:*?/\\'".Contains(character, StringComparison.Ordinal) || char.IsControl(character) ? '_' : character));
        var stem = clean.Length == 0 ? "Sheet" : clean[..Math.Min(clean.Length, Longest - 4)];
        var name = stem;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = $"{stem} {number}";
        }

        return name;
    }
}
