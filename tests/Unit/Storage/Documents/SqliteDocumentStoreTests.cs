using System.Text;
using Microsoft.Data.Sqlite;
using Platform.Domain.Documents;
using Platform.Storage.Backups;
using Platform.Storage.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

/// <summary>What concerns the file: reopening, refusing, changed declarations, backup.</summary>
public sealed class SqliteDocumentStoreTests : IDisposable
{
    private static readonly ContainerDefinition Plain = new("things", ["owner"]);

    private readonly TemporaryDirectory directory = new();

    private string DatabasePath => directory.File("documents.db");

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Reopen_KeepsDocumentsAndNeverReusesETags()
    {
        string etag;
        using (var store = SqliteDocumentStore.Open(DatabasePath, [Plain]))
            etag = (await store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", "t", new { n = 1 })).ETag;

        using var again = SqliteDocumentStore.Open(DatabasePath, [Plain]);

        Assert.Equal(etag, (await again.ReadAsync(Plain, PartitionKey.Of("o"), "t"))!.ETag);
        Assert.NotEqual(etag, (await again.UpsertAsync(Plain, PartitionKey.Of("o"), "thing", "t", new { n = 2 })).ETag);
    }

    [Fact]
    public async Task Reopen_WithNewIndex_FindsOldDocumentsByIt()
    {
        using (var store = SqliteDocumentStore.Open(DatabasePath, [Plain]))
            await store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", "t", new { colour = "red" });
        var indexed = new ContainerDefinition("things", ["owner"], [IndexedField.Text("colour")]);

        using (var store = SqliteDocumentStore.Open(DatabasePath, [indexed]))
            Assert.Single((await store.QueryAsync(DocumentQuery.AcrossPartitions(indexed).Where(Filter.Equal("colour", "red")))).Items);
        using var back = SqliteDocumentStore.Open(DatabasePath, [Plain]);
        Assert.Single((await back.QueryAsync(DocumentQuery.AcrossPartitions(Plain))).Items);
    }

    [Fact]
    public async Task Reopen_WithATimeToKeep_GivesOldDocumentsThatTimeFromThen()
    {
        var owner = PartitionKey.Of("o");
        using (var store = SqliteDocumentStore.Open(DatabasePath, [Plain]))
            await store.CreateAsync(Plain, owner, "thing", "old", new { n = 1 });
        var kept = new ContainerDefinition("things", ["owner"], retainFor: TimeSpan.FromDays(1));

        using (var store = SqliteDocumentStore.Open(DatabasePath, [kept]))
        {
            Assert.NotNull(await store.ReadAsync(kept, owner, "old"));
            Assert.True((await store.UpsertAsync(kept, owner, "thing", "new", new { n = 1 })).IsWritten);
        }

        Run("UPDATE c_things SET written=written-86400 WHERE id='old'");
        using var again = SqliteDocumentStore.Open(DatabasePath, [kept]);
        Assert.Equal(["new"], (await again.QueryAsync(DocumentQuery.In(kept, owner))).Items.Select(d => d.Id));
        Assert.True((await again.CreateAsync(kept, owner, "thing", "old", new { n = 2 })).IsWritten);
    }

    [Fact]
    public void Reopen_WithOtherPartitionPaths_IsRefused()
    {
        SqliteDocumentStore.Open(DatabasePath, [Plain]).Dispose();

        Assert.Throws<ArgumentException>(() => SqliteDocumentStore.Open(DatabasePath, [new ContainerDefinition("things", ["owner", "year"])]));
    }

    [Fact]
    public async Task NoSpace_RefusesABatchAsAWhole_AndGoesOnWhenThereIsSpace()
    {
        using var store = SqliteDocumentStore.Open(DatabasePath, [Plain]);
        var owner = PartitionKey.Of("o");
        var large = new { text = new string('x', 500_000) };
        await store.LimitPagesAsync(1);
        var batch = DocumentBatch.In(Plain, owner).Create("thing", "first", new { n = 1 }).Create("thing", "large", large);

        var failure = await Assert.ThrowsAsync<DocumentStoreException>(() => store.WriteAsync(batch));

        Assert.Equal(DocumentStoreFailure.Full, failure.Failure);
        Assert.Null(await store.ReadAsync(Plain, owner, "first"));
        await store.LimitPagesAsync(null);
        Assert.True((await store.WriteAsync(batch)).IsWritten);
        Assert.NotNull(await store.ReadAsync(Plain, owner, "first"));
    }

    [Theory]
    [InlineData("this is a text file, not a database at all")]
    [InlineData("x")]
    public void Open_NoDatabase_IsForeignAndLeftAlone(string content)
    {
        File.WriteAllText(DatabasePath, content);

        Assert.Equal(DocumentStoreFailure.Foreign, OpenFailure());
        Assert.Equal(content, File.ReadAllText(DatabasePath));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsForeign()
    {
        Run("CREATE TABLE t(x)");

        Assert.Equal(DocumentStoreFailure.Foreign, OpenFailure());
    }

    [Fact]
    public void Open_NewerSchema_IsRefused()
    {
        SqliteDocumentStore.Open(DatabasePath, [Plain]).Dispose();
        Run("PRAGMA user_version=99");

        Assert.Equal(DocumentStoreFailure.Newer, OpenFailure());
    }

    [Fact]
    public void Open_LogWithoutDatabase_IsNotAFreshStart()
    {
        File.WriteAllBytes(DatabasePath + "-wal", new byte[4096]);

        Assert.Equal(DocumentStoreFailure.Corrupt, OpenFailure());
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task Open_TruncatedDatabase_IsCorrupt()
    {
        using (var store = SqliteDocumentStore.Open(DatabasePath, [Plain]))
        {
            for (var i = 0; i < 20; i++)
                await store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", $"t{i}", new { text = new string('x', 10_000) });
        }

        using (var file = new FileStream(DatabasePath, FileMode.Open))
            file.SetLength(file.Length / 2);

        Assert.Equal(DocumentStoreFailure.Corrupt, OpenFailure());
    }

    [Fact]
    public async Task Check_ScribbledPages_AreReported()
    {
        using (var store = SqliteDocumentStore.Open(DatabasePath, [Plain]))
        {
            for (var i = 0; i < 50; i++)
                await store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", $"t{i}", new { text = new string('x', 1_000) });
        }

        using (var file = new FileStream(DatabasePath, FileMode.Open))
        {
            file.Position = file.Length / 2;
            file.Write(Encoding.ASCII.GetBytes(new string('!', 8192)));
        }

        using var damaged = SqliteDocumentStore.Open(DatabasePath, [Plain]);
        Assert.NotEmpty(await damaged.CheckAsync());
    }

    [Fact]
    public async Task Write_WhileAnotherProcessHoldsTheDatabase_IsBusyAndLaterSucceeds()
    {
        using var store = SqliteDocumentStore.Open(DatabasePath, [Plain]);
        using (var other = new SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction(deferred: false);
            var failure = await Assert.ThrowsAsync<DocumentStoreException>(
                () => store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", "t", new { n = 1 }));
            Assert.True(failure.IsTransient);
        }

        Assert.True((await store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", "t", new { n = 1 })).IsWritten);
    }

    [Fact]
    public async Task Backup_WhileWriting_IsAConsistentStoreOfItsOwn()
    {
        using var store = SqliteDocumentStore.Open(DatabasePath, [Plain]);
        var writing = Task.Run(async () =>
        {
            for (var b = 0; b < 20; b++)
            {
                var batch = DocumentBatch.In(Plain, PartitionKey.Of("o"));
                for (var i = 0; i < 10; i++)
                    batch.Create("thing", $"{b}-{i}", new { b, i });
                await store.WriteAsync(batch);
            }
        });

        DatabaseCopies.Copy(DatabasePath, directory.File("backup.db"), "documents");
        await writing;

        using var copy = SqliteDocumentStore.Open(directory.File("backup.db"), [Plain]);
        Assert.Empty(await copy.CheckAsync());
        Assert.Equal(0, await copy.CountAsync(DocumentQuery.AcrossPartitions(Plain)) % 10);
    }

    [Fact]
    public async Task Dispose_FinishesWhatWasQueuedAndRefusesTheRest()
    {
        var store = SqliteDocumentStore.Open(DatabasePath, [Plain]);
        var queued = Enumerable.Range(0, 50).Select(i => store.CreateAsync(Plain, PartitionKey.Of("o"), "thing", $"t{i}", new { i })).ToArray();
        store.Dispose();

        var outcomes = await Task.WhenAll(queued);
        Assert.All(outcomes, o => Assert.True(o.IsWritten));
        var failure = await Assert.ThrowsAsync<DocumentStoreException>(() => store.ReadAsync(Plain, PartitionKey.Of("o"), "t1"));
        Assert.Equal(DocumentStoreFailure.Closed, failure.Failure);
        await Assert.ThrowsAsync<DocumentStoreException>(() => store.DeleteAsync(Plain, PartitionKey.Of("o"), "t1"));
    }

    [Fact]
    public void KeyText_From_IsInjectiveAndBounded()
    {
        Assert.Equal("a:b", KeyText.From("a", "b"));
        Assert.NotEqual(KeyText.From("a:b"), KeyText.From("a", "b"));
        Assert.NotEqual(KeyText.From("a~002F"), KeyText.From("a/"));
        Assert.NotEqual(KeyText.From("", "a"), KeyText.From("a", ""));
        Assert.NotEqual(KeyText.From(""), KeyText.From("\0"));
        var longId = KeyText.From(new string('图', 400));
        Assert.Equal(255, longId.Length);
        Assert.NotEqual(longId, KeyText.From(new string('图', 401)));
        Assert.True(KeyText.IsValid(KeyText.From("")));
    }

    private DocumentStoreFailure OpenFailure() =>
        Assert.Throws<DocumentStoreException>(() => SqliteDocumentStore.Open(DatabasePath, [Plain]).Dispose()).Failure;

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
