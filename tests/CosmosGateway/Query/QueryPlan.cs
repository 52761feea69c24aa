using System.Text.Json;
using Platform.Tests.CosmosGateway.Sql;

namespace Platform.Tests.CosmosGateway.Query;

/// <summary>
/// What a client has to know before it asks every physical partition: how to merge the answers, and the query to send, rewritten so that each result carries its sort values.
/// </summary>
internal static class QueryPlan
{
    private const string Filter = "{documentdb-formattableorderbyquery-filter}";

    public static byte[] Of(SqlQuery query) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        partitionedQueryExecutionInfoVersion = 2,
        queryInfo = new
        {
            distinctType = "None",
            orderBy = query.Order.Select(o => o.Descending ? "Descending" : "Ascending"),
            orderByExpressions = query.Order.Select(o => Spelled(query, o.Path)),
            groupByExpressions = Array.Empty<string>(),
            groupByAliases = Array.Empty<string>(),
            aggregates = query.Counts ? new[] { "Count" } : [],
            groupByAliasToAggregateType = new Dictionary<string, string>(),
            rewrittenQuery = Rewritten(query),
            hasSelectValue = query.Value is not null,
            hasNonStreamingOrderBy = false,
        },
        queryRanges = new[] { new { min = "", max = "FF", isMinInclusive = true, isMaxInclusive = false } },
    });

    private static string Rewritten(SqlQuery query)
    {
        if (query.Counts)
            return $$"""SELECT VALUE [{"item": COUNT(1)}] FROM {{query.Alias}} WHERE {{query.WhereText}}""";
        if (query.Order.Count == 0)
            return "";
        if (query.Columns.Count > 0 || query.Value is not null)
            throw new SqlException("An ordered query that gives parts of documents is not understood by this stand-in.");
        var items = string.Join(", ", query.Order.Select(o => $$"""{"item": {{Spelled(query, o.Path)}}}"""));
        var order = string.Join(", ", query.Order.Select(o => $"{Spelled(query, o.Path)} {(o.Descending ? "DESC" : "ASC")}"));
        return $"SELECT {query.Alias}._rid, [{items}] AS orderByItems, {query.Alias} AS payload FROM {query.Alias} WHERE (({query.WhereText}) AND {Filter}) ORDER BY {order}";
    }

    private static string Spelled(SqlQuery query, SqlExpression.Path path) =>
        query.Alias + string.Concat(path.Steps.Select(s => s is int ? $"[{s}]" : $"[{JsonSerializer.Serialize(s)}]"));
}
