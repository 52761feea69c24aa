using System.Globalization;
using System.Text;

namespace Platform.Formats.Dbase;

/// <summary>Names of columns as a dBASE table in UTF-8 can hold them: at most ten bytes, different without regard to case.</summary>
internal static class ColumnNames
{
    private const int Longest = 10;
    private const string Nameless = "field";

    /// <summary>A name for each wish, in their order. Names that fit stay; the others are cut, and numbered where that leaves two the same.</summary>
    public static IReadOnlyList<string> For(IEnumerable<string> wishes)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = wishes.Select(wish => (Wish: wish, Kept: Fitted(wish, Longest) == wish && taken.Add(wish))).ToList();
        return [.. names.Select(name => name.Kept ? name.Wish : Free(name.Wish, taken))];
    }

    private static string Free(string wish, HashSet<string> taken)
    {
        var name = Fitted(wish, Longest);
        for (var i = 2; !taken.Add(name); i++)
        {
            var number = "_" + i.ToString(CultureInfo.InvariantCulture);
            name = Fitted(wish, Longest - number.Length) + number;
        }

        return name;
    }

    /// <summary>As many whole characters as fit into a number of bytes, without control characters and without space around them.</summary>
    private static string Fitted(string wish, int bytes)
    {
        var name = new StringBuilder();
        foreach (var rune in (wish.Trim().Length == 0 ? Nameless : wish.Trim()).EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            name.Append(Rune.IsControl(rune) ? new Rune('_') : rune);
        }

        return name.ToString().TrimEnd();
    }
}
