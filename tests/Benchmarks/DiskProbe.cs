using System.Diagnostics;

namespace Platform.Tests.Benchmarks;

/// <summary>How often a second the disk makes 4 KiB durable when nothing shares a flush: the limit of whoever commits alone.</summary>
internal static class DiskProbe
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    public static double SyncsPerSecond(string folder)
    {
        var path = Path.Combine(folder, "probe");
        var block = new byte[4096];
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            var clock = Stopwatch.StartNew();
            var count = 0;
            for (; clock.Elapsed < Duration; count++)
            {
                RandomAccess.Write(file, block, (long)count * block.Length);
                RandomAccess.FlushToDisk(file);
            }

            var rate = count / clock.Elapsed.TotalSeconds;
            file.Dispose();
            File.Delete(path);
            return rate;
        }
    }
}
