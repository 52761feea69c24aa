using System.Globalization;

namespace Platform.Tests.Faults.Lives;

/// <summary>The file by which the clocks of the platform and of its storage are set ahead of the machine's.</summary>
internal sealed class FaultClock(string path)
{
    // The child and the emulator read the file every 20 ms.
    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    private TimeSpan ahead;

    public string Path => path;

    /// <summary>How far ahead it is.</summary>
    public TimeSpan Ahead => ahead;

    /// <summary>What it says.</summary>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + ahead;

    /// <summary>Sets the clock forward, or back but never behind the machine's own, and waits until everybody has noticed.</summary>
    public async Task JumpAsync(TimeSpan by, CancellationToken cancellation)
    {
        ahead = ahead + by < TimeSpan.Zero ? TimeSpan.Zero : ahead + by;
        var unfinished = path + ".new";
        await File.WriteAllTextAsync(unfinished, ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), cancellation);
        File.Move(unfinished, path, overwrite: true);
        await Task.Delay(Noticed, cancellation);
    }

    /// <summary>Sets the clock forward by at least so much, to so long before the next sweep, which comes twice a minute.</summary>
    public Task JumpBeforeSweepAsync(TimeSpan least, TimeSpan left, CancellationToken cancellation)
    {
        var earliest = Now + least + left;
        var sweep = new DateTimeOffset(earliest.Ticks - (earliest.Ticks % SweepEvery.Ticks) + SweepEvery.Ticks, TimeSpan.Zero);
        return JumpAsync(sweep - left - Now, cancellation);
    }
}
