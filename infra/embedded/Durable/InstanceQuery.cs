using System.Globalization;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Reads pages of instances in the order of their creation; the continuation token is the last one's number.</summary>
internal static class InstanceQuery
{
    private const int LargestPage = 10_000;

    private static readonly OrchestrationRuntimeStatus[] EndedStatuses =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    internal readonly record struct Result(List<InstanceRow> Rows, string? ContinuationToken);

    public static Result Page(StoreReader reader, OrchestrationQuery query, string? token, int pageSize, params ReadOnlySpan<(string Condition, long? Value)> more)
    {
        var after = 0L;
        if (!string.IsNullOrEmpty(token) && !long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            throw new ArgumentException($"'{token}' is not a continuation token of this engine.", nameof(token));
        }

        var values = new List<object?>();
        var conditions = Conditions(query, values);
        foreach (var (condition, value) in more)
        {
            if (value is not null)
            {
                values.Add(value);
                conditions += string.Create(CultureInfo.InvariantCulture, $"{condition} ?{values.Count + 2}");
            }
        }

        var size = Math.Clamp(pageSize, 1, LargestPage);
        var rows = reader.Instances(after, size + 1, conditions, [.. values]);
        if (rows.Count <= size)
        {
            return new Result(rows, null);
        }

        rows.RemoveAt(size);
        return new Result(rows, rows[^1].Seq.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The ended instances that a purge filter means.</summary>
    public static OrchestrationQuery Of(PurgeInstancesFilter filter) =>
        new(filter.CreatedFrom, filter.CreatedTo, filter.Statuses?.Intersect(EndedStatuses).ToArray() is { } asked ? asked : EndedStatuses);

    /// <summary>A page of ended instances by when they ended.</summary>
    public static Result Ended(
        StoreReader reader, IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string? token, int pageSize)
    {
        var query = new OrchestrationQuery(Statuses: statuses?.Intersect(EndedStatuses).ToArray() ?? EndedStatuses);
        return Page(reader, query, token, pageSize, (" AND updated >=", from?.UtcTicks), (" AND updated <=", to?.UtcTicks));
    }

    private static string Conditions(OrchestrationQuery query, List<object?> values)
    {
        var sql = string.Empty;
        void And(string condition, object value)
        {
            values.Add(value);
            sql += string.Create(CultureInfo.InvariantCulture, $" AND {condition} ?{values.Count + 2}");
        }

        if (query.CreatedFrom is { } from)
        {
            And("created >=", from.UtcTicks);
        }

        if (query.CreatedTo is { } to)
        {
            And("created <=", to.UtcTicks);
        }

        if (!string.IsNullOrEmpty(query.InstanceIdPrefix))
        {
            // Characters are compared by code point in UTF-8 order: nothing with the prefix lies outside these bounds.
            And("id >=", query.InstanceIdPrefix);
            And("id <", query.InstanceIdPrefix + "\U0010FFFF");
        }

        if (query.Statuses is { } statuses)
        {
            // Numbers of an enum: safe to write into the statement, and few distinct statements result.
            sql += $" AND status IN ({string.Join(',', statuses.Distinct().Order().Select(status => (int)status))})";
        }

        return sql;
    }
}
