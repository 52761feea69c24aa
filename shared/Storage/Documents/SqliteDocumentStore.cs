using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;
using Platform.Storage.Integrity;
using Platform.Storage.Sqlite;

namespace Platform.Storage.Documents;

/// <summary>
/// Documents in one SQLite file: write-ahead log with a sync at every commit, one writer that commits waiting batches together, readers in parallel.
/// Several processes may open the file, at the price of waiting for each other's writes. Thread-safe.
/// </summary>
public sealed class SqliteDocumentStore : CheckedDocumentStore, IDisposable
{
    private const int ApplicationId = 0x5550_4453;

    private static readonly string[] Migrations = ["CREATE TABLE counter(value INTEGER NOT NULL); INSERT INTO counter VALUES(0); CREATE TABLE container(name TEXT PRIMARY KEY, paths TEXT NOT NULL)"];

    private readonly string path;
    private readonly Dictionary<string, SqliteContainer> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatements> statements = new(StringComparer.Ordinal);
    private readonly SqliteConnection connection;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly SqliteCommand takeVersions;
    private bool disposed;

    private SqliteDocumentStore(string path, IReadOnlyCollection<ContainerDefinition> containers, SqliteConnection connection)
        : base(containers)
    {
        this.path = path;
        this.connection = connection;
        foreach (var definition in containers)
        {
            var table = new SqliteContainer(definition);
            tables.Add(definition.Name, table);
            statements.Add(definition.Name, new SqliteStatements(connection, table));
        }

        takeVersions = connection.CreateCommand();
        takeVersions.CommandText = "UPDATE counter SET value=value+@n RETURNING value";
        takeVersions.Parameters.Add("@n", SqliteType.Integer);
        readers = new SqliteReaders(path, Math.Clamp(Environment.ProcessorCount * 2, 2, 8));
        writer = new SqliteWriter(connection, path);
    }

    /// <summary>How to recognise such a database.</summary>
    public static SqliteStore Store(string path) => new(path, ApplicationId, Migrations.Length);

    /// <summary>
    /// Opens the database, making the file when there is none, and brings its indexes in line with the declarations (an index that is new is built
    /// now, one no longer declared is dropped; documents stay).
    /// </summary>
    /// <param name="path">The database file; its directory exists.</param>
    /// <param name="containers">Every container to be served.</param>
    /// <exception cref="DocumentStoreException">The file is foreign, damaged, newer, locked, or cannot be written.</exception>
    /// <exception cref="ArgumentException">A container has other partition key paths than its documents were written with.</exception>
    public static SqliteDocumentStore Open(string path, IEnumerable<ContainerDefinition> containers)
    {
        var definitions = containers.ToArray();
        var connection = SqliteDatabase.OpenWriter(path, ApplicationId, Migrations);
        try
        {
            SqliteSchema.Synchronise(connection, definitions);
            return new SqliteDocumentStore(path, definitions, connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFailures.Translate(e, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole database and says what is damaged; empty when it is sound.</summary>
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default) =>
        readers.RunAsync<IReadOnlyList<string>>(SqliteBackup.Check, cancellation);

    /// <summary>Keeps the file from growing beyond so many pages, as a full disk would; null lifts it. What is there stays writable.</summary>
    internal Task LimitPagesAsync(long? pages) => writer.RunAsync(
        connection => (SqliteDatabase.Integer(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={pages ?? uint.MaxValue - 1}")), true),
        0,
        CancellationToken.None);

    /// <summary>Finishes queued writes and running reads, empties the log into the database and closes it.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        writer.Dispose();
        readers.Dispose();
        foreach (var prepared in statements.Values)
            prepared.Dispose();
        takeVersions.Dispose();
        connection.Dispose();
    }

    /// <inheritdoc/>
    protected override Task<Document?> ReadCoreAsync(
        ContainerDefinition container, PartitionKey partition, string id, CancellationToken cancellation)
    {
        var table = tables[container.Name];
        return readers.RunAsync(reader => Read(reader, table, partition, id), cancellation);
    }

    /// <inheritdoc/>
    protected override Task<WriteResult> WriteCoreAsync(
        ContainerDefinition container, PartitionKey partition, IReadOnlyList<DocumentOperation> operations, CancellationToken cancellation)
    {
        var prepared = statements[container.Name];
        var bytes = operations.Sum(o => (long)o.Body.Length);
        return writer.RunAsync(_ => Apply(prepared, partition, operations), bytes, cancellation);
    }

    /// <inheritdoc/>
    protected override Task<DocumentPage> QueryCoreAsync(DocumentQuery query, byte[]? state, CancellationToken cancellation) =>
        readers.RunAsync(reader => ReadPage(reader, query, state), cancellation);

    /// <inheritdoc/>
    protected override Task<long> CountCoreAsync(DocumentQuery query, CancellationToken cancellation) => readers.RunAsync(
        reader =>
        {
            using var command = new SqliteQuery(query, tables[query.Container.Name]).Count(reader);
            return (long)command.ExecuteScalar()!;
        },
        cancellation);

    private static Document? Read(SqliteConnection connection, SqliteContainer table, PartitionKey partition, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = table.Read;
        for (var i = 0; i < table.Parts.Length; i++)
            command.Parameters.AddWithValue("@" + table.Parts[i], partition.Parts[i]);
        command.Parameters.AddWithValue("@id", id);
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new Document(partition, id, reader.GetString(0), SqliteETag.Format(reader.GetInt64(1)), reader.GetFieldValue<byte[]>(2))
            : null;
    }

    private (WriteResult Answer, bool Keep) Apply(
        SqliteStatements prepared, PartitionKey partition, IReadOnlyList<DocumentOperation> operations)
    {
        prepared.Expire();
        takeVersions.Parameters[0].Value = operations.Count;
        var version = (long)takeVersions.ExecuteScalar()! - operations.Count;
        var etags = ImmutableArray.CreateBuilder<string>(operations.Count);
        for (var i = 0; i < operations.Count; i++)
        {
            var outcome = prepared.Apply(partition, operations[i], ++version);
            if (outcome != WriteOutcome.Written)
                return (WriteResult.Failed(outcome, i), false);
            etags.Add(operations[i].Kind == DocumentOperationKind.Delete ? "" : SqliteETag.Format(version));
        }

        return (WriteResult.Written(etags.MoveToImmutable()), true);
    }

    private DocumentPage ReadPage(SqliteConnection connection, DocumentQuery query, byte[]? state)
    {
        var table = tables[query.Container.Name];
        var translated = new SqliteQuery(query, table);
        using var command = translated.Page(connection, state);
        using var reader = command.ExecuteReader();
        var items = new List<Document>();
        var bytes = 0L;
        byte[] last = [];
        while (reader.Read())
        {
            if (items.Count == query.PageSize || bytes >= DocumentLimits.PageBytes)
                return new DocumentPage(items, ContinuationToken.Wrap(query, last));
            var document = ReadRow(reader, table, translated.SortColumns);
            items.Add(document);
            bytes += document.Body.Length;
            last = translated.StateAt(reader);
        }

        return new DocumentPage(items, null);
    }

    private static Document ReadRow(SqliteDataReader reader, SqliteContainer table, int column)
    {
        var type = reader.GetString(column++);
        var version = reader.GetInt64(column++);
        var parts = new string[table.Parts.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = reader.GetString(column++);
        var id = reader.GetString(column++);
        return new Document(PartitionKey.Of(parts), id, type, SqliteETag.Format(version), reader.GetFieldValue<byte[]>(column));
    }
}
