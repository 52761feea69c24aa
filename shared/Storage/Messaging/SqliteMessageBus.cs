using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Platform.Domain.Json;
using Platform.Domain.Messaging;
using Platform.Storage.Integrity;
using Platform.Storage.Sqlite;

namespace Platform.Storage.Messaging;

/// <summary>
/// Topics and subscriptions in one SQLite file of their own, synced at every commit. One row per message and subscription; a session's first waiting row is the only one
/// that can be received. Times are Unix milliseconds of the injected clock. Thread-safe.
/// </summary>
public sealed class SqliteMessageBus : IMessageBus, IMessageInbox, IDisposable
{
    private const int ApplicationId = 0x5550_424D;

    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE published(topic TEXT NOT NULL, id TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY(topic, id)) WITHOUT ROWID;
        CREATE INDEX published_time ON published(time);
        CREATE TABLE delivery(
          seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, subscription TEXT NOT NULL, session TEXT NOT NULL, id TEXT NOT NULL,
          event TEXT NOT NULL, count INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0, reason TEXT);
        CREATE INDEX delivery_waiting ON delivery(topic, subscription, dead, session, seq);
        """,
    ];

    /// <summary>Reason of a dead letter whose receiver ended each time before it had settled the message.</summary>
    public const string NeverSettled = "never settled";

    private readonly SqliteMessageBusOptions options;
    private readonly TimeProvider time;
    private readonly SqliteConnection connection;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly Dictionary<string, TopicDefinition> topics;
    private bool disposed;

    private SqliteMessageBus(string path, SqliteMessageBusOptions options, TimeProvider time, SqliteConnection connection)
    {
        this.options = options;
        this.time = time;
        this.connection = connection;
        topics = options.Topics.ToDictionary(t => t.Name, StringComparer.Ordinal);
        readers = new SqliteReaders(path, 2);
        writer = new SqliteWriter(connection, path);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How to recognise such a database.</summary>
    public static SqliteStore Store(string path) => new(path, ApplicationId, Migrations.Length);

    /// <summary>Opens the bus, making its file when there is none.</summary>
    /// <exception cref="Domain.Documents.DocumentStoreException">The file is foreign, damaged, newer, locked, or cannot be written.</exception>
    public static SqliteMessageBus Open(string path, SqliteMessageBusOptions options, TimeProvider time) =>
        new(path, options, time, SqliteDatabase.OpenWriter(path, ApplicationId, Migrations));

    /// <inheritdoc/>
    public Task PublishAsync(string topic, string session, CloudEvent message, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var definition = Topic(topic);
        var json = JsonSerializer.Serialize(message, PlatformJson.Documents);
        return writer.RunAsync(db => (Publish(db, definition, session, message.Id, json), true), json.Length, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string topic, string subscription, int max, CancellationToken cancellation = default)
    {
        Check(topic, subscription);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return writer.RunAsync(db => ((IReadOnlyList<ReceivedMessage>)Receive(db, topic, subscription, max), true), 0, cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(ReceivedMessage message, CancellationToken cancellation = default) =>
        SettleAsync(message, $"DELETE FROM delivery WHERE {Locked}", "", cancellation);

    /// <inheritdoc/>
    public Task<bool> AbandonAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) => SettleAsync(
        message, $"UPDATE delivery SET locked_until=0, reason=@reason, dead=CASE WHEN count>=@max THEN @now ELSE 0 END WHERE {Locked}", reason, cancellation);

    /// <inheritdoc/>
    public Task<bool> DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) =>
        SettleAsync(message, $"UPDATE delivery SET dead=@now, reason=@reason WHERE {Locked}", reason, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(
        string topic, string subscription, int max, CancellationToken cancellation = default)
    {
        Check(topic, subscription);
        return readers.RunAsync<IReadOnlyList<DeadLetter>>(db => DeadLetters(db, topic, subscription, max), cancellation);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(DeadLetter letter, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return writer.RunAsync(
            db => (Execute(
                db, "DELETE FROM delivery WHERE topic=@topic AND subscription=@subscription AND id=@id AND dead=@dead",
                ("@topic", letter.Topic), ("@subscription", letter.Subscription), ("@id", letter.Event.Id), ("@dead", letter.Time.ToUnixTimeMilliseconds())), true),
            0,
            cancellation);
    }

    /// <inheritdoc/>
    public Task ResendAsync(string topic, string subscription, string session, CloudEvent message, CancellationToken cancellation = default)
    {
        Check(topic, subscription);
        var json = JsonSerializer.Serialize(message, PlatformJson.Documents);
        return writer.RunAsync(db => (Resend(db, topic, subscription, session, message.Id, json), true), json.Length, cancellation);
    }

    /// <summary>Finishes what is queued and closes the file.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        writer.Dispose();
        readers.Dispose();
        connection.Dispose();
    }

    private const string Locked = "seq=@seq AND count=@count AND dead=0 AND locked_until>@now";

    private bool Publish(SqliteConnection db, TopicDefinition topic, string session, string id, string json)
    {
        Execute(db, "DELETE FROM published WHERE time<@t", ("@t", Now - (long)options.DuplicateWindow.TotalMilliseconds));
        if (Execute(db, "INSERT INTO published VALUES(@topic, @id, @t) ON CONFLICT DO NOTHING", ("@topic", topic.Name), ("@id", id), ("@t", Now)) == 0)
            return false;
        foreach (var subscription in topic.Subscriptions)
        {
            Execute(
                db,
                "INSERT INTO delivery(topic, subscription, session, id, event) VALUES(@topic, @subscription, @session, @id, @event)",
                ("@topic", topic.Name), ("@subscription", subscription), ("@session", session), ("@id", id), ("@event", json));
        }

        return true;
    }

    private List<ReceivedMessage> Receive(SqliteConnection db, string topic, string subscription, int max)
    {
        // No lock lasts longer than from now to there: one that seems to was taken before the clock was set back, and has ended.
        var until = Now + (long)options.Lock.TotalMilliseconds;

        // A lock that ended on the last delivery allowed (the receiver died each time) kills the message here.
        Execute(
            db,
            "UPDATE delivery SET dead=@now, reason=coalesce(reason, @reason) WHERE topic=@topic AND subscription=@subscription AND dead=0 AND count>=@max AND (locked_until<=@now OR locked_until>@until)",
            ("@now", Now), ("@until", until), ("@reason", NeverSettled), ("@topic", topic), ("@subscription", subscription), ("@max", options.MaxDeliveries));
        using var command = Command(
            db,
            """
            UPDATE delivery SET count=count+1, locked_until=@until WHERE seq IN (
              SELECT seq FROM delivery WHERE (locked_until<=@now OR locked_until>@until) AND seq IN (
                SELECT min(seq) FROM delivery WHERE topic=@topic AND subscription=@subscription AND dead=0 GROUP BY session)
              ORDER BY seq LIMIT @max)
            RETURNING seq, session, event, count
            """,
            ("@until", until), ("@now", Now), ("@topic", topic), ("@subscription", subscription), ("@max", max));
        using var reader = command.ExecuteReader();
        var received = new List<(long Seq, ReceivedMessage Message)>();
        while (reader.Read())
        {
            var (seq, count) = (reader.GetInt64(0), reader.GetInt32(3));
            received.Add((seq, new ReceivedMessage(
                topic, subscription, reader.GetString(1), Event(reader.GetString(2)), count, Token(seq, count), DateTimeOffset.FromUnixTimeMilliseconds(until))));
        }

        return [.. received.OrderBy(r => r.Seq).Select(r => r.Message)];
    }

    private Task<bool> SettleAsync(ReceivedMessage message, string sql, string reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var (seq, count) = ReadToken(message.LockToken);
        return writer.RunAsync(
            db => (Execute(db, sql, ("@seq", seq), ("@count", count), ("@now", Now), ("@max", options.MaxDeliveries), ("@reason", reason)) > 0, true),
            0,
            cancellation);
    }

    private static List<DeadLetter> DeadLetters(SqliteConnection db, string topic, string subscription, int max)
    {
        using var command = Command(
            db,
            "SELECT session, event, count, reason, dead FROM delivery WHERE topic=@topic AND subscription=@subscription AND dead>0 ORDER BY dead, seq LIMIT @max",
            ("@topic", topic), ("@subscription", subscription), ("@max", max));
        using var reader = command.ExecuteReader();
        var letters = new List<DeadLetter>();
        while (reader.Read())
        {
            letters.Add(new DeadLetter(
                topic, subscription, reader.GetString(0), Event(reader.GetString(1)), reader.GetInt32(2), reader.GetString(3),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))));
        }

        return letters;
    }

    // A row of its own: a new sequence number puts it last in its session and ends every lock token of the dead one.
    private static int Resend(SqliteConnection db, string topic, string subscription, string session, string id, string json)
    {
        const string same = "topic=@topic AND subscription=@subscription AND id=@id";
        Execute(db, $"DELETE FROM delivery WHERE {same} AND dead>0", ("@topic", topic), ("@subscription", subscription), ("@id", id));
        return Execute(
            db,
            "INSERT INTO delivery(topic, subscription, session, id, event) SELECT @topic, @subscription, @session, @id, @event "
                + $"WHERE NOT EXISTS(SELECT 1 FROM delivery WHERE {same})",
            ("@topic", topic), ("@subscription", subscription), ("@session", session), ("@id", id), ("@event", json));
    }

    private static string Token(long seq, int count) => string.Create(CultureInfo.InvariantCulture, $"{seq}.{count}");

    private static (long Seq, int Count) ReadToken(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(token[..dot], CultureInfo.InvariantCulture, out var seq)
            && int.TryParse(token[(dot + 1)..], CultureInfo.InvariantCulture, out var count)
            ? (seq, count)
            : throw new ArgumentException($"'{token}' is no lock token of this bus.", nameof(token));
    }

    private static CloudEvent Event(string json) => JsonSerializer.Deserialize<CloudEvent>(json, PlatformJson.Documents)!;

    private TopicDefinition Topic(string topic) =>
        topics.GetValueOrDefault(topic) ?? throw new ArgumentException($"Topic '{topic}' is not declared.", nameof(topic));

    private void Check(string topic, string subscription)
    {
        if (!Topic(topic).Subscriptions.Contains(subscription, StringComparer.Ordinal))
            throw new ArgumentException($"Topic '{topic}' has no subscription '{subscription}'.", nameof(subscription));
    }

    private static int Execute(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(db, sql, parameters);
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
