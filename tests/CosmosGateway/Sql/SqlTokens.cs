using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Sql;

internal enum SqlTokenKind
{
    Word,
    Parameter,
    Text,
    Number,
    Symbol,
    End,
}

/// <summary>A token and where it begins.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start)
{
    public bool Is(string word) => Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a query into tokens.</summary>
internal static class SqlTokens
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "(", ")", "[", "]", "{", "}", ",", ":", ".", "=", "<", ">", "*", "-"];

    public static List<SqlToken> Cut(string query)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < query.Length;)
        {
            if (char.IsWhiteSpace(query[at]))
            {
                at++;
                continue;
            }

            var token = Next(query, at, out var end);
            tokens.Add(token);
            at = end;
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, "", query.Length));
        return tokens;
    }

    private static SqlToken Next(string query, int at, out int end)
    {
        var c = query[at];
        if (c is '"' or '\'')
            return Quoted(query, at, out end);
        if (char.IsAsciiDigit(c))
            return Run(SqlTokenKind.Number, query, at, ch => char.IsAsciiLetterOrDigit(ch) || ch is '.' or '+', out end);
        if (c == '@')
            return Run(SqlTokenKind.Parameter, query, at, ch => char.IsAsciiLetterOrDigit(ch) || ch is '_' or '@', out end);
        if (char.IsAsciiLetter(c) || c == '_')
            return Run(SqlTokenKind.Word, query, at, ch => char.IsAsciiLetterOrDigit(ch) || ch == '_', out end);
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(query, at, symbol, 0, symbol.Length) == 0)
            {
                end = at + symbol.Length;
                return new SqlToken(SqlTokenKind.Symbol, symbol, at);
            }
        }

        throw new SqlException(string.Create(CultureInfo.InvariantCulture, $"Syntax error at {at}: '{c}'."));
    }

    private static SqlToken Run(SqlTokenKind kind, string query, int at, Func<char, bool> belongs, out int end)
    {
        for (end = at; end < query.Length && belongs(query[end]); end++)
        {
        }

        return new SqlToken(kind, query[at..end], at);
    }

    private static SqlToken Quoted(string query, int at, out int end)
    {
        var text = new StringBuilder("\"");
        for (end = at + 1; end < query.Length && query[end] != query[at]; end++)
        {
            if (query[end] == '\\')
                text.Append(query[end++]);
            text.Append(query[end] == '"' && query[end - 1] != '\\' ? "\\\"" : query[end].ToString());
        }

        if (end++ >= query.Length)
            throw new SqlException("Syntax error: a text does not end.");
        return new SqlToken(SqlTokenKind.Text, JsonSerializer.Deserialize<string>(text.Append('"').ToString())!, at);
    }
}
