using Platform.Storage;
using Platform.Tests.CosmosGateway;
using Platform.Tests.Faults.Storage;

namespace Platform.Tests.Faults.Lives;

/// <summary>
/// What happens beside the lives of the platform, until it is cancelled: its storage is killed, its disk fails, its databases are locked, the account with its documents fails.
/// </summary>
internal sealed class Troubles(Weather weather, Random random, Tally tally, Emulator emulator, GatewayServer? account, FaultyDisk? disk, PlatformPaths paths)
{
    private static readonly DiskFault[] Faults = [DiskFault.Full, DiskFault.Torn, DiskFault.WriteFails, DiskFault.SyncFails];

    private static readonly GatewayFault[] AccountFaults =
        [GatewayFault.Throttled, GatewayFault.Unavailable, GatewayFault.AnswerLost, GatewayFault.AnswerUnavailable];

    /// <summary>Goes on until it is cancelled; disk and account are healthy then.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        weather.Storage ? RepeatAsync(KillStorageAsync, cancellation) : Task.CompletedTask,
        weather.Disk && disk is not null ? RepeatAsync(BreakDiskAsync, cancellation) : Task.CompletedTask,
        weather.Disk ? RepeatAsync(LockAsync, cancellation) : Task.CompletedTask,
        weather.Account && account is not null ? RepeatAsync(DisturbAccountAsync, cancellation) : Task.CompletedTask);

    private async Task RepeatAsync(Func<CancellationToken, Task> trouble, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Draw(500, 4000), cancellation);
                await trouble(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The campaign is over.
        }
    }

    // What has begun is finished: the platform is not left without storage.
    private async Task KillStorageAsync(CancellationToken cancellation)
    {
        await emulator.KillAsync(CancellationToken.None);
        tally.Kill("Azurite");
    }

    private async Task BreakDiskAsync(CancellationToken cancellation)
    {
        var fault = Faults[Draw(0, Faults.Length)];
        var before = disk!.Failed;
        disk.Set(fault, every: Draw(1, 4));
        try
        {
            await Task.Delay(Draw(100, 1500), cancellation);
        }
        finally
        {
            disk.Set(DiskFault.None, 1);
            if (disk.Failed > before)
                tally.Fault($"disk: {fault}");
        }
    }

    private Task DisturbAccountAsync(CancellationToken cancellation) => Draw(0, 3) == 0 ? TakeAccountAwayAsync() : BreakAccountAsync(cancellation);

    // What has begun is finished: the platform is not left without its account.
    private async Task TakeAccountAwayAsync()
    {
        await account!.RestartAsync(TimeSpan.FromMilliseconds(Draw(100, 3000)));
        tally.Fault("account: away");
    }

    private async Task BreakAccountAsync(CancellationToken cancellation)
    {
        var (fault, every, asked) = (AccountFaults[Draw(0, AccountFaults.Length)], Draw(1, 5), 0);
        account!.Fault = _ => Interlocked.Increment(ref asked) % every == 0 ? fault : GatewayFault.None;
        try
        {
            await Task.Delay(Draw(100, 2500), cancellation);
        }
        finally
        {
            account.Fault = _ => GatewayFault.None;
            if (asked >= every)
                tally.Fault($"account: {fault}");
        }
    }

    private async Task LockAsync(CancellationToken cancellation)
    {
        string[] databases = [.. account is null ? [paths.DocumentDatabase] : Array.Empty<string>(), paths.EngineDatabase, paths.MessageDatabase];
        await DatabaseLock.HoldAsync(databases[Draw(0, databases.Length)], TimeSpan.FromMilliseconds(Draw(200, 8000)), cancellation);
        tally.Fault("database locked");
    }

    private int Draw(int least, int below)
    {
        lock (random)
            return random.Next(least, below);
    }
}
