using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Platform.Tests.Unit.Embedded.Durable;

/// <summary>
/// A process that dies leaves its journal of running activities as it was; these tests write such journals instead of dying.
/// </summary>
public sealed class PoisonTests : EngineFixture
{
    [Fact]
    public async Task ActivityThatEndsTheProcessFiveTimes_IsFailedWithItsReason()
    {
        var starts = new List<int>();
        Activity<int>("Poison", async (call, cancellation) =>
        {
            starts.Add(call.Start);
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        });
        Activity<int, int>("Healthy", n => n);
        Orchestrator("Flow", async context =>
        {
            var healthy = context.CallActivityAsync<int>("Healthy", 7);
            try
            {
                await context.CallActivityAsync<int>("Poison", null, TaskOptions.FromRetryPolicy(new RetryPolicy(9, TimeSpan.FromDays(1))));
            }
            catch (TaskFailedException e)
            {
                return $"{await healthy} {e.FailureDetails.ErrorType}";
            }

            return "not reached";
        });
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        for (var death = 1; death <= 5; death++)
        {
            await UntilAsync(() => Task.FromResult(starts.Count == death));
            await DieAsync();
        }

        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal([1, 2, 3, 4, 5], starts);
        Assert.Equal("7 " + Failures.PoisonActivity, result.ReadOutputAs<string>());
    }

    [Fact]
    public async Task JournalThatWasCounted_IsNotCountedAgain()
    {
        var starts = new List<int>();
        Activity<int>("Long", async (call, cancellation) =>
        {
            starts.Add(call.Start);
            await Task.Delay(Timeout.Infinite, cancellation);
            return 0;
        });
        Orchestrator("Flow", context => context.CallActivityAsync<int>("Long"));
        await StartAsync();
        await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await UntilAsync(() => Task.FromResult(starts.Count == 1));
        var journal = await DieAsync();
        await UntilAsync(() => Task.FromResult(starts.Count == 2));
        await StopAsync();
        await File.WriteAllBytesAsync(DatabasePath + ".running", journal);

        await StartAsync();
        await UntilAsync(() => Task.FromResult(starts.Count == 3));

        Assert.Equal([1, 2, 2], starts);
    }

    [Fact]
    public async Task SuspectActivities_RunOneAtATimeTheMostSuspiciousFirst()
    {
        var (running, most, order) = (0, 0, new List<int>());
        Activity<int>("Work", async (call, cancellation) =>
        {
            if (call.Start == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            most = Math.Max(most, Interlocked.Increment(ref running));
            order.Add(call.Start);
            await Task.Delay(20, cancellation);
            Interlocked.Decrement(ref running);
            return 1;
        });
        Orchestrator("Flow", async context => (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallActivityAsync<int>("Work")))).Sum());
        await StartAsync();
        var id = await Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await UntilAsync(() => Task.FromResult(Activities().Count == 3));
        var activities = Activities();
        await StopAsync();
        Journal(activities, epoch: 1);
        using (var connection = Open())
        {
            Execute(connection, $"UPDATE activity SET starts = 2 WHERE seq = {activities[1]}");
        }

        await StartAsync();
        var result = await Client.WaitForInstanceCompletionAsync(id, true, Soon);

        Assert.Equal(3, result.ReadOutputAs<int>());
        Assert.Equal(1, most);
        Assert.Equal([4, 2, 2], order);
    }

    /// <summary>Ends the engine so that its journal stays as a killed process leaves it, and starts the next; returns the journal.</summary>
    private async Task<byte[]> DieAsync()
    {
        var journal = await File.ReadAllBytesAsync(DatabasePath + ".running");
        Assert.Contains(journal.Skip(8), value => value != 0);
        await StopAsync();
        await File.WriteAllBytesAsync(DatabasePath + ".running", journal);
        await StartAsync();
        return journal;
    }

    private void Journal(List<long> activities, long epoch)
    {
        var bytes = new byte[(activities.Count + 1) * 8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, epoch);
        for (var i = 0; i < activities.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((i + 1) * 8), activities[i]);
        }

        File.WriteAllBytes(DatabasePath + ".running", bytes);
    }

    private List<long> Activities()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq FROM activity ORDER BY seq";
        using var rows = command.ExecuteReader();
        var found = new List<long>();
        while (rows.Read())
        {
            found.Add(rows.GetInt64(0));
        }

        return found;
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
