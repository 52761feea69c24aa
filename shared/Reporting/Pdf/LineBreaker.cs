using SkiaSharp;

namespace Platform.Reporting.Pdf;

/// <summary>
/// Breaks text into lines: between Chinese characters, but never inside a Latin word or number, and never so that a line starts with closing punctuation
/// (which may hang over the edge by one character instead).
/// </summary>
internal static class LineBreaker
{
    private const string NotAtStart = "，。、；：？！）》」』】〕”’％%°℃…—,.;:?!)]}";
    private const string NotAtEnd = "（《「『【〔“‘([{";

    /// <param name="text">The text.</param>
    /// <param name="font">Its font.</param>
    /// <param name="width">Width of the lines.</param>
    /// <param name="indent">Indent of the first line.</param>
    public static IReadOnlyList<string> Break(string text, SKFont font, float width, float indent = 0f)
    {
        var lines = new List<string>();
        var line = "";
        var room = width - indent;
        foreach (var piece in Pieces(text).SelectMany(piece => Chopped(piece, font, width)))
        {
            var hangs = piece.Length == 1 && NotAtStart.Contains(piece[0], StringComparison.Ordinal);
            if (line.Length > 0 && !hangs && font.MeasureText(line + piece.TrimEnd()) > room)
            {
                var kept = line.TrimEnd();
                var carried = kept.Length > 1 && NotAtEnd.Contains(kept[^1], StringComparison.Ordinal) ? kept[^1..] : "";
                lines.Add(kept[..^carried.Length]);
                line = carried;
                room = width;
            }

            line += line.Length == 0 ? piece.TrimStart() : piece;
        }

        lines.Add(line.TrimEnd());
        return lines;
    }

    /// <summary>Words, and characters that a line may break after.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var index = 1; index <= text.Length; index++)
        {
            if (index == text.Length || text[index - 1] == ' ' || (IsBreakable(text[index - 1]) || IsBreakable(text[index])) && !char.IsLowSurrogate(text[index]))
            {
                yield return text[start..index];
                start = index;
            }
        }
    }

    /// <summary>A word wider than a line (a hash, a path) is cut where the line ends.</summary>
    private static IEnumerable<string> Chopped(string piece, SKFont font, float width)
    {
        while (piece.Length > 1 && font.MeasureText(piece) > width)
        {
            var length = piece.Length - 1;
            while (length > 1 && font.MeasureText(piece[..length]) > width)
            {
                length--;
            }

            yield return piece[..length];
            piece = piece[length..];
        }

        yield return piece;
    }

    private static bool IsBreakable(char character) => character >= 0x2E80 || NotAtStart.Contains(character, StringComparison.Ordinal) && character > 0x7F;
}
