using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>
/// Translates one query to SQL. Paging is by position in the sort order (keyset), never by offset: the page after a document begins
/// behind that document's sort values, whatever was written in between.
/// </summary>
internal sealed class SqliteQuery
{
    private readonly DocumentQuery query;
    private readonly SqliteContainer container;
    private readonly ImmutableArray<(string Expression, bool Nullable)> sort;
    private readonly StringBuilder where = new();
    private readonly List<object> parameters = [];

    public SqliteQuery(DocumentQuery query, SqliteContainer container)
    {
        this.query = query;
        this.container = container;
        var fixedParts = query.Partition?.Parts.Length ?? 0;
        sort = [.. SortTerms(fixedParts)];
        where.Append(container.Alive);
        for (var i = 0; i < fixedParts; i++)
            where.Append(" AND ").Append(container.Parts[i]).Append('=').Append(Parameter(query.Partition!.Parts[i]));
        if (query.Filter is { } filter)
        {
            where.Append(" AND ");
            Append(filter);
        }
    }

    /// <summary>How many leading result columns are sort values; type, version, key columns and body follow.</summary>
    public int SortColumns => sort.Length;

    public SqliteCommand Page(SqliteConnection connection, byte[]? state)
    {
        if (state is not null)
            AppendAfter(ReadState(state));
        var direction = query.Descending ? " DESC" : "";
        var columns = sort.Select(s => s.Expression).Concat(["type", "version"]).Concat(container.Keys).Append("body");
        return Command(
            connection,
            $"SELECT {string.Join(", ", columns)} FROM {container.Table} WHERE {where} "
            + $"ORDER BY {string.Join(", ", sort.Select(s => s.Expression + direction))} LIMIT {query.PageSize + 1}");
    }

    public SqliteCommand Count(SqliteConnection connection) => Command(connection, $"SELECT count(*) FROM {container.Table} WHERE {where}");

