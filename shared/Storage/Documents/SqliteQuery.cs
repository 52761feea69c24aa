using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;

namespace Platform.Storage.Documents;

/// <summary>
/// Translates one query to SQL. Paging is by position in the sort order (keyset), never by offset: the page after a document begins
/// behind that document's sort values, whatever was written in between.
/// </summary>
internal sealed class SqliteQuery : FilterText
{
    private readonly DocumentQuery query;
    private readonly SqliteContainer container;
    private readonly ImmutableArray<(string Expression, bool Nullable)> sort;

    public SqliteQuery(DocumentQuery query, SqliteContainer container)
    {
        this.query = query;
        this.container = container;
        var fixedParts = query.Partition?.Parts.Length ?? 0;
        sort = [.. SortTerms(fixedParts)];
        Text.Append(container.Alive);
        for (var i = 0; i < fixedParts; i++)
            Text.Append(" AND ").Append(container.Parts[i]).Append('=').Append(Parameter(query.Partition!.Parts[i]));
        if (query.Filter is { } filter)
        {
            Text.Append(" AND ");
            Append(filter);
        }
    }

    /// <summary>How many leading result columns are sort values; type, version, key columns and body follow.</summary>
    public int SortColumns => sort.Length;

    protected override string Never => "0";

    public SqliteCommand Page(SqliteConnection connection, byte[]? state)
    {
        if (state is not null)
            AppendAfter(ReadState(state));
        var direction = query.Descending ? " DESC" : "";
        var columns = sort.Select(s => s.Expression).Concat(["type", "version"]).Concat(container.Keys).Append("body");
        return Command(
            connection,
            $"SELECT {string.Join(", ", columns)} FROM {container.Table} WHERE {Text} "
            + $"ORDER BY {string.Join(", ", sort.Select(s => s.Expression + direction))} LIMIT {query.PageSize + 1}");
    }

    public SqliteCommand Count(SqliteConnection connection) => Command(connection, $"SELECT count(*) FROM {container.Table} WHERE {Text}");

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
        Text.Append(" AND (");
        AppendAfter(last, 0);
        Text.Append(')');
    }

    /// <summary>Rows behind <paramref name="last"/>, compared from term <paramref name="i"/> on. Absent values stand before all others.</summary>
    private void AppendAfter(object?[] last, int i)
    {
        var rest = sort.AsSpan()[i..];
        if (!ContainsNullable(rest))
        {
            var columns = string.Join(",", sort.Skip(i).Select(s => s.Expression));
            var values = string.Join(",", last.Skip(i).Select(v => Parameter(v!)));
            Text.Append('(').Append(columns).Append(query.Descending ? ")<(" : ")>(").Append(values).Append(')');
            return;
        }

        var expression = sort[i].Expression;
        if (last[i] is null)
        {
            AppendEqualThen($"{expression} IS NULL", last, i);
            if (!query.Descending)
                Text.Append(" OR ").Append(expression).Append(" IS NOT NULL");
            return;
        }

        var value = Parameter(last[i]!);
        if (query.Descending)
            Text.Append(expression).Append('<').Append(value).Append(" OR ").Append(expression).Append(" IS NULL OR ");
        else
            Text.Append(expression).Append(">=").Append(value).Append(" AND (").Append(expression).Append('>').Append(value).Append(" OR ");
        AppendEqualThen($"{expression}={value}", last, i);
        if (!query.Descending)
            Text.Append(')');
    }

    private void AppendEqualThen(string equal, object?[] last, int i)
    {
        Text.Append('(').Append(equal).Append(" AND (");
        AppendAfter(last, i + 1);
        Text.Append("))");
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

    /// <summary>A range that the index can seek; U+10FFFF sorts after every other character.</summary>
    protected override void AppendStartsWith(string expression, string prefix) =>
        Text.Append('(').Append(expression).Append(">=").Append(Parameter(prefix))
            .Append(" AND ").Append(expression).Append('<').Append(Parameter(prefix + "\U0010FFFF")).Append(')');

    protected override void AppendMissing(string path) => Text.Append(Expression(path)).Append(" IS NULL");

    protected override void AppendIntersects(string path, Footprint box)
    {
        var (name, end) = (Expression(path)[..^2], "]')");
        Text.Append('(').Append(name).Append(".bbox[0").Append(end).Append("<=").Append(Parameter(box.East))
            .Append(" AND ").Append(name).Append(".bbox[2").Append(end).Append(">=").Append(Parameter(box.West))
            .Append(" AND ").Append(name).Append(".bbox[1").Append(end).Append("<=").Append(Parameter(box.North))
            .Append(" AND ").Append(name).Append(".bbox[3").Append(end).Append(">=").Append(Parameter(box.South)).Append(')');
    }

    protected override string Parameter(object value) => base.Parameter(value is bool flag ? (flag ? 1L : 0L) : value);

    protected override string Expression(string path) => container.Expression(path);

    private SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in Parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
