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

    /// <summary>Which of these paths have a receipt for exactly that ETag; one query for a whole page.</summary>
    public Task<HashSet<string>> FinishedAsync(
        string function, string container, IReadOnlyCollection<(string Path, string ETag)> blobs, CancellationToken cancellation) => state.RunAsync(
        connection =>
        {
            var finished = new HashSet<string>(StringComparer.Ordinal);
            using var command = connection.Command(
                """
                SELECT r.path FROM json_each($blobs) b
                JOIN blob_receipt r ON r.function = $function AND r.container = $container AND r.path = b.value ->> 0 AND r.etag = b.value ->> 1
                """,
                ("$blobs", JsonSerializer.Serialize(blobs.Select(blob => new[] { blob.Path, blob.ETag }))),
                ("$function", function),
                ("$container", container));
            using var row = command.ExecuteReader();
            while (row.Read())
                finished.Add(row.GetString(0));
            return finished;
        },
        cancellation);

    /// <summary>
    /// Counts an attempt and returns its number (from 1), or null while the pause after the last failure lasts. Another ETag begins at 1.
    /// </summary>
    public Task<int?> BeginAsync(BlobKey blob, DateTimeOffset now, CancellationToken cancellation) => state.RunAsync<int?>(
        connection =>
        {
            var attempts = 0;
            using (var command = connection.Command(
                "SELECT attempts, due FROM blob_attempt WHERE function = $function AND container = $container AND path = $path AND etag = $etag", Key(blob)))
            using (var row = command.ExecuteReader())
            {
                if (row.Read())
                {
                    attempts = row.GetInt32(0);
                    if (row.GetInt64(1) > now.UtcTicks)
                        return null;
                }
            }

            connection.Execute(
                """
                INSERT OR REPLACE INTO blob_attempt(function, container, path, etag, attempts, due, error)
                VALUES($function, $container, $path, $etag, $attempts, 0, NULL)
                """,
                [.. Key(blob), ("$attempts", attempts + 1)]);
            return attempts + 1;
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
