namespace Platform.Formats.SqliteFiles;

/// <summary>Kinds of words in a statement.</summary>
internal enum SqlTokenKind
{
    /// <summary>Behind the last word.</summary>
    End,

    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in double quotes, backticks or brackets.</summary>
    Name,

    /// <summary>A text in single quotes, which may stand for a name too.</summary>
    Text,
    Number,
    Blob,

    /// <summary>One character that is nothing else.</summary>
    Symbol,
}

/// <summary>A word of a statement.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End);

/// <summary>Takes a statement apart into words; blanks and comments are left out. Any text is some row of words.</summary>
internal ref struct SqlTokens
{
    private readonly ReadOnlySpan<char> _text;

    public SqlTokens(ReadOnlySpan<char> text)
    {
        _text = text;
        Current = Scan(0);
    }

    public SqlToken Current { get; private set; }

    public readonly ReadOnlySpan<char> Raw => _text[Current.Start..Current.End];

    public readonly bool IsEnd => Current.Kind == SqlTokenKind.End;

    public void Next() => Current = Scan(Current.End);

    public readonly bool Is(char symbol) => Current.Kind == SqlTokenKind.Symbol && _text[Current.Start] == symbol;

    public readonly bool Is(string keyword) => Current.Kind == SqlTokenKind.Word && Raw.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Steps over the keyword, if it is next.</summary>
    public bool Take(string keyword)
    {
        var isNext = Is(keyword);
        if (isNext)
        {
            Next();
        }

        return isNext;
    }

    /// <summary>Steps over the bracket that is next and all in it.</summary>
    public void SkipBrackets()
    {
        var depth = 0;
        do
        {
            depth += Is('(') ? 1 : Is(')') ? -1 : 0;
            Next();
        }
        while (depth > 0 && !IsEnd);
    }

    /// <summary>A name or text without its quotes; anything else as it is.</summary>
    public static string Unquote(ReadOnlySpan<char> raw)
    {
        if (raw.IsEmpty || raw[0] is not ('"' or '\'' or '`' or '['))
        {
            return raw.ToString();
        }

        var quote = raw[0] == '[' ? ']' : raw[0];
        var end = EndOfQuoted(raw, 0, quote);
        var inner = raw[1..(end > 1 && raw[end - 1] == quote ? end - 1 : end)].ToString();
        return quote == ']' ? inner : inner.Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal);
    }

    private readonly SqlToken Scan(int from)
    {
        var start = SkipBlanks(from);
        if (start == _text.Length)
        {
            return new SqlToken(SqlTokenKind.End, start, start);
        }

        var first = _text[start];
        return first switch
        {
            '"' or '`' => new SqlToken(SqlTokenKind.Name, start, EndOfQuoted(_text, start, first)),
            '[' => new SqlToken(SqlTokenKind.Name, start, EndOfQuoted(_text, start, ']')),
            '\'' => new SqlToken(SqlTokenKind.Text, start, EndOfQuoted(_text, start, first)),
            'x' or 'X' when start + 1 < _text.Length && _text[start + 1] == '\'' => new SqlToken(SqlTokenKind.Blob, start, EndOfQuoted(_text, start + 1, '\'')),
            _ when IsDigit(start) || (first == '.' && IsDigit(start + 1)) => new SqlToken(SqlTokenKind.Number, start, EndOfNumber(start)),
            _ when IsOfWord(first) => new SqlToken(SqlTokenKind.Word, start, EndOfWord(start)),
            _ => new SqlToken(SqlTokenKind.Symbol, start, start + 1),
        };
    }

    private readonly int SkipBlanks(int at)
    {
        while (at < _text.Length)
        {
            var rest = _text[at..];
            if (rest[0] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                at++;
            }
            else if (rest.StartsWith("--"))
            {
                at = rest.IndexOf('\n') is >= 0 and var end ? at + end + 1 : _text.Length;
            }
            else if (rest.StartsWith("/*"))
            {
                at = rest[2..].IndexOf("*/") is >= 0 and var end ? at + end + 4 : _text.Length;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Behind the closing quote; one that is doubled does not close, but for brackets.</summary>
    private static int EndOfQuoted(ReadOnlySpan<char> text, int start, char quote)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != quote)
            {
                continue;
            }

            if (quote == ']' || at + 1 == text.Length || text[at + 1] != quote)
            {
                return at + 1;
            }

            at++;
        }

        return text.Length;
    }

    private readonly int EndOfNumber(int at)
    {
        while (at < _text.Length && (IsOfWord(_text[at]) || _text[at] == '.' || (_text[at] is '+' or '-' && IsExponent(at))))
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether a sign at this place belongs to an exponent.</summary>
    private readonly bool IsExponent(int at) => _text[at - 1] is 'e' or 'E' && IsDigit(at + 1) && !_text[..at].EndsWith("0xe", StringComparison.OrdinalIgnoreCase);

    private readonly int EndOfWord(int at)
    {
        while (at < _text.Length && IsOfWord(_text[at]))
        {
            at++;
        }

        return at;
    }

    private readonly bool IsDigit(int at) => at < _text.Length && char.IsAsciiDigit(_text[at]);

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= 0x80;
}
