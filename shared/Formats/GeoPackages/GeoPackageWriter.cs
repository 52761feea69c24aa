using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Formats.Features;
using static Platform.Formats.GeoPackages.GeoPackageTables;

namespace Platform.Formats.GeoPackages;

/// <summary>
/// Writes GeoPackages (OGC 12-128r17, version 1.3) with an R-tree per feature layer. The bytes depend on nothing but the layers:
/// fixed times, no random ids. Decimals are stored as doubles, since the format has no decimals.
/// </summary>
public static class GeoPackageWriter
{
    /// <summary>The <c>last_change</c> of every layer.</summary>
    public const string LastChange = "2000-01-01T00:00:00.000Z";

    /// <summary>
    /// Writes the layers in the order given, each enumerated once, to a new file. The file appears under its name only when it is
    /// complete and on disk; an existing one is replaced.
    /// </summary>
    /// <param name="path">The file to write.</param>
    /// <param name="layers">Layers with different names; a layer of <see cref="GeometryKind.None"/> becomes an attribute table.</param>
    /// <param name="cancellation">Stops between rows; then no file is left.</param>
    /// <exception cref="ArgumentException">Names clash, or a value or geometry does not fit its layer.</exception>
    public static void Write(string path, IEnumerable<LayerToWrite> layers, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(layers);
        var partial = path + ".partial";
        File.Delete(partial);
        try
        {
            using (var connection = Create(partial))
            {
                WriteAll(connection, layers, cancellation);
            }

            using (var handle = File.OpenHandle(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static SqliteConnection Create(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, $"""
            PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = 0;
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000;
            PRAGMA application_id = {GpkgApplicationId}; PRAGMA user_version = {GpkgUserVersion};
            """);
        return connection;
    }

    private static void WriteAll(SqliteConnection connection, IEnumerable<LayerToWrite> layers, CancellationToken cancellation)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, Core);
        var references = new Dictionary<int, SpatialReference>();
        foreach (var required in SpatialReference.Required)
        {
            Add(connection, references, required);
        }

        foreach (var layer in layers)
        {
            var reference = SpatialReference.For(layer.Schema.Crs, 100_000 + references.Count);
            reference = references.Values.FirstOrDefault(r => r.Id >= 100_000 && r.Definition == reference.Definition) ?? reference;
            Add(connection, references, reference);
            new LayerTable(connection, layer, reference.Id).Write(cancellation);
        }

        transaction.Commit();
    }

    private static void Add(SqliteConnection connection, Dictionary<int, SpatialReference> references, SpatialReference reference)
    {
        if (!references.TryAdd(reference.Id, reference))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO gpkg_spatial_ref_sys VALUES ($name, $id, $organization, $id, $definition, NULL)";
        command.Parameters.AddWithValue("$name", reference.Name);
        command.Parameters.AddWithValue("$id", reference.Id);
        command.Parameters.AddWithValue("$organization", reference.Organization);
        command.Parameters.AddWithValue("$definition", reference.Definition);
        command.ExecuteNonQuery();
    }

    internal static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>How a value is stored in SQLite.</summary>
    internal static object Stored(Field field, object? value) => FieldValues.Checked(field, value) switch
    {
        null => DBNull.Value,
        decimal number => (double)number,
        bool truth => truth ? 1L : 0L,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        var other => other,
    };
}
