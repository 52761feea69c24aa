using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.Store;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>Databases that are damaged, locked or full: a clear refusal, and never a silent start from nothing.</summary>
public sealed class DamageTests : EngineFixture
{
    [Theory]
    [InlineData("empty", "empty, cut off or not a database")]
    [InlineData("text", "empty, cut off or not a database")]
    [InlineData("header", "empty, cut off or not a database")]
    [InlineData("page size", "damaged or not a database")]
    [InlineData("foreign", "another program")]
    [InlineData("newer", "version 99")]
    [InlineData("cut off", "damaged")]
    [InlineData("random bytes in the middle", "damaged")]
    [InlineData("overwritten", "damaged")]
    [InlineData("missing", "an engine has worked on it before")]
    [InlineData("missing beside its log", "an engine has worked on it before")]
    [InlineData("older than its journal", "its write-ahead log was lost, or it is an older copy")]
    [InlineData("read-only", "cannot be written")]
    public async Task DamagedOrForeignDatabase_IsRefusedAndLeftAlone(string damage, string reason)
    {
        await FillAsync();
        Damage(damage);
        var before = await FilesAsync();

        var refusal = await Assert.ThrowsAsync<DurableStoreException>(() => StartAsync());

        Assert.Contains(DatabasePath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await FilesAsync());
    }

    /// <summary>After a kill the log may be gone when it was empty: nothing was lost with it.</summary>
    [Fact]
    public async Task MissingLogThatHeldNothing_IsNoDamage()
    {
        await FillAsync();
        Assert.False(File.Exists(DatabasePath + "-wal"));

        await StartAsync();

        Assert.Equal(50, (await Client.ListInstanceIdsAsync()).Values.Count);
    }

    [Fact]
    public async Task DatabaseLockedByAnotherProgram_IsRefused_AndOpensWhenItIsFree()
    {
        await FillAsync();
        using (var other = Open())
        {
            Execute(other, "BEGIN IMMEDIATE");
            var refusal = await Assert.ThrowsAsync<DurableStoreException>(() => StartAsync());
            Assert.Contains("another program holds it locked", refusal.Message, StringComparison.Ordinal);
        }

        await StartAsync();
        Assert.Equal(50, (await Client.ListInstanceIdsAsync()).Values.Count);
    }

    /// <summary>What does not fit is refused to its caller and leaves nothing; what was there goes on when there is room.</summary>
    [Fact]
    public async Task FullDatabase_RefusesWhatDoesNotFit_AndGoesOnWhenThereIsRoom()
    {
        Orchestrator("Waits", async context => await context.WaitForExternalEvent<string>("go"));
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions("waits"));
        await Client.WaitForInstanceStartAsync("waits", Soon);
        await StopAsync();
        LargestSize = new FileInfo(DatabasePath).Length + (16 * 4096);

        await StartAsync();
        var kept = 0;
        var refusal = await Assert.ThrowsAsync<DurableStoreException>(async () =>
        {
            for (; kept < 1000; kept++)
            {
                await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new string('x', 5000), new StartOrchestrationOptions($"more-{kept}"));
            }
        });
        Assert.Contains("full", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await Client.GetInstanceAsync($"more-{kept}", Soon));
        Assert.NotNull(await Client.GetInstanceAsync($"more-{kept - 1}", Soon));
        await StopAsync();

        LargestSize = null;
        await StartAsync();
        await Client.RaiseEventAsync("waits", "go", "on");
        Assert.Equal("on", (await Client.WaitForInstanceCompletionAsync("waits", true, Soon)).ReadOutputAs<string>());
        Assert.Equal(kept, Count("SELECT count(*) FROM instance WHERE id LIKE 'more-%'"));
    }

    /// <summary>Damage inside one history is that instance's alone.</summary>
    [Fact]
    public async Task HistoryThatCannotBeRead_HoldsItsInstanceOnly()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        foreach (var id in new[] { "damaged", "sound" })
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new StartOrchestrationOptions(id));
            await Client.WaitForInstanceStartAsync(id, Soon);
        }

        await StopAsync();
        using (var connection = Open())
        {
            Execute(connection, "UPDATE history SET events = x'01FF' WHERE instance = (SELECT seq FROM instance WHERE id = 'damaged')");
        }

        await StartAsync();
        await Client.RaiseEventAsync("damaged", "go", 1);
        await Client.RaiseEventAsync("sound", "go", 2);

        Assert.Equal(2, (await Client.WaitForInstanceCompletionAsync("sound", true, Soon)).ReadOutputAs<int>());
        Assert.True((await Client.GetInstanceAsync("damaged", Soon))!.IsRunning);
        Assert.Equal(1, Count("SELECT count(*) FROM inbox"));
    }

    private async Task FillAsync()
    {
        Orchestrator("Short", _ => Task.FromResult(1));
        await StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await RunAsync("Short", new string('x', 500));
        }

        await StopAsync();
    }

    private void Damage(string damage)
    {
        switch (damage)
        {
            case "empty":
                File.WriteAllBytes(DatabasePath, []);
                break;
            case "text":
                File.WriteAllText(DatabasePath, new string('z', 5000));
                break;
            case "header":
                Overwrite(0, 16);
                break;
            case "page size":
                Overwrite(16, 2);
                break;
            case "foreign":
                Sql("PRAGMA application_id = 7");
                break;
            case "newer":
                Sql("PRAGMA user_version = 99");
                break;
            case "cut off":
                using (var file = File.OpenWrite(DatabasePath))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "random bytes in the middle":
                Overwrite((new FileInfo(DatabasePath).Length / 8192 * 4096) - 64, 128);
                break;
            case "overwritten":
                Overwrite(4096, (int)new FileInfo(DatabasePath).Length - 4096);
                break;
            case "missing":
                File.Move(DatabasePath, DatabasePath + ".away");
                break;
            case "missing beside its log":
                File.Move(DatabasePath, DatabasePath + ".away");
                File.Delete(DatabasePath + ".lock");
                File.WriteAllBytes(DatabasePath + "-wal", [1, 2, 3]);
                break;
            case "older than its journal":
                File.WriteAllBytes(DatabasePath + ".running", BitConverter.GetBytes(7L));
                break;
            default:
                File.SetAttributes(DatabasePath, FileAttributes.ReadOnly);
                break;
        }
    }

    private void Overwrite(long at, int count)
    {
        var bytes = new byte[count];
        new Random(5).NextBytes(bytes);
        using var file = File.OpenWrite(DatabasePath);
        file.Position = at;
        file.Write(bytes);
    }

    /// <summary>All files by name and content; the lock, which every opening touches, by name only.</summary>
    private async Task<Dictionary<string, string>> FilesAsync()
    {
        var files = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(Folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            files[Path.GetFileName(file)] = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        }

        return files;
    }

    private void Sql(string sql)
    {
        using var connection = Open();
        Execute(connection, sql + "; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
