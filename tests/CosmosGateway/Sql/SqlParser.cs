using System.Globalization;
using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Sql;

/// <summary>
/// Reads <c>SELECT … FROM alias [WHERE …] [ORDER BY …]</c> by recursive descent. Whatever else Cosmos DB may understand is refused, so that no test passes on a guess.
/// </summary>
internal sealed class SqlParser
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "IS_DEFINED", "IS_NULL", "STARTSWITH", "ST_INTERSECTS", "COUNT",
    };

    private static readonly HashSet<string> Comparisons = ["=", "!=", "<>", "<", "<=", ">", ">="];

    private readonly string query;
    private readonly List<SqlToken> tokens;
    private readonly IReadOnlyDictionary<string, JsonElement> parameters;
    private readonly string alias;
    private int at;

    private SqlParser(string query, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        this.query = query;
        this.parameters = parameters;
        tokens = SqlTokens.Cut(query);
        var from = tokens.FindIndex(t => t.Is("FROM"));
        alias = from >= 0 && tokens[from + 1].Kind == SqlTokenKind.Word ? tokens[from + 1].Text : throw new SqlException("Syntax error: no FROM.");
    }

    private SqlToken Now => tokens[at];

    public static SqlQuery Parse(string query, IReadOnlyDictionary<string, JsonElement> parameters) => new SqlParser(query, parameters).Query();

    private SqlQuery Query()
    {
        Expect("SELECT");
        var columns = new List<SqlColumn>();
        SqlExpression? value = null;
        if (Take("VALUE"))
            value = Expression();
        else if (!Take("*"))
            columns = List(Column, "FROM");
        Expect("FROM");
        Expect(alias);
        var start = Now.Start;
        SqlExpression? where = null;
        var whereText = "true";
        if (Take("WHERE"))
        {
            start = Now.Start;
            where = Expression();
            whereText = query[start..Now.Start].Trim();
        }

        List<SqlOrder> order = [];
        if (Take("ORDER"))
        {
            Expect("BY");
            order = List(Order, "");
        }

        return Now.Kind == SqlTokenKind.End ? new SqlQuery(columns, value, where, order, alias, whereText) : throw Unexpected();
    }

    private SqlColumn Column()
    {
        var value = Expression();
        if (Take("AS"))
            return new SqlColumn(value, Word());
        return value is SqlExpression.Path { Steps: [.., string name] } ? new SqlColumn(value, name) : throw Unexpected();
    }

    private SqlOrder Order()
    {
        var path = Expression() as SqlExpression.Path ?? throw new SqlException("Unsupported ORDER BY clause. ORDER BY item expression could not be mapped to a document path.");
        var descending = Take("DESC");
        if (!descending)
            Take("ASC");
        return new SqlOrder(path, descending);
    }

    private SqlExpression Expression()
    {
        var left = Conjunction();
        while (Take("OR"))
            left = new SqlExpression.Binary("OR", left, Conjunction());
        return left;
    }

    private SqlExpression Conjunction()
    {
        var left = Negation();
        while (Take("AND"))
            left = new SqlExpression.Binary("AND", left, Negation());
        return left;
    }

    private SqlExpression Negation() => Take("NOT") ? new SqlExpression.Not(Negation()) : Comparison();

    private SqlExpression Comparison()
    {
        var left = Primary();
        if (Take("IN"))
        {
            Expect("(");
            return new SqlExpression.In(left, List(Primary, ")"));
        }

        if (Now.Kind != SqlTokenKind.Symbol || !Comparisons.Contains(Now.Text))
            return left;
        var symbol = tokens[at++].Text;
        return new SqlExpression.Binary(symbol, left, Primary());
    }

    private SqlExpression Primary()
    {
        var token = tokens[at++];
        switch (token.Kind)
        {
            case SqlTokenKind.Text:
                return Literal(token.Text);
            case SqlTokenKind.Number:
                return Literal(double.Parse(token.Text, CultureInfo.InvariantCulture));
            case SqlTokenKind.Parameter:
                return new SqlExpression.Literal(parameters.TryGetValue(token.Text, out var value) ? value : throw new SqlException($"Parameter {token.Text} has no value."));
            case SqlTokenKind.Symbol:
                return Bracketed(token);
            case SqlTokenKind.Word:
                return Named(token);
            default:
                at--;
                throw Unexpected();
        }
    }

    private SqlExpression Bracketed(SqlToken token)
    {
        switch (token.Text)
        {
            case "(":
                var inner = Expression();
                Expect(")");
                return inner;
            case "[":
                return new SqlExpression.NewArray(List(Expression, "]"));
            case "{":
                return new SqlExpression.NewObject(List(Member, "}"));
            case "-" when Now.Kind == SqlTokenKind.Number:
                return Literal(-double.Parse(tokens[at++].Text, CultureInfo.InvariantCulture));
            default:
                at--;
                throw Unexpected();
        }
    }

    private KeyValuePair<string, SqlExpression> Member()
    {
        var name = tokens[at++];
        if (name.Kind is not (SqlTokenKind.Text or SqlTokenKind.Word))
            throw Unexpected();
        Expect(":");
        return new(name.Text, Expression());
    }

    private SqlExpression Named(SqlToken token)
    {
        if (token.Text == alias)
            return new SqlExpression.Path(Steps());
        switch (token.Text.ToUpperInvariant())
        {
            case "TRUE":
                return Literal(true);
            case "FALSE":
                return Literal(false);
            case "NULL":
                return Literal<object?>(null);
            default:
                if (!Functions.Contains(token.Text) || !Take("("))
                    throw new SqlException($"'{token.Text}' is not understood by this stand-in.");
                return new SqlExpression.Call(token.Text.ToUpperInvariant(), List(Expression, ")"));
        }
    }

    private List<object> Steps()
    {
        var steps = new List<object>();
        while (true)
        {
            if (Take("."))
            {
                steps.Add(Word());
            }
            else if (Take("["))
            {
                var step = tokens[at++];
                steps.Add(step.Kind == SqlTokenKind.Number ? int.Parse(step.Text, CultureInfo.InvariantCulture) : step.Text);
                Expect("]");
            }
            else
            {
                return steps;
            }
        }
    }

    // Up to the closing symbol, which is taken; FROM is only looked at, and nothing closes the list at the query's end.
    private List<T> List<T>(Func<T> item, string end)
    {
        var items = new List<T>();
        do
            items.Add(item());
        while (Take(","));
        if (end is ")" or "]" or "}")
            Expect(end);
        return items;
    }

    private static SqlExpression.Literal Literal<T>(T value) => new(JsonSerializer.SerializeToElement(value));

    private string Word() => Now.Kind == SqlTokenKind.Word ? tokens[at++].Text : throw Unexpected();

    private bool Take(string word)
    {
        if (!Now.Is(word))
            return false;
        at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
            throw new SqlException($"Syntax error near '{Now.Text}' at {Now.Start}: {word} expected in {query}");
    }

    private SqlException Unexpected() => new($"Syntax error near '{Now.Text}' at {Now.Start} in {query}");
}
