using System.Diagnostics;

namespace Platform.Tests.Integration.Spatial;

/// <summary>A test against shapely; skipped with a sentence where Debian's python3-shapely is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShapelyFactAttribute : FactAttribute
{
    public const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> Present = new(() =>
    {
        if (!File.Exists(Python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import shapely"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    public ShapelyFactAttribute()
    {
        if (!Present.Value)
            Skip = "The oracle shapely is not installed: apt-get install python3-shapely.";
    }
}
