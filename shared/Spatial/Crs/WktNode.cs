using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Platform.Spatial.Crs;

/// <summary>A node of well-known text of a CRS: a keyword, its literals and its child nodes. Parsing is bounded in length and
/// depth.</summary>
internal sealed class WktNode
{
    private const int LongestText = 20_000;
    private const int DeepestNesting = 32;

    private readonly List<string> _literals = [];
    private readonly List<WktNode> _children = [];

    private WktNode(string keyword) => Keyword = keyword;

    /// <summary>Keyword in upper case.</summary>
    public string Keyword { get; }

    /// <summary>The first quoted text or word, usually the name; "" without one.</summary>
    public string Name => _literals.Count > 0 ? _literals[0] : string.Empty;

    /// <summary>Nodes directly below.</summary>
    public IReadOnlyList<WktNode> Children => _children;

    /// <summary>Reads text of either version; <paramref name="error"/> says what is wrong.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WktNode? root, [NotNullWhen(false)] out string? error)
    {
        root = null;
        if (text.Length > LongestText)
        {
            error = $"longer than {LongestText} characters";
            return false;
        }

        try
        {
            var position = 0;
            root = Parse(text.Trim().TrimStart('\uFEFF'), ref position, 0);
            error = null;
            return true;
        }
        catch (FormatException e)
        {
            error = e.Message;
            return false;
        }
    }

    /// <summary>The first node with one of the keywords, in document order, this one included.</summary>
    public WktNode? Find(params ReadOnlySpan<string> keywords)
    {
        if (keywords.Contains(Keyword))
            return this;
        foreach (var child in _children)
        {
            if (child.Find(keywords) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>A direct child.</summary>
    public WktNode? Child(params string[] keywords) => _children.Find(c => keywords.Contains(c.Keyword));

    /// <summary>The n-th literal after the name as text.</summary>
    public string? Literal(int index) => index + 1 < _literals.Count ? _literals[index + 1] : null;

    /// <summary>The n-th literal after the name as a finite number.</summary>
    public double? Number(int index) =>
        double.TryParse(Literal(index), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static WktNode Parse(string text, ref int position, int depth)
    {
        if (depth > DeepestNesting)
            throw new FormatException($"nested deeper than {DeepestNesting}");

        var node = new WktNode(Word(text, ref position).ToUpperInvariant());
        if (node.Keyword.Length == 0)
            throw new FormatException($"a keyword is missing at character {position}");

        if (Take(text, ref position, '[', '('))
            node.ParseContent(text, ref position, depth);
        return node;
    }

    private void ParseContent(string text, ref int position, int depth)
    {
        do
        {
            SkipSpace(text, ref position);
            if (position < text.Length && text[position] == '"')
            {
                _literals.Add(Quoted(text, ref position));
                continue;
            }

            var start = position;
            var word = Word(text, ref position);
            SkipSpace(text, ref position);
            if (position < text.Length && text[position] is '[' or '(')
            {
                position = start;
                _children.Add(Parse(text, ref position, depth + 1));
            }
            else
            {
                _literals.Add(word);
            }
        }
        while (Take(text, ref position, ',', ','));
        if (!Take(text, ref position, ']', ')'))
            throw new FormatException($"a bracket is not closed at character {position}");
    }

    private static string Quoted(string text, ref int position)
    {
        var result = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] != '"')
                result.Append(text[position]);
            else if (position + 1 < text.Length && text[position + 1] == '"')
                result.Append(text[position++]);
            else
                break;
        }

        if (position >= text.Length)
            throw new FormatException("a quotation mark is not closed");
        position++;
        return result.ToString();
    }

    private static string Word(string text, ref int position)
    {
        SkipSpace(text, ref position);
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '.' or '-' or '+'))
            position++;
        return text[start..position];
    }

    private static bool Take(string text, ref int position, char one, char other)
    {
        SkipSpace(text, ref position);
        if (position >= text.Length || (text[position] != one && text[position] != other))
            return false;
        position++;
        return true;
    }

    private static void SkipSpace(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }
}
