using System.Globalization;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;
using Platform.Storage;
using Platform.Storage.Documents;
using Platform.Storage.Integrity;
using Platform.Storage.Messaging;

namespace Platform.Tests.Unit.Storage.Integrity;

/// <summary>A lost or damaged store beside the marker is refused by name; nothing is made anew in its place.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StoreGuardTests : IDisposable
{
    private const int EngineId = 0x1234;

    private static readonly ContainerDefinition Things = new("things", ["owner"]);

    private readonly TemporaryDirectory directory = new();
    private readonly PlatformPaths paths;
    private readonly StoreGuard guard;

    public StoreGuardTests()
    {
        paths = new PlatformPaths(directory.Path);
        guard = new StoreGuard(paths,
        [
            SqliteDocumentStore.Store(paths.DocumentDatabase), SqliteMessageBus.Store(paths.MessageDatabase),
            new SqliteStore(paths.EngineDatabase, EngineId, 1),
        ]);
    }

    public static TheoryData<string> Databases => ["documents.db", "messages.db", "engine.db"];

    public void Dispose() => directory.Dispose();

    [Fact]
    public void EmptyDirectory_IsAFirstStart() => Assert.Empty(guard.Check());

    [Fact]
    public void SoundDirectory_Starts_AndConfirmingAgainChangesNothing()
    {
        MakeAll();
        var marker = File.ReadAllBytes(paths.Marker);

        Assert.Empty(guard.Check());
        guard.Confirm();

        Assert.Equal(marker, File.ReadAllBytes(paths.Marker));
    }

    [Fact]
    public void DirectoryFromBeforeMarkers_IsAdopted()
    {
        MakeAll();
        File.Delete(paths.Marker);
        foreach (var file in StoreMarker.IdFiles(paths))
            File.Delete(file);

        Assert.Empty(guard.Check());
        guard.Confirm();
        File.Delete(paths.DocumentDatabase);

        Refused("STORE_MISSING", "documents.db");
    }

    [Fact]
    public void DirectoryFromBeforeMarkers_WithAnArchiveAndNoDocuments_IsALoss()
    {
        paths.Create();
        Directory.CreateDirectory(Path.Combine(paths.RawArchive, "ab"));
        File.WriteAllText(Path.Combine(paths.RawArchive, "ab", "abc"), "kept");

        Refused("STORE_MISSING", "documents.db");
        Assert.False(File.Exists(paths.DocumentDatabase));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Missing_IsRefused(string name)
    {
        MakeAll();
        File.Delete(directory.File(name));

        Refused("STORE_MISSING", name);
        Assert.False(File.Exists(directory.File(name)));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Empty_IsRefused(string name)
    {
        MakeAll();
        File.WriteAllBytes(directory.File(name), []);

        Refused("STORE_EMPTY", name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Truncated_IsRefused(string name)
    {
        MakeAll();
        using (var file = File.OpenWrite(directory.File(name)))
            file.SetLength(file.Length - 4096);

        Refused("STORE_DAMAGED", name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void GarbageInTheMiddle_IsRefused(string name)
    {
        MakeAll();
        using (var file = File.OpenWrite(directory.File(name)))
        {
            file.Position = 4096;
            file.Write([.. Enumerable.Repeat((byte)0x5A, 4096)]);
        }

        Refused("STORE_DAMAGED", name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void NoDatabase_IsRefused(string name)
    {
        MakeAll();
        File.WriteAllText(directory.File(name), "a letter, and a long one: it has more than the hundred bytes that the header of a database has, and a few more");

        Refused("STORE_DAMAGED", name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void DatabaseOfAnotherKind_IsRefused(string name)
    {
        MakeAll();
        Pragma(name, "application_id=77");

        Refused("STORE_FOREIGN", name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void DatabaseOfANewerRelease_IsRefused(string name)
    {
        MakeAll();
        Pragma(name, "user_version=99");

        Refused("STORE_NEWER", name);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void LockedByAnother_IsRefused_AndStartsWhenItIsFree(string name)
    {
        MakeAll();
        using (var other = new SqliteConnection($"Data Source={directory.File(name)};Pooling=False"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            Refused("STORE_LOCKED", name);
        }

        Assert.Empty(guard.Check());
    }

    [UnprivilegedFact]
    public void ReadOnly_IsRefused()
    {
        MakeAll();
        File.SetUnixFileMode(paths.DocumentDatabase, UnixFileMode.UserRead);

        Refused("STORE_NOT_WRITABLE", "documents.db");
    }

    [Theory]
    [InlineData(8, "STORE_NOT_WRITABLE")]
    [InlineData(10, "STORE_NOT_WRITABLE")]
    [InlineData(13, "STORE_NOT_WRITABLE")]
    [InlineData(14, "STORE_NOT_WRITABLE")]
    [InlineData(5, "STORE_LOCKED")]
    [InlineData(6, "STORE_LOCKED")]
    [InlineData(11, "STORE_DAMAGED")]
    [InlineData(26, "STORE_DAMAGED")]
    public void ErrorOfSqlite_IsSaidInTheOperatorsWords(int error, string code) => Assert.Equal(
        code, SqliteDocumentStore.Store(paths.DocumentDatabase).Of(new SqliteException("said", error)).Code);

    [Theory]
    [InlineData("raw")]
    [InlineData("layers")]
    public void DirectoryOfItsOwnThatIsNotMounted_IsRefused(string name)
    {
        MakeAll();
        Directory.Delete(directory.File(name), recursive: true);
        Refused("STORE_MISSING", name);

        Directory.CreateDirectory(directory.File(name));
        Refused("STORE_MISSING", name);

        File.WriteAllText(Path.Combine(directory.File(name), ".store-id"), "another");
        Refused("STORE_FOREIGN", name);
    }

    [Fact]
    public void UnreadableMarker_IsRefused()
    {
        MakeAll();
        File.WriteAllText(paths.Marker, "{");

        Refused("STORE_DAMAGED", "stores.json");
    }

    [Fact]
    public void UnfinishedRestore_IsRefused()
    {
        MakeAll();
        Directory.CreateDirectory(paths.Staging);

        Refused("STORE_RESTORE_UNFINISHED", ".restoring");
    }

    [Fact]
    public async Task LogOfAKilledProcess_IsTakenIn_NotRefused()
    {
        MakeAll();
        using (var store = SqliteDocumentStore.Open(paths.DocumentDatabase, [Things]))
        {
            await store.CreateAsync(Things, PartitionKey.Of("o"), "thing", "late", new { n = 1 });
            foreach (var file in new[] { "documents.db", "documents.db-wal" })
                File.Copy(directory.File(file), directory.File(file + ".left"));
        }

        File.Move(directory.File("documents.db.left"), paths.DocumentDatabase, overwrite: true);
        File.Move(directory.File("documents.db-wal.left"), paths.DocumentDatabase + "-wal", overwrite: true);

        Assert.Empty(guard.Check());
        using var again = SqliteDocumentStore.Open(paths.DocumentDatabase, [Things]);
        Assert.NotNull(await again.ReadAsync(Things, PartitionKey.Of("o"), "late"));
    }

    private void Refused(string code, string name)
    {
        var finding = Assert.Single(guard.Check());
        Assert.Equal(code, finding.Code);
        Assert.Contains(directory.File(name), finding.Message, StringComparison.Ordinal);
        Assert.Contains(directory.File(name), finding.MessageEn, StringComparison.Ordinal);
    }

    private void MakeAll()
    {
        paths.Create();
        using (var store = SqliteDocumentStore.Open(paths.DocumentDatabase, [Things]))
        {
            for (var i = 0; i < 100; i++)
            {
                var written = store.CreateAsync(Things, PartitionKey.Of("o"), "thing", i.ToString(CultureInfo.InvariantCulture), new { text = new string('x', 500) });
                Assert.True(written.GetAwaiter().GetResult().IsWritten);
            }
        }

        SqliteMessageBus.Open(paths.MessageDatabase, new SqliteMessageBusOptions([]), TimeProvider.System).Dispose();
        Pragma("engine.db", $"application_id={EngineId}; PRAGMA user_version=1; CREATE TABLE t(a); CREATE TABLE u(a)");
        guard.Confirm();
    }

    private void Pragma(string name, string pragma)
    {
        using var connection = new SqliteConnection($"Data Source={directory.File(name)};Pooling=False");
        connection.Open();
        Execute(connection, $"PRAGMA {pragma}");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>A test of file modes, which do not bind the superuser.</summary>
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() => Skip = Environment.IsPrivilegedProcess ? "File modes do not bind the superuser." : null;
}
