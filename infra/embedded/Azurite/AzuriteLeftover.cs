using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Platform.Embedded.Azurite;

/// <summary>
/// The Azurite of a host that was killed on the same directory: it notices, writes its indexes and ends by itself (<c>guard.cjs</c>). Until then its ports
/// answer and its files change.
/// </summary>
internal static class AzuriteLeftover
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until it is gone; returns at once where there is none. What does not end is not waited for longer than 45 s.</summary>
    public static async Task WaitAsync(string location, CancellationToken cancellation)
    {
        var path = Path.Combine(location, "guard.pid");
        if (!File.Exists(path) || !int.TryParse(await File.ReadAllTextAsync(path, cancellation), CultureInfo.InvariantCulture, out var id))
            return;
        var written = File.GetLastWriteTime(path);
        var waited = Stopwatch.StartNew();
        while (Runs(id, written) && waited.Elapsed < Patience)
            await Task.Delay(Poll, cancellation);
    }

    // A process that started after the file was written has only got the same number.
    private static bool Runs(int id, DateTime written)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && process.StartTime <= written.AddSeconds(1);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
