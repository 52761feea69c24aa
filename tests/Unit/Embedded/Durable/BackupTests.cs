using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Storage.Backups;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>The engine's database, copied by the platform's backup while the engine works.</summary>
public sealed class BackupTests : EngineFixture
{
    private const int Instances = 40;

    private string Copy => Path.Combine(Folder, "copy.db");

    /// <summary>Each instance's steps arrive while the copies are made; whichever moment a copy holds, all instances in it come to the right end.</summary>
    [Fact]
    public async Task CopyMadeWhileWorkRuns_IsOneMoment_AndGoesOnWhereItWas()
    {
        Activity<int, int>("Work", n => n + 1);
        Orchestrator("Flow", async context =>
        {
            var n = context.GetInput<int>();
            for (var i = 0; i < 5; i++)
            {
                n = await context.CallActivityAsync<int>("Work", n);
            }

            return n + await context.WaitForExternalEvent<int>("go");
        });
        await StartAsync();
        var starts = Enumerable.Range(0, Instances)
            .Select(n => Client.ScheduleNewOrchestrationInstanceAsync("Flow", n, new StartOrchestrationOptions($"flow-{n}"))).ToList();
        await starts[0];
        CopyDatabase();
        await Task.WhenAll(starts);
        await StopAsync();
        MoveCopyIntoPlace();

        await StartAsync();
        var kept = await Client.GetAllInstancesAsync().ToListAsync();
        Assert.NotEmpty(kept);
        foreach (var instance in kept)
        {
            await Client.RaiseEventAsync(instance.InstanceId, "go", 1000);
            var result = await Client.WaitForInstanceCompletionAsync(instance.InstanceId, true, Soon);
            Assert.Equal(result.ReadInputAs<int>() + 1005, result.ReadOutputAs<int>());
        }
    }

    [Fact]
    public async Task Copy_HasWhatWasAcknowledgedBefore_AndIsSound()
    {
        Orchestrator("Waits", context => context.WaitForExternalEvent<int>("go"));
        await StartAsync();
        for (var i = 0; i < Instances; i++)
        {
            await Client.ScheduleNewOrchestrationInstanceAsync("Waits", new string('x', 2000));
        }

        CopyDatabase();

        using var connection = new SqliteConnection($"Data Source={Copy};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM instance) || ' ' || (SELECT integrity_check FROM pragma_integrity_check)";
        Assert.Equal($"{Instances} ok", command.ExecuteScalar());
    }

    private void CopyDatabase() => DatabaseCopies.Copy(DatabasePath, Copy, "engine");

    private void MoveCopyIntoPlace()
    {
        foreach (var file in Directory.GetFiles(Folder, "durable.db*"))
        {
            File.Delete(file);
        }

        File.Move(Copy, DatabasePath);
    }
}
