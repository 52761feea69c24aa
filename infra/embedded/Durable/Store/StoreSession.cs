using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Store;

/// <summary>
/// What a <see cref="WriteOperation"/> may do inside the writer's transaction. All statements are prepared once. Only the writer's thread uses it.
/// </summary>
internal sealed class StoreSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Statement> statements = [];
    private readonly long firstSeq;
    private long lastSeq;

    public StoreSession(SqliteConnection connection, long epoch)
    {
        this.connection = connection;
        Reader = new StoreReader(connection);
        // 2^23 starts of the engine, 2^40 numbers in each.
        firstSeq = lastSeq = epoch << 40;
    }

    /// <summary>Reads that see what this transaction has written.</summary>
    public StoreReader Reader { get; }

    /// <summary>A number greater than every one given before.</summary>
    public long NextSeq() => ++lastSeq - firstSeq < 1L << 40
        ? lastSeq
        : throw new InvalidOperationException("The engine has used up its numbers: start it again.");

    public void Begin() => Run("BEGIN IMMEDIATE");

    public void Commit() => Run("COMMIT");

    public void Rollback() => Run("ROLLBACK");

    public void Insert(InstanceRow row)
    {
        Run(
            "INSERT INTO instance VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            row.Seq, row.Id, row.Name, row.Version, row.Execution, (int)row.Status, row.Created.Ticks, row.Updated.Ticks,
            row.Output, row.CustomStatus, row.Failure is null ? null : HistoryCodec.EncodeFailure(row.Failure),
            row.Tags is null ? null : JsonSerializer.Serialize(row.Tags),
            row.Parent?.Seq, row.Parent?.Id, row.Parent?.Name, row.Parent?.Execution, row.Parent?.Task);
        if (row.Input is not null)
        {
            SetInput(row.Seq, row.Input);
        }
    }

    /// <summary>Writes what turns change; the rest of a row never changes.</summary>
    public void Update(InstanceRow row) => Run(
        "UPDATE instance SET version = ?2, execution = ?3, status = ?4, updated = ?5, output = ?6, custom_status = ?7, failure = ?8 WHERE seq = ?1",
        row.Seq, row.Version, row.Execution, (int)row.Status, row.Updated.Ticks, row.Output, row.CustomStatus,
        row.Failure is null ? null : HistoryCodec.EncodeFailure(row.Failure));

    /// <summary>Sets or removes the input; it lies apart, so that a turn does not rewrite it.</summary>
    public void SetInput(long instance, string? input)
    {
        if (input is null)
        {
            Run("DELETE FROM instance_input WHERE instance = ?1", instance);
        }
        else
        {
            Run("INSERT OR REPLACE INTO instance_input VALUES(?1, ?2)", instance, input);
        }
    }

    public void AppendHistory(long instance, int execution, int turn, byte[] events) =>
        Run("INSERT INTO history VALUES(?1, ?2, ?3, ?4)", instance, execution, turn, events);

    public void DeleteHistory(long instance, int execution) => Run("DELETE FROM history WHERE instance = ?1 AND execution = ?2", instance, execution);

    public void Post(long instance, long seq, int? execution, HistoryEvent message) =>
        Run("INSERT INTO inbox VALUES(?1, ?2, ?3, ?4)", instance, seq, execution, HistoryCodec.Encode(message));

    public void DeleteMessage(long instance, long seq) => Run("DELETE FROM inbox WHERE instance = ?1 AND seq = ?2", instance, seq);

    public void DeleteMessages(long instance) => Run("DELETE FROM inbox WHERE instance = ?1", instance);

    public void Insert(ActivityRow row) => Run(
        "INSERT INTO activity VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        row.Seq, row.Instance, row.Execution, row.Task, row.InstanceId, row.Name, row.Input, row.Starts);

    public void CountStart(long activity) => Run("UPDATE activity SET starts = starts + 1 WHERE seq = ?1", activity);

    /// <summary>Notes a call that is not started any more; doing so twice is doing so once.</summary>
    public void Quarantine(QuarantineRow row) => Run(
        "INSERT OR REPLACE INTO quarantine VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        row.Instance, row.Execution, row.Task, row.InstanceId, row.Name, row.Starts, row.At.Ticks, row.Reason);

    public void DeleteQuarantine(long instance, int execution, int task) =>
        Run("DELETE FROM quarantine WHERE instance = ?1 AND execution = ?2 AND task = ?3", instance, execution, task);

    public void DeleteActivity(long seq) => Run("DELETE FROM activity WHERE seq = ?1", seq);

    public void Insert(TimerRow row) => Run("INSERT OR IGNORE INTO timer VALUES(?1, ?2, ?3, ?4)", row.FireAt.Ticks, row.Instance, row.Execution, row.Task);

    public void Delete(TimerRow row) => Run(
        "DELETE FROM timer WHERE fire_at = ?1 AND instance = ?2 AND execution = ?3 AND task = ?4", row.FireAt.Ticks, row.Instance, row.Execution, row.Task);

    /// <summary>Timers due at <paramref name="now"/>, the earliest first.</summary>
    public List<TimerRow> DueTimers(DateTime now, int limit)
    {
        var due = new List<TimerRow>();
        using var rows = Prepared("SELECT fire_at, instance, execution, task FROM timer WHERE fire_at <= ?1 ORDER BY fire_at LIMIT ?2", 2).Query(now.Ticks, limit);
        while (rows.Read())
        {
            due.Add(new TimerRow(new DateTime(rows.GetInt64(0), DateTimeKind.Utc), rows.GetInt64(1), rows.GetInt32(2), rows.GetInt32(3)));
        }

        return due;
    }

    public List<InstanceRow> Children(long parent) => Reader.Instances(0, int.MaxValue, " AND parent_seq = ?3", parent);

    /// <summary>Removes an instance with everything that belongs to it. Timers that are left fire into nothing.</summary>
    public void DeleteInstance(long seq)
    {
        Run("DELETE FROM history WHERE instance = ?1", seq);
        DeleteMessages(seq);
        SetInput(seq, null);
        Run("DELETE FROM quarantine WHERE instance = ?1", seq);
        Run("DELETE FROM instance WHERE seq = ?1", seq);
    }

    /// <summary>Notes that the starts of opening <paramref name="epoch"/> are counted; false when they already were.</summary>
    public bool MarkCounted(long epoch) => Prepared("UPDATE meta SET value = ?1 WHERE key = 'counted' AND value < ?1", 1).Execute(epoch) == 1;

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        Reader.Dispose();
    }

    private void Run(string sql, params ReadOnlySpan<object?> values) => Prepared(sql, values.Length).Execute(values);

    private Statement Prepared(string sql, int parameters)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statements[sql] = statement = new Statement(connection, sql, parameters);
        }

        return statement;
    }
}
