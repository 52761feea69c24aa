using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Store;

/// <summary>Reads on one connection with prepared statements. For one thread at a time; rented from <see cref="DurableStore"/>.</summary>
internal sealed class StoreReader : IDisposable
{
    private const string InstanceColumns =
        "seq, id, name, version, execution, status, created, updated, data, output, custom_status, failure, tags, "
        + "parent_seq, parent_id, parent_name, parent_execution, parent_task FROM instance LEFT JOIN instance_input ON instance_input.instance = seq";

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Statement> statements = [];

    public StoreReader(SqliteConnection connection) => this.connection = connection;

    public InstanceRow? Find(long seq) => One(Prepared($"SELECT {InstanceColumns} WHERE seq = ?1", 1).Query(seq));

    public InstanceRow? Find(string id) => One(Prepared($"SELECT {InstanceColumns} WHERE id = ?1", 1).Query(id));

    /// <summary>The whole history of an execution.</summary>
    public List<HistoryEvent> History(long instance, int execution)
    {
        var events = new List<HistoryEvent>();
        using var rows = Prepared("SELECT events FROM history WHERE instance = ?1 AND execution = ?2 ORDER BY turn", 2).Query(instance, execution);
        while (rows.Read())
        {
            HistoryCodec.Decode((byte[])rows.GetValue(0), events);
        }

        return events;
    }

    public int TurnCount(long instance, int execution) =>
        (int)(Prepared("SELECT coalesce(max(turn) + 1, 0) FROM history WHERE instance = ?1 AND execution = ?2", 2).Scalar(instance, execution) ?? 0);

    /// <summary>The first <paramref name="limit"/> messages for an instance.</summary>
    public List<InboxRow> Inbox(long instance, int limit)
    {
        var messages = new List<InboxRow>();
        using var rows = Prepared("SELECT seq, execution, message FROM inbox WHERE instance = ?1 ORDER BY seq LIMIT ?2", 2).Query(instance, limit);
        while (rows.Read())
        {
            messages.Add(new InboxRow(rows.GetInt64(0), rows.IsDBNull(1) ? null : rows.GetInt32(1), HistoryCodec.DecodeOne((byte[])rows.GetValue(2))));
        }

        return messages;
    }

    /// <summary>Instances after <paramref name="after"/> that have messages.</summary>
    public List<long> InstancesWithMessages(long after, int limit) =>
        Numbers(Prepared("SELECT DISTINCT instance FROM inbox WHERE instance > ?1 ORDER BY instance LIMIT ?2", 2).Query(after, limit));

    /// <summary>Activities after <paramref name="after"/> that no earlier process died in.</summary>
    public List<ActivityRow> Activities(long after, int limit) =>
        ActivitiesOf(Prepared(ActivitySelect("seq > ?1 AND starts = 0 ORDER BY seq LIMIT ?2"), 2).Query(after, limit));

    /// <summary>Activities during which an earlier process died, the most suspicious first.</summary>
    public List<ActivityRow> SuspectActivities() => ActivitiesOf(Prepared(ActivitySelect("starts > 0 ORDER BY starts DESC, seq"), 0).Query());

    /// <summary>Calls that are not started any more, the longest quarantined first.</summary>
    public List<QuarantineRow> Quarantine(int limit)
    {
        var calls = new List<QuarantineRow>();
        using var rows = Prepared(
            "SELECT instance, execution, task, instance_id, name, starts, at, reason FROM quarantine ORDER BY at, instance, task LIMIT ?1", 1).Query(limit);
        while (rows.Read())
        {
            calls.Add(new QuarantineRow(
                rows.GetInt64(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetString(3), rows.GetString(4), rows.GetInt32(5),
                new DateTime(rows.GetInt64(6), DateTimeKind.Utc), rows.GetString(7)));
        }

        return calls;
    }

    /// <summary>Instances that ended in a state at or before a time and whose parent, if they had one, is gone; those that ended first.</summary>
    public List<InstanceRow> EndedRoots(OrchestrationRuntimeStatus status, DateTime endedBy, int limit)
    {
        var found = new List<InstanceRow>();
        using var rows = Prepared(
            $"SELECT {InstanceColumns} WHERE status IN (1, 3, 4, 5) AND status = ?1 AND updated <= ?2 "
            + "AND (parent_seq IS NULL OR NOT EXISTS(SELECT 1 FROM instance parent WHERE parent.seq = instance.parent_seq)) ORDER BY updated LIMIT ?3", 3)
            .Query((int)status, endedBy.Ticks, limit);
        while (rows.Read())
        {
            found.Add(ToInstance(rows));
        }

        return found;
    }

    public long LastActivity() => Prepared("SELECT coalesce(max(seq), 0) FROM activity", 0).Scalar() ?? 0;

    /// <summary>When the next timer fires; null when there is none.</summary>
    public DateTime? NextTimer() => Prepared("SELECT min(fire_at) FROM timer", 0).Scalar() is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>Instances after <paramref name="after"/> in the order of creation; the caller's conditions use ?3 and up.</summary>
    public List<InstanceRow> Instances(long after, int limit, string conditions, params ReadOnlySpan<object?> values)
    {
        object?[] all = [after, limit, .. values];
        var found = new List<InstanceRow>();
        using var rows = Prepared($"SELECT {InstanceColumns} WHERE seq > ?1{conditions} ORDER BY seq LIMIT ?2", all.Length).Query(all);
        while (rows.Read())
        {
            found.Add(ToInstance(rows));
        }

        return found;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private static string ActivitySelect(string where) =>
        "SELECT seq, instance, execution, task, instance_id, name, input, starts FROM activity WHERE " + where;

    private Statement Prepared(string sql, int parameters)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements[sql] = statement = new Statement(connection, sql, parameters);
        }

        return statement;
    }

    private static InstanceRow? One(SqliteDataReader rows)
    {
        using (rows)
        {
            return rows.Read() ? ToInstance(rows) : null;
        }
    }

    private static List<long> Numbers(SqliteDataReader rows)
    {
        using (rows)
        {
            var numbers = new List<long>();
            while (rows.Read())
            {
                numbers.Add(rows.GetInt64(0));
            }

            return numbers;
        }
    }

    private static List<ActivityRow> ActivitiesOf(SqliteDataReader rows)
    {
        using (rows)
        {
            var activities = new List<ActivityRow>();
            while (rows.Read())
            {
                activities.Add(new ActivityRow(
                    rows.GetInt64(0), rows.GetInt64(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetString(4), rows.GetString(5), Text(rows, 6), rows.GetInt32(7)));
            }

            return activities;
        }
    }

    private static InstanceRow ToInstance(SqliteDataReader r) => new()
    {
        Seq = r.GetInt64(0),
        Id = r.GetString(1),
        Name = r.GetString(2),
        Version = r.GetString(3),
        Execution = r.GetInt32(4),
        Status = (OrchestrationRuntimeStatus)r.GetInt32(5),
        Created = new DateTime(r.GetInt64(6), DateTimeKind.Utc),
        Updated = new DateTime(r.GetInt64(7), DateTimeKind.Utc),
        Input = Text(r, 8),
        Output = Text(r, 9),
        CustomStatus = Text(r, 10),
        Failure = r.IsDBNull(11) ? null : HistoryCodec.DecodeFailure((byte[])r.GetValue(11)),
        Tags = Text(r, 12) is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags) : null,
        Parent = r.IsDBNull(13) ? null : new ParentLink(r.GetInt64(13), r.GetString(14), r.GetString(15), r.GetInt32(16), r.GetInt32(17)),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
