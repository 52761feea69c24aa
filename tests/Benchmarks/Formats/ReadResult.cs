using System.Diagnostics;
using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Platform.Formats.Intake;

namespace Platform.Tests.Benchmarks.Formats;

/// <summary>What one reading of a file took and found.</summary>
/// <param name="Features">Features.</param>
/// <param name="Points">Points of all geometries.</param>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Cpu">Processor seconds.</param>
/// <param name="Area">Sum of planar areas; only where checked.</param>
/// <param name="Numbers">Sum of numeric attributes and of days of dates.</param>
/// <param name="TextBytes">Bytes of all texts in UTF-8.</param>
internal sealed record ReadResult(long Features, long Points, double Wall, double Cpu, double Area, double Numbers, long TextBytes)
{
    /// <summary>Whether both readings found the same; areas and numbers to nine digits.</summary>
    public bool IsSameAs(ReadResult other) => (Features, Points, TextBytes) == (other.Features, other.Points, other.TextBytes)
        && IsNear(Area, other.Area) && IsNear(Numbers, other.Numbers);

    /// <summary>Reads with the readers of the platform, in this process.</summary>
    public static ReadResult Ours(string path, bool checks)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        long features = 0, points = 0, bytes = 0;
        double area = 0, numbers = 0;
        using var delivery = Deliveries.Open(path, DeliveryLimits.LayerFile);
        foreach (var row in delivery.Layers[0].ReadRows())
        {
            features++;
            points += row.Geometry?.NumPoints ?? 0;
            area += checks ? row.Geometry?.Area ?? 0 : 0;
            foreach (var value in row.Values)
            {
                Count(value, ref numbers, ref bytes);
            }
        }

        if (delivery.Findings.HasErrors)
            throw new InvalidOperationException(delivery.Findings.Items[0].MessageEn);
        var wall = clock.Elapsed.TotalSeconds;
        process.Refresh();
        return new ReadResult(features, points, wall, (process.TotalProcessorTime - cpu).TotalSeconds, area, numbers, bytes);
    }

    /// <summary>Reads with the program made of <c>gdal_read.c</c>.</summary>
    public static ReadResult Gdal(string program, string path, bool checks)
    {
        using var process = Process.Start(new ProcessStartInfo(program, checks ? [path, "check"] : [path]) { RedirectStandardOutput = true })!;
        var numbers = process.StandardOutput.ReadToEnd().Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        process.WaitForExit();
        return new ReadResult((long)numbers[0], (long)numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], (long)numbers[6]);
    }

    private static void Count(object? value, ref double numbers, ref long bytes)
    {
        switch (value)
        {
            case string text: bytes += Encoding.UTF8.GetByteCount(text); break;
            case long whole: numbers += whole; break;
            case decimal number: numbers += (double)number; break;
            case double number: numbers += number; break;
            case DateOnly date: numbers += date.Day; break;
        }
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= 1e-8 * Math.Max(Math.Abs(a), Math.Abs(b));
}
