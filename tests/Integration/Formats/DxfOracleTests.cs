using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Xunit.Abstractions;

namespace Platform.Tests.Integration.Formats;

/// <summary>
/// Drawings against ezdxf, which shares no code with us: number, extents and length of every kind of entity, blocks taken apart. Curves are segments of 4° here,
/// so that lengths and extents agree to a thousandth.
/// </summary>
public sealed class DxfOracleTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-3;

    [PythonFact("ezdxf")]
    public void EveryDrawing_HasWhatEzdxfFinds()
    {
        var lines = Ezdxf([.. Drawings()]);
        var compared = 0;
        foreach (var file in lines.GroupBy(line => line[0]))
        {
            if (file.First()[1] == "!")
            {
                output.WriteLine($"{Path.GetFileName(file.Key)}: ezdxf cannot read it ({file.First()[2]})");
                continue;
            }

            var ours = Ours(file.Key);
            foreach (var line in file)
            {
                Compare(line, ours.GetValueOrDefault(line[1]));
                compared++;
            }
        }

        output.WriteLine($"{compared} kinds in {lines.Select(line => line[0]).Distinct().Count()} drawings are the same.");
        Assert.True(compared >= 20, $"Only {compared} comparisons.");
    }

    private static IEnumerable<string> Drawings()
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "fixtures", "dxf");
        var corpus = Environment.GetEnvironmentVariable("PLATFORM_CORPUS");
        string[] folders = string.IsNullOrEmpty(corpus) ? [shipped] : [shipped, Path.Combine(corpus, "07_dxf")];
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".dxf", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
    }

    private static void Compare(string[] line, Measured? ours)
    {
        var name = $"{Path.GetFileName(line[0])} {line[1]}";
        Assert.True(ours is not null, $"{name}: nothing here, {line[2]} in ezdxf.");
        Assert.True(ours.Count == int.Parse(line[2], CultureInfo.InvariantCulture), $"{name}: {ours.Count} here, {line[2]} in ezdxf.");
        double[] theirs = [.. line[3..].Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        var size = Math.Max(theirs[2] - theirs[0], theirs[3] - theirs[1]);
        double[] mine = [ours.Extent.MinX, ours.Extent.MinY, ours.Extent.MaxX, ours.Extent.MaxY];
        Assert.All(mine.Zip(theirs), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= (Tolerance * size) + 1e-9, $"{name}: extent {pair}."));
        Assert.True(Math.Abs(ours.Length - theirs[4]) <= (Tolerance * theirs[4]) + 1e-9, $"{name}: length {ours.Length}, {theirs[4]} in ezdxf.");
    }

    private static Dictionary<string, Measured> Ours(string path)
    {
        using var delivery = Deliveries.Open(path, DeliveryLimits.LayerFile);
        var kinds = new Dictionary<string, Measured>();
        foreach (var layer in delivery.Layers)
        {
            var (entity, paper) = (layer.Schema.IndexOf("entity"), layer.Schema.IndexOf("paper_space"));
            foreach (var row in layer.ReadRows().Where(row => row.Geometry is not null && row.Values[paper] is not true))
            {
                var kind = (string)row.Values[entity]!;
                kinds[kind] = (kinds.GetValueOrDefault(kind) ?? new Measured(0, new Envelope(), 0)).With(row.Geometry!);
            }
        }

        return kinds;
    }

    private static string[][] Ezdxf(string[] files)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Formats", "oracle_dxf.py");
        using var process = Process.Start(new ProcessStartInfo(PythonFactAttribute.Python, [script, .. files]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. lines.Select(line => line.Split(' '))];
    }

    private sealed record Measured(int Count, Envelope Extent, double Length)
    {
        public Measured With(Geometry geometry)
        {
            var extent = Extent.Copy();
            extent.ExpandToInclude(geometry.EnvelopeInternal);
            return new Measured(Count + 1, extent, Length + geometry.Length);
        }
    }
}
