using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Sql;

/// <summary>An expression of the small part of Cosmos DB's SQL that is understood here.</summary>
internal abstract record SqlExpression
{
    /// <summary>A text, number, flag or null of the query, or a parameter's value.</summary>
    public sealed record Literal(JsonElement Value) : SqlExpression;

    /// <summary>The document itself (no steps) or a member of it; a step is a name or an array position.</summary>
    public sealed record Path(IReadOnlyList<object> Steps) : SqlExpression
    {
        /// <summary>As indexing policies write it, e.g. <c>/answer/legality</c>.</summary>
        public string IndexPath => string.Concat(Steps.Select(s => $"/{s}"));
    }

    public sealed record Binary(string Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

    public sealed record Not(SqlExpression Operand) : SqlExpression;

    public sealed record In(SqlExpression Value, IReadOnlyList<SqlExpression> Candidates) : SqlExpression;

    public sealed record Call(string Function, IReadOnlyList<SqlExpression> Arguments) : SqlExpression;

    public sealed record NewArray(IReadOnlyList<SqlExpression> Items) : SqlExpression;

    public sealed record NewObject(IReadOnlyList<KeyValuePair<string, SqlExpression>> Members) : SqlExpression;
}

/// <summary>One sort term.</summary>
internal sealed record SqlOrder(SqlExpression.Path Path, bool Descending);

/// <summary>One member of a result object.</summary>
internal sealed record SqlColumn(SqlExpression Value, string Name);

/// <summary>A parsed query.</summary>
/// <param name="Columns">Members of each result object; empty for <c>SELECT *</c> and <c>SELECT VALUE</c>.</param>
/// <param name="Value">What <c>SELECT VALUE</c> gives; null otherwise.</param>
/// <param name="Where">The condition, or null.</param>
/// <param name="Order">Sort terms, outermost first.</param>
/// <param name="Alias">Name of the document in the query.</param>
/// <param name="WhereText">The condition as it was written, for plans.</param>
internal sealed record SqlQuery(
    IReadOnlyList<SqlColumn> Columns, SqlExpression? Value, SqlExpression? Where, IReadOnlyList<SqlOrder> Order, string Alias, string WhereText)
{
    /// <summary>Whether it counts instead of listing.</summary>
    public bool Counts => Value is { } value && Holds(value);

    private static bool Holds(SqlExpression value) => value switch
    {
        SqlExpression.Call { Function: "COUNT" } => true,
        SqlExpression.NewArray array => array.Items.Any(Holds),
        SqlExpression.NewObject made => made.Members.Any(m => Holds(m.Value)),
        _ => false,
    };
}

/// <summary>The query is wrong, or beyond what is understood here (then the message says so).</summary>
internal sealed class SqlException(string message) : Exception(message);
