using System.Text.Json;
using Microsoft.Data.Sqlite;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Json;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Storage.Backups;
using Platform.Storage.Blobs;
using Platform.Storage.Documents;
using Platform.Storage.Messaging;

namespace Platform.Tests.Unit.Storage.Backups;

/// <summary>Backups appear whole or not at all, and nothing is restored that is not as it was written.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BackupTests : IDisposable
{
    private static readonly ProfileCatalogue Profiles = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, "hebei");

    private readonly TemporaryDirectory directory = new();
    private readonly EmptyStorage storage = new();
    private readonly PlatformPaths source;
    private readonly PlatformPaths target;

    public BackupTests()
    {
        source = new PlatformPaths(directory.File("source"));
        target = new PlatformPaths(directory.File("target"));
        MakeSource();
    }

    public void Dispose()
    {
        storage.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Restore_GivesEveryFileWithItsContentAndMode()
    {
        await BackUpAsync("b");

        await RestoreAsync("b", replace: false);

        foreach (var path in new[] { source.DocumentDatabase, source.EngineDatabase, source.MessageDatabase, source.HostDatabase })
            Assert.Equal(Rows(path), Rows(InTarget(path)));
        foreach (var path in Directory.EnumerateFiles(source.RawArchive, "*", SearchOption.AllDirectories).Append(source.HostKeys).Append(Path.Combine(source.Keys, "accounts.json")))
        {
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(InTarget(path)));
            Assert.Equal(File.GetUnixFileMode(path), File.GetUnixFileMode(InTarget(path)));
        }

        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(Private, File.GetUnixFileMode(target.Keys));
        Assert.Equal(Private, File.GetUnixFileMode(directory.File("b")));
        Assert.False(Directory.Exists(target.Staging));
        Assert.True(File.Exists(target.RestoredNote));
    }

    [Fact]
    public async Task Backup_WhileAWriterWrites_HoldsWhatWasAcknowledgedBefore()
    {
        using var documents = SqliteDocumentStore.Open(source.DocumentDatabase, Containers.All);
        using var done = new CancellationTokenSource();
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                await documents.UpsertAsync(Containers.Operations, PartitionKey.Of("load"), "n", "n", new { n = i });
                acknowledged = i;
            }
        });
        while (Volatile.Read(ref acknowledged) < 3)
            await Task.Delay(1);
        var before = Volatile.Read(ref acknowledged);
        await BackUpAsync("b");
        await done.CancelAsync();
        await writing;

        using var copy = SqliteDocumentStore.Open(Path.Combine(directory.File("b"), "data", "documents.db"), Containers.All);
        var kept = JsonDocument.Parse((await copy.ReadAsync(Containers.Operations, PartitionKey.Of("load"), "n"))!.Body).RootElement.GetProperty("n").GetInt32();
        Assert.InRange(kept, before, acknowledged);
    }

    [Fact]
    public async Task Backup_OverAnother_IsRefused()
    {
        await BackUpAsync("b");

        await RefusedAsync("BACKUP_TARGET_EXISTS", () => BackUpAsync("b"));
    }

    [Theory]
    [InlineData("documents.db")]
    [InlineData("engine.db")]
    public async Task Backup_OfADamagedOrMissingDatabase_IsRefusedAndLeavesNoBackup(string name)
    {
        using (var file = File.OpenWrite(Path.Combine(source.Root, name)))
        {
            file.Position = 4096;
            file.Write([.. Enumerable.Repeat((byte)0x5A, 4096)]);
        }

        await RefusedAsync("BACKUP_SOURCE_DAMAGED", () => BackUpAsync("b"));
        File.Delete(Path.Combine(source.Root, name));
        await RefusedAsync("BACKUP_SOURCE_INCOMPLETE", () => BackUpAsync("b"));
        Assert.False(Directory.Exists(directory.File("b")));
    }

    [Fact]
    public async Task Backup_NamesUploadsThatTheArchiveHasLostOrDamaged()
    {
        var raw = Directory.EnumerateFiles(source.RawArchive, "*", SearchOption.AllDirectories).Single();
        File.SetUnixFileMode(raw, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(raw, "rotten");
        await RecordAttemptAsync(new string('c', 64));

        var manifest = await BackUpAsync("b");

        Assert.Equal(new[] { Path.GetFileName(raw), new string('c', 64) }.Order(StringComparer.Ordinal), manifest.Missing);
        Assert.Empty(await new BackupDirectory(directory.File("b")).VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task UnfinishedBackup_IsNotOne()
    {
        await BackUpAsync("b");
        File.Delete(Path.Combine(directory.File("b"), "manifest.json"));

        await RefusedAsync("BACKUP_INCOMPLETE", () => RestoreAsync("b", replace: false));
        Directory.Move(directory.File("b"), directory.File("c.unfinished"));
        await RefusedAsync("BACKUP_INCOMPLETE", () => RestoreAsync("c.unfinished", replace: false));
        Assert.False(File.Exists(target.DocumentDatabase));
    }

    [Fact]
    public async Task BackupOfANewerRelease_IsRefused()
    {
        await BackUpAsync("b");
        var backup = new BackupDirectory(directory.File("b"));
        var json = JsonSerializer.SerializeToUtf8Bytes(backup.Read() with { Format = 99 }, PlatformJson.Options);
        await File.WriteAllBytesAsync(Path.Combine(backup.Root, "manifest.json"), json);
        await RefusedAsync("BACKUP_INCOMPLETE", () => RestoreAsync("b", replace: false));

        await File.WriteAllTextAsync(
            Path.Combine(backup.Root, "manifest.sha256"), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json)));
        await RefusedAsync("BACKUP_NEWER", () => RestoreAsync("b", replace: false));
    }

    [Theory]
    [InlineData("data/documents.db")]
    [InlineData("data/engine.db")]
    [InlineData("data/keys/accounts.json")]
    public async Task ChangedOrLostFile_IsFoundByVerify_AndNothingIsPutInPlace(string name)
    {
        await BackUpAsync("b");
        var file = Path.Combine(directory.File("b"), name);
        var content = await File.ReadAllBytesAsync(file);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(file, content);
        var backup = new BackupDirectory(directory.File("b"));

        Assert.Equal("BACKUP_FILE_DIFFERS", Assert.Single(await backup.VerifyAsync(CancellationToken.None)).Code);
        await RefusedAsync("BACKUP_FILE_DIFFERS", () => RestoreAsync("b", replace: false));
        File.Delete(file);
        Assert.Equal("BACKUP_FILE_MISSING", Assert.Single(await backup.VerifyAsync(CancellationToken.None)).Code);
        await RefusedAsync("BACKUP_FILE_MISSING", () => RestoreAsync("b", replace: false));
        Assert.Empty(Directory.EnumerateFiles(target.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task PathThatLeavesTheDataDirectory_IsRefused()
    {
        await BackUpAsync("b");
        var backup = new BackupDirectory(directory.File("b"));
        var manifest = backup.Read();
        var json = JsonSerializer.SerializeToUtf8Bytes(
            manifest with { Files = [manifest.Files[0] with { Path = "../../stolen" }] }, PlatformJson.Options);
        await File.WriteAllBytesAsync(Path.Combine(backup.Root, "manifest.json"), json);
        await File.WriteAllTextAsync(
            Path.Combine(backup.Root, "manifest.sha256"), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json)));

        await RefusedAsync("BACKUP_INCOMPLETE", () => RestoreAsync("b", replace: false));
    }

    [Fact]
    public async Task Restore_IntoADirectoryWithData_IsRefused_OrMovesItAside()
    {
        await BackUpAsync("b");
        Directory.CreateDirectory(target.Keys);
        await File.WriteAllTextAsync(Path.Combine(target.Keys, "accounts.json"), "theirs");

        await RefusedAsync("RESTORE_NOT_EMPTY", () => RestoreAsync("b", replace: false));
        Assert.Equal("theirs", await File.ReadAllTextAsync(Path.Combine(target.Keys, "accounts.json")));
        await RestoreAsync("b", replace: true);

        Assert.Equal("accounts", await File.ReadAllTextAsync(Path.Combine(target.Keys, "accounts.json")));
        var aside = Assert.Single(Directory.GetDirectories(target.Root, ".replaced-*"));
        Assert.Equal("theirs", await File.ReadAllTextAsync(Path.Combine(aside, "keys", "accounts.json")));
    }

    [Fact]
    public async Task UnchangingFiles_AreSharedWithAnEarlierBackup_AndSurviveItsRemoval()
    {
        await BackUpAsync("first");
        await BackUpAsync("second");
        Directory.Delete(directory.File("first"), recursive: true);

        Assert.Empty(await new BackupDirectory(directory.File("second")).VerifyAsync(CancellationToken.None));
        await RestoreAsync("second", replace: false);
        Assert.Single(Directory.EnumerateFiles(target.RawArchive, "*", SearchOption.AllDirectories));
    }

    private Task<BackupManifest> BackUpAsync(string name) => new BackupWriter(
        new BackupSource(source, new UploadContainer(storage.Client()), new DerivedFiles(storage.Client()), "test"), Profiles, TimeProvider.System)
        .WriteAsync(directory.File(name), derived: true, CancellationToken.None);

    private Task<BackupManifest> RestoreAsync(string name, bool replace) =>
        new BackupRestore(target, Profiles, TimeProvider.System).RestoreAsync(new BackupDirectory(directory.File(name)), replace, CancellationToken.None);

    private static async Task RefusedAsync(string code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(act)).Finding.Code);

    private string InTarget(string path) => Path.Combine(target.Root, Path.GetRelativePath(source.Root, path));

    private void MakeSource()
    {
        source.Create();
        using (SqliteDocumentStore.Open(source.DocumentDatabase, Containers.All))
            SqliteMessageBus.Open(source.MessageDatabase, new SqliteMessageBusOptions([]), TimeProvider.System).Dispose();
        Directory.CreateDirectory(Path.GetDirectoryName(source.HostDatabase)!);
        foreach (var path in new[] { source.EngineDatabase, source.HostDatabase })
            Execute(path, "PRAGMA journal_mode=WAL; CREATE TABLE t(a); CREATE INDEX i ON t(a); INSERT INTO t VALUES('kept')");
        WritePrivate(source.HostKeys, "keys");
        WritePrivate(Path.Combine(source.Keys, "accounts.json"), "accounts");
        var archive = new FileRawArchive(source.RawArchive, TimeProvider.System);
        archive.PutAsync(new MemoryStream("an upload"u8.ToArray())).GetAwaiter().GetResult();
    }

    private async Task RecordAttemptAsync(string sha256)
    {
        using var documents = SqliteDocumentStore.Open(source.DocumentDatabase, Containers.All);
        var attempt = new Attempt
        {
            Id = "attempt:1", Ticket = "t", Kind = SubmissionKind.Layer, Scope = "s", Name = "n", Subject = "u", Sha256 = sha256, Bytes = 1,
            CommittedAt = DateTimeOffset.UnixEpoch, ReceivedAt = DateTimeOffset.UnixEpoch, State = AttemptState.Received, FindingCounts = FindingCounts.Zero,
        };
        await documents.CreateAsync(Containers.Submissions, PartitionKey.Of("t"), AttemptDesk.DocumentType, attempt.Id, attempt);
    }

    private static void WritePrivate(string path, string content)
    {
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Rows(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name || ':' || sql, char(10)) FROM sqlite_master";
        return (string)command.ExecuteScalar()!;
    }
}
