using Platform.Storage;
using Platform.Tests.Faults.Storage;

namespace Platform.Tests.Faults.Lives;

/// <summary>What happens beside the lives of the platform, until it is cancelled: its storage is killed, its disk fails, its databases are locked.</summary>
internal sealed class Troubles(Weather weather, Random random, Tally tally, Emulator emulator, FaultyDisk? disk, PlatformPaths paths)
{
    private static readonly DiskFault[] Faults = [DiskFault.Full, DiskFault.Torn, DiskFault.WriteFails, DiskFault.SyncFails];

    /// <summary>Goes on until it is cancelled; the disk is healthy then.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        weather.Storage ? RepeatAsync(KillStorageAsync, cancellation) : Task.CompletedTask,
        weather.Disk && disk is not null ? RepeatAsync(BreakDiskAsync, cancellation) : Task.CompletedTask,
        weather.Disk ? RepeatAsync(LockAsync, cancellation) : Task.CompletedTask);

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

    private async Task LockAsync(CancellationToken cancellation)
    {
        string[] databases = [paths.DocumentDatabase, paths.EngineDatabase, paths.MessageDatabase];
        await DatabaseLock.HoldAsync(databases[Draw(0, databases.Length)], TimeSpan.FromMilliseconds(Draw(200, 8000)), cancellation);
        tally.Fault("database locked");
    }

    private int Draw(int least, int below)
    {
        lock (random)
            return random.Next(least, below);
    }
}
