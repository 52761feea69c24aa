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
    public const string Done = "done";
    public const string Poison = "poison";

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

    /// <summary>Writes the receipt.</summary>
    public Task FinishAsync(BlobKey blob, string outcome, DateTimeOffset now) => state.RunAsync(
        connection =>
        {
            connection.Execute(
                """
                INSERT OR REPLACE INTO blob_receipt(function, container, path, etag, outcome, at)
                VALUES($function, $container, $path, $etag, $outcome, $at)
                """,
                [.. Key(blob), ("$outcome", outcome), ("$at", now.UtcTicks)]);
            return Forget(connection, blob);
        },
        CancellationToken.None);

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

    private static int Forget(Microsoft.Data.Sqlite.SqliteConnection connection, BlobKey blob) => connection.Execute(
        "DELETE FROM blob_attempt WHERE function = $function AND container = $container AND path = $path AND etag = $etag", Key(blob));

    private static (string Name, object? Value)[] Key(BlobKey blob) =>
        [("$function", blob.Function), ("$container", blob.Container), ("$path", blob.Path), ("$etag", blob.ETag)];
}
