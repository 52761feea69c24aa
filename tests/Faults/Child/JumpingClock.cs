using System.Globalization;

namespace Platform.Tests.Faults.Child;

/// <summary>
/// The system's clock and what a file says on top, in milliseconds; the file is read again every 20 ms. The storage emulator reads the same file, because on one machine
/// a jump of the clock reaches both. Thread-safe.
/// </summary>
internal sealed class JumpingClock : TimeProvider, IDisposable
{
    /// <summary>Environment variable that names the file.</summary>
    public const string Variable = "FAULTS_CLOCK";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly string? path = Environment.GetEnvironmentVariable(Variable);
    private readonly Timer timer;
    private long ahead;

    public JumpingClock()
    {
        Read();
        timer = new Timer(_ => Read(), null, Look, Look);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMilliseconds(Interlocked.Read(ref ahead));

    public void Dispose() => timer.Dispose();

    private void Read()
    {
        if (path is not null && File.Exists(path) && long.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var read))
            Interlocked.Exchange(ref ahead, read);
    }
}
