using System.Text.Json;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Blobs;

/// <summary>Names one version of a blob for one function.</summary>
internal readonly record struct BlobKey(string Function, string Container, string Path, string ETag);

/// <summary>
/// Remembers which versions of blobs a function has finished (receipts) and how often it has begun the others (attempts). An attempt is
/// counted before the function runs, so that a blob that kills the process is given up too.
/// </summary>
internal sealed class BlobReceipts(HostState state)
{
    private const string Done = "done";
    private const string Poison = "poison";

    /// <summary>Which of these paths, at exactly that ETag, have a receipt or pause after a failure; one query for a whole page.</summary>
    public Task<HashSet<string>> AtRestAsync(
        string function, string container, IReadOnlyCollection<(string Path, string ETag)> blobs, DateTimeOffset now, CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            // CROSS JOIN keeps SQLite from walking all receipts for every blob of the page: the page leads, the primary key finds.
            var resting = new HashSet<string>(StringComparer.Ordinal);
            using var command = connection.Command(
                """
                WITH page(path, etag) AS (SELECT value ->> 0, value ->> 1 FROM json_each($blobs))
                SELECT p.path FROM page p CROSS JOIN blob_receipt r ON r.function = $function AND r.container = $container AND r.path = p.path AND r.etag = p.etag
                UNION ALL
                SELECT p.path FROM page p CROSS JOIN blob_attempt a ON a.function = $function AND a.container = $container AND a.path = p.path AND a.etag = p.etag
                WHERE a.due > $now
                """,
                ("$blobs", JsonSerializer.Serialize(blobs.Select(blob => new[] { blob.Path, blob.ETag }))),
                ("$function", function),
                ("$container", container),
                ("$now", now.UtcTicks));
            using var row = command.ExecuteReader();
            while (row.Read())
                resting.Add(row.GetString(0));
            return resting;
        },
        cancellation);

    /// <summary>Counts an attempt and returns its number, from 1; another ETag begins anew.</summary>
    public Task<int> BeginAsync(BlobKey blob, CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            using var command = connection.Command(
                """
                INSERT INTO blob_attempt(function, container, path, etag, attempts, due) VALUES($function, $container, $path, $etag, 1, 0)
                ON CONFLICT(function, container, path) DO UPDATE SET
                    attempts = CASE WHEN etag = excluded.etag THEN attempts + 1 ELSE 1 END, etag = excluded.etag, due = 0, error = NULL
                RETURNING attempts
                """,
                Key(blob));
            return (int)(long)command.ExecuteScalar()!;
        },
        cancellation);

    /// <summary>Writes the receipt of a version that is done.</summary>
    public Task FinishAsync(BlobKey blob, DateTimeOffset now) => state.RunAsync(connection => Finish(connection, blob, Done, now), CancellationToken.None);

    /// <summary>Writes the receipt of a version that is given up, and why.</summary>
    public Task GiveUpAsync(BlobKey blob, string reason, DateTimeOffset now) => state.RunAsync(
        connection =>
        {
            Finish(connection, blob, Poison, now);
            return connection.Execute(
                "INSERT OR REPLACE INTO blob_poison(function, container, path, etag, reason, at) VALUES($function, $container, $path, $etag, $reason, $at)",
                [.. Key(blob), ("$reason", reason), ("$at", now.UtcTicks)]);
        },
        CancellationToken.None);

    /// <summary>The versions that were given up and neither re-driven nor followed by another, the oldest first.</summary>
    public Task<List<(BlobKey Blob, string Reason, DateTimeOffset At)>> PoisonAsync(CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            var found = new List<(BlobKey, string, DateTimeOffset)>();
            using var command = connection.Command(
                """
                SELECT p.function, p.container, p.path, p.etag, p.reason, p.at FROM blob_poison p
                JOIN blob_receipt r USING(function, container, path, etag) WHERE r.outcome = $poison ORDER BY p.at, p.path
                """,
                ("$poison", Poison));
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                var blob = new BlobKey(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3));
                found.Add((blob, row.GetString(4), new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero)));
            }

            return found;
        },
        cancellation);

    /// <summary>Takes the receipt of a given-up version away; false when there is none.</summary>
    public Task<bool> RedriveAsync(BlobKey blob, CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            const string version = "function = $function AND container = $container AND path = $path AND etag = $etag";
            connection.Execute($"DELETE FROM blob_poison WHERE {version}", Key(blob));
            return connection.Execute($"DELETE FROM blob_receipt WHERE {version} AND outcome = $poison", [.. Key(blob), ("$poison", Poison)]) > 0;
        },
        cancellation);

    /// <summary>Sets the pause before the next attempt.</summary>
    public Task FailAsync(BlobKey blob, DateTimeOffset due, string error) => state.RunAsync(
        connection => connection.Execute(
            "UPDATE blob_attempt SET due = $due, error = $error WHERE function = $function AND container = $container AND path = $path AND etag = $etag",
            [.. Key(blob), ("$due", due.UtcTicks), ("$error", error)]),
        CancellationToken.None);

    /// <summary>Takes an attempt back that the host itself cut short.</summary>
    public Task UndoAsync(BlobKey blob) => state.RunAsync(
        connection => connection.Execute(
            "UPDATE blob_attempt SET attempts = attempts - 1 WHERE function = $function AND container = $container AND path = $path AND etag = $etag",
            Key(blob)),
        CancellationToken.None);

    /// <summary>Drops the attempts at a version that is no more.</summary>
    public Task ForgetAsync(BlobKey blob) => state.RunAsync(connection => Forget(connection, blob), CancellationToken.None);

    private static int Finish(Microsoft.Data.Sqlite.SqliteConnection connection, BlobKey blob, string outcome, DateTimeOffset now)
    {
        connection.Execute(
            """
            INSERT OR REPLACE INTO blob_receipt(function, container, path, etag, outcome, at)
            VALUES($function, $container, $path, $etag, $outcome, $at)
            """,
            [.. Key(blob), ("$outcome", outcome), ("$at", now.UtcTicks)]);
        return Forget(connection, blob);
    }

    private static int Forget(Microsoft.Data.Sqlite.SqliteConnection connection, BlobKey blob) => connection.Execute(
        "DELETE FROM blob_attempt WHERE function = $function AND container = $container AND path = $path AND etag = $etag", Key(blob));

    private static (string Name, object? Value)[] Key(BlobKey blob) =>
        [("$function", blob.Function), ("$container", blob.Container), ("$path", blob.Path), ("$etag", blob.ETag)];
}
