using System.Diagnostics;
using System.Globalization;
using Platform.Embedded.Azurite;

namespace Platform.Tests.Unit.Embedded;

public sealed class AzuriteLeftoverTests
{
    [Fact]
    public async Task Wait_ProcessThatWroteTheFile_IsWaitedFor()
    {
        using var directory = new TemporaryDirectory();
        using var leftover = Process.Start(OperatingSystem.IsWindows() ? "timeout" : "sleep", "60");
        try
        {
            await WriteAsync(directory.Path, leftover.Id);
            var waiting = AzuriteLeftover.WaitAsync(directory.Path, CancellationToken.None);
            await Task.Delay(200);
            Assert.False(waiting.IsCompleted);
            leftover.Kill();
            await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        }
        finally
        {
            leftover.Kill();
        }
    }

    [Fact]
    public async Task Wait_NumberThatANewerProcessHas_IsNotWaitedFor()
    {
        using var directory = new TemporaryDirectory();
        await WriteAsync(directory.Path, Environment.ProcessId);
        File.SetLastWriteTime(Path.Combine(directory.Path, "guard.pid"), DateTime.Now.AddDays(-1));
        var waited = Stopwatch.StartNew();
        await AzuriteLeftover.WaitAsync(directory.Path, CancellationToken.None);
        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Wait_NoFile_ReturnsAtOnce()
    {
        using var directory = new TemporaryDirectory();
        await AzuriteLeftover.WaitAsync(directory.Path, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    private static Task WriteAsync(string directory, int process) =>
        File.WriteAllTextAsync(Path.Combine(directory, "guard.pid"), process.ToString(CultureInfo.InvariantCulture));
}
