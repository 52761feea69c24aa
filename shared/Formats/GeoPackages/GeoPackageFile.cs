using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Findings;
using Platform.Formats.Features;
using SQLitePCL;

namespace Platform.Formats.GeoPackages;

/// <summary>
/// A GeoPackage of somebody else, opened read-only and immutable. The schema is not trusted: views, virtual tables and triggers never run,
/// functions in the schema are limited to harmless ones, extensions cannot load, and the database is checked as a whole
/// before anything is read, so that no damaged tree can lead a reader in circles.
/// </summary>
public sealed class GeoPackageFile : IDisposable
{
    private const int SqliteHeaderLength = 100;
    private const int LeastValueLimit = 1 << 20;

    private readonly SqliteConnection _connection;

    private GeoPackageFile(SqliteConnection connection) => _connection = connection;

    /// <summary>The layers and attribute tables in the order of their registration.</summary>
    public IReadOnlyList<IFeatureLayer> Layers { get; private set; } = [];

    /// <summary>Opens a local file that nobody else writes to.</summary>
    /// <param name="localPath">The file.</param>
    /// <param name="path">Its path inside the delivery, for findings.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the check of the database.</param>
    /// <returns>The file, or null when it cannot be read; then the reason is among the findings.</returns>
    public static GeoPackageFile? Open(string localPath, string path, FindingLog findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var at = new Location(path);
        GeoPackageFile? file = null;
        try
        {
            CheckHeader(localPath, at, findings);
            file = new GeoPackageFile(Connect(localPath));
            file.CheckDatabase(at, cancellation);
            file.Layers = new GeoPackageCatalogue(file._connection, at, findings).ReadLayers();
            return file;
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
        }
        catch (SqliteException bad) when (!cancellation.IsCancellationRequested)
        {
            findings.Add(FormatFindings.GeoPackageDamaged.At(at, bad.Message));
        }

        file?.Dispose();
        cancellation.ThrowIfCancellationRequested();
        return null;
    }

    public void Dispose() => _connection.Dispose();

    private static void CheckHeader(string localPath, Location at, FindingLog findings)
    {
        var header = new byte[SqliteHeaderLength];
        using var stream = File.OpenRead(localPath);
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length || !header.AsSpan().StartsWith("SQLite format 3\0"u8))
        {
            throw new RefusedException(FormatFindings.GeoPackageHeader.At(at, read < header.Length ? $"{read} bytes" : "signature"));
        }

        int pageSize = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(16));
        long pages = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(28));
        var countIsCurrent = header.AsSpan(24, 4).SequenceEqual(header.AsSpan(92, 4));
        var stated = pages * (pageSize == 1 ? 65536 : pageSize);
        if ((countIsCurrent && stated > stream.Length) || stream.Length % (pageSize == 1 ? 65536 : Math.Max(1, pageSize)) != 0)
        {
            throw new RefusedException(FormatFindings.GeoPackageTruncated.At(at, stated, stream.Length));
        }

        if (header[18] == 2)
        {
            findings.Add(FormatFindings.GeoPackageJournal.At(at));
        }

        var id = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(68));
        if (id is not (GeoPackageTables.GpkgApplicationId or 0x47503130 or 0x47503131))
        {
            findings.Add(FormatFindings.GeoPackageApplicationId.At(at, id.ToString("X8", CultureInfo.InvariantCulture)));
        }
    }

    private static SqliteConnection Connect(string localPath)
    {
        // immutable: no locks, no journal is looked for, and a WAL file that somebody put beside it is not replayed.
        var uri = "file:" + Uri.EscapeDataString(Path.GetFullPath(localPath)).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1";
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = uri, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        raw.sqlite3_db_config(connection.Handle!, raw.SQLITE_DBCONFIG_DEFENSIVE, 1, out _);
        raw.sqlite3_db_config(connection.Handle!, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, out _);
        raw.sqlite3_db_config(connection.Handle!, raw.SQLITE_DBCONFIG_ENABLE_VIEW, 0, out _);
        raw.sqlite3_db_config(connection.Handle!, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        var length = Math.Max(LeastValueLimit, new FileInfo(localPath).Length);
        raw.sqlite3_limit(connection.Handle!, raw.SQLITE_LIMIT_LENGTH, (int)Math.Min(int.MaxValue, length));
        GeoPackageWriter.Execute(connection, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    private void CheckDatabase(Location at, CancellationToken cancellation)
    {
        raw.sqlite3_progress_handler(_connection.Handle!, 10_000, _ => cancellation.IsCancellationRequested ? 1 : 0, null);
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok" and var fault)
        {
            throw new RefusedException(FormatFindings.GeoPackageDamaged.At(at, fault));
        }

        raw.sqlite3_progress_handler(_connection.Handle!, 0, null, null);
    }
}