    /// <summary>The paging state after the row that <paramref name="reader"/> stands on.</summary>
    public byte[] StateAt(SqliteDataReader reader)
    {
        var values = new object?[sort.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return JsonSerializer.SerializeToUtf8Bytes(values);
    }

    private IEnumerable<(string Expression, bool Nullable)> SortTerms(int fixedParts)
    {
        var seen = container.Parts[..fixedParts].ToHashSet(StringComparer.Ordinal);
        foreach (var path in query.Order)
        {
            if (seen.Add(container.Expression(path)))
                yield return (container.Expression(path), container.IsNullable(path));
        }

        foreach (var key in container.Keys.Where(seen.Add))
            yield return (key, false);
    }

    private object?[] ReadState(byte[] state)
    {
        var values = JsonSerializer.Deserialize<JsonElement[]>(state);
        if (values?.Length != sort.Length)
            throw new ArgumentException("The continuation token does not fit this query.", nameof(state));
        return [.. values.Select(v => v.ValueKind switch
        {
            JsonValueKind.Null => (object?)null,
            JsonValueKind.String => v.GetString(),
            _ => v.TryGetInt64(out var integer) ? integer : v.GetDouble(),
        })];
    }

    private void AppendAfter(object?[] last)
    {
        where.Append(" AND (");
        AppendAfter(last, 0);
        where.Append(')');
    }

    /// <summary>Rows behind <paramref name="last"/>, compared from term <paramref name="i"/> on. Absent values stand before all others.</summary>
    private void AppendAfter(object?[] last, int i)
    {
        var rest = sort.AsSpan()[i..];
        if (!ContainsNullable(rest))
        {
            var columns = string.Join(",", sort.Skip(i).Select(s => s.Expression));
            var values = string.Join(",", last.Skip(i).Select(v => Parameter(v!)));
            where.Append('(').Append(columns).Append(query.Descending ? ")<(" : ")>(").Append(values).Append(')');
            return;
        }

        var expression = sort[i].Expression;
        if (last[i] is null)
        {
            AppendEqualThen($"{expression} IS NULL", last, i);
            if (!query.Descending)
                where.Append(" OR ").Append(expression).Append(" IS NOT NULL");
            return;
        }

        var value = Parameter(last[i]!);
        if (query.Descending)
            where.Append(expression).Append('<').Append(value).Append(" OR ").Append(expression).Append(" IS NULL OR ");
        else
            where.Append(expression).Append(">=").Append(value).Append(" AND (").Append(expression).Append('>').Append(value).Append(" OR ");
        AppendEqualThen($"{expression}={value}", last, i);
        if (!query.Descending)
            where.Append(')');
    }

    private void AppendEqualThen(string equal, object?[] last, int i)
    {
        where.Append('(').Append(equal).Append(" AND (");
        AppendAfter(last, i + 1);
        where.Append("))");
    }

    private static bool ContainsNullable(ReadOnlySpan<(string Expression, bool Nullable)> terms)
    {
        foreach (var term in terms)
        {
            if (term.Nullable)
                return true;
        }

        return false;
    }

    private void Append(Filter filter)
    {
        switch (filter)
        {
            case Filter.Compare compare:
                AppendCompare(container.Expression(compare.Path), compare);
                break;
            case Filter.OneOf { Values.IsEmpty: true }:
                where.Append('0');
                break;
            case Filter.OneOf oneOf:
                where.Append(container.Expression(oneOf.Path)).Append(" IN (").AppendJoin(',', oneOf.Values.Select(v => Parameter(v.Value))).Append(')');
                break;
            case Filter.Missing missing:
                where.Append(container.Expression(missing.Path)).Append(" IS NULL");
                break;
            case Filter.Intersects intersects:
                AppendIntersects(container.Expression(intersects.Path), intersects.Footprint);
                break;
            case Filter.All all:
                AppendList(all.Filters, " AND ");
                break;
            case Filter.Any any:
                AppendList(any.Filters, " OR ");
                break;
        }
    }

    private void AppendList(ImmutableArray<Filter> filters, string joint)
    {
        where.Append('(');
        for (var i = 0; i < filters.Length; i++)
        {
            if (i > 0)
                where.Append(joint);
            Append(filters[i]);
        }

        where.Append(')');
    }

    private void AppendCompare(string expression, Filter.Compare compare)
    {
        if (compare.Comparison == Comparison.StartsWith)
        {
            AppendStartsWith(expression, (string)compare.Value.Value);
            return;
        }

        var symbol = compare.Comparison switch
        {
            Comparison.Equal => "=",
            Comparison.Less => "<",
            Comparison.LessOrEqual => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };
        where.Append(expression).Append(symbol).Append(Parameter(compare.Value.Value));
    }

    /// <summary>A range that the index can seek; U+10FFFF sorts after every other character.</summary>
    private void AppendStartsWith(string expression, string prefix) =>
        where.Append('(').Append(expression).Append(">=").Append(Parameter(prefix))
            .Append(" AND ").Append(expression).Append('<').Append(Parameter(prefix + "\U0010FFFF")).Append(')');

    private void AppendIntersects(string expression, Footprint box)
    {
        var (name, end) = (expression[..^2], "]')");
        where.Append('(').Append(name).Append(".bbox[0").Append(end).Append("<=").Append(Parameter(box.East))
            .Append(" AND ").Append(name).Append(".bbox[2").Append(end).Append(">=").Append(Parameter(box.West))
            .Append(" AND ").Append(name).Append(".bbox[1").Append(end).Append("<=").Append(Parameter(box.North))
            .Append(" AND ").Append(name).Append(".bbox[3").Append(end).Append(">=").Append(Parameter(box.South)).Append(')');
    }

    private string Parameter(object value)
    {
        parameters.Add(value is bool flag ? (flag ? 1L : 0L) : value);
        return $"@v{parameters.Count - 1}";
    }

    private SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Count; i++)
            command.Parameters.AddWithValue($"@v{i}", parameters[i]);
        return command;
    }
}
