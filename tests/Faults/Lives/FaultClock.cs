using System.Globalization;

namespace Platform.Tests.Faults.Lives;

/// <summary>
/// The file by which the clocks of the platform and of its storage are set. Every campaign begins at the same instant, because what it writes says by when its tasks are due.
/// </summary>
internal sealed class FaultClock
{
    // In the morning of the profile's zone, within a year that its calendar covers.
    private static readonly DateTimeOffset Start = new(2027, 6, 7, 13, 0, 0, TimeSpan.Zero);

    // The child and the emulator read the file every 20 ms.
    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    private readonly TimeSpan least;
    private TimeSpan ahead;

    public FaultClock(string path)
    {
        Path = path;
        ahead = least = Start - TimeProvider.System.GetUtcNow();
        File.WriteAllText(path, Text);
    }

    public string Path { get; }

    /// <summary>How much time has gone by since the campaign began, in its own time.</summary>
    public TimeSpan Passed => Now - Start;

    private DateTimeOffset Now => TimeProvider.System.GetUtcNow() + ahead;

    private string Text => ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Sets the clock forward, or back but not to before the campaign began, and waits until everybody has noticed.</summary>
    public async Task JumpAsync(TimeSpan by, CancellationToken cancellation)
    {
        ahead = ahead + by < least ? least : ahead + by;
        var unfinished = Path + ".new";
        await File.WriteAllTextAsync(unfinished, Text, cancellation);
        File.Move(unfinished, Path, overwrite: true);
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
