using System.Diagnostics;
using Platform.Findings;
using Platform.Formats.Intake;
using Xunit.Abstractions;

namespace Platform.Tests.Unit.Formats.Corpora;

/// <summary>Every file of the larger corpora ends in features, rows or a typed finding, in bounded time and memory.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const long FixedAllowance = 64 << 20;

    [CorpusFact]
    public void Open_Shapefiles_GeoPackages_Archives_EndInFeaturesOrFindings() => Sweep("06*", bounded: true);

    [CorpusFact]
    public void Open_Drawings_EndInFeaturesOrFindings() => Sweep("07*", bounded: false);

    [CorpusFact]
    public void Open_DrawingAsTextAndBinary_IsTheSame()
    {
        // The two were saved one after the other: entities of dimensions got new handles.
        const int Handle = 2;
        static IEnumerable<string> Rows(string kind)
        {
            using var delivery = Deliveries.Open(Files("07*").Single(f => f.EndsWith($"AC1009_{kind}.dxf", StringComparison.Ordinal)), DeliveryLimits.LayerFile);
            return delivery.Layers[0].ReadRows().Select(r => $"{r.Geometry?.GeometryType} {r.Geometry?.NumPoints} {string.Join('|', r.Values.Where((_, i) => i != Handle))}").ToList();
        }

        Assert.Equal(Rows("ascii"), Rows("binary"));
    }

    [CorpusFact]
    public void Open_Plans_HaveTheirFeatures()
    {
        var expected = new Dictionary<string, int> { ["xplan_BP2135.zip"] = 241, ["xplan_Eidelstedt_4.zip"] = 56, ["xplan_FNP_Test_60.zip"] = 1031, ["xplan_check_cases.zip"] = 344 };
        foreach (var (name, count) in expected)
        {
            using var delivery = Deliveries.Open(Files("03*").Single(f => Path.GetFileName(f) == name), DeliveryLimits.PlanPackage);
            var rows = delivery.Layers.SelectMany(l => l.ReadRows()).ToList();
            Assert.All(rows, r => Assert.False(r.IsRefused));
            Assert.Equal(count, rows.Count);
            Assert.False(delivery.Findings.HasErrors);
        }
    }

    [CorpusFact]
    public void Open_Workbooks_EndInRowsOrFindings() => Sweep("08*", bounded: false);

    [CorpusFact]
    public void Open_LayersOfRealCities_AreReadWithoutErrors()
    {
        foreach (var file in Files("03*").Concat(Files("04*")).Concat(Files("05*")).Where(f => !Path.GetFileName(f).StartsWith("xplan", StringComparison.Ordinal)))
        {
            using var delivery = Deliveries.Open(file, DeliveryLimits.PlanPackage);
            var layer = Assert.Single(delivery.Layers);
            var rows = layer.ReadRows().ToList();
            Assert.Equal(layer.Schema.FeatureCount ?? rows.Count, rows.Count);
            Assert.All(rows, r => Assert.False(r.IsRefused || r.Geometry is null));
            Assert.False(delivery.Findings.HasErrors);
            output.WriteLine($"{Path.GetFileName(file)}: {rows.Count} features");
        }
    }

    private void Sweep(string folders, bool bounded)
    {
        var (withContent, refused) = (0, 0);
        foreach (var file in Files(folders))
        {
            var watch = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (content, errors, findings) = ReadAll(file);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(content > 0 || findings > 0, $"{file}: neither content nor findings");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{file}: {watch.Elapsed}");
            Assert.True(!bounded || allocated <= (2 * new FileInfo(file).Length) + FixedAllowance, $"{file}: {allocated} bytes allocated");
            withContent += content > 0 ? 1 : 0;
            refused += errors > 0 ? 1 : 0;
        }

        output.WriteLine($"{folders}: {withContent} files with content, {refused} with errors");
    }

    private static (long Content, int Errors, int Findings) ReadAll(string file)
    {
        using var delivery = Deliveries.Open(file, DeliveryLimits.PlanPackage);
        var rowFindings = new List<Finding>();
        long content = 0;
        foreach (var row in delivery.Layers.SelectMany(l => l.ReadRows()))
        {
            rowFindings.AddRange(row.Findings);
            content++;
        }

        foreach (var row in delivery.Tables.SelectMany(t => t.ReadRows()))
        {
            rowFindings.AddRange(row.Findings);
            content++;
        }

        content += delivery.Tables.Sum(t => t.ReadMergedRanges().Count) + delivery.Tables.Count + delivery.Layers.Count;
        var all = delivery.Findings.Items.Concat(rowFindings).ToList();
        return (content, all.Count(f => f.Severity == Severity.Error), all.Count);
    }

    private static IEnumerable<string> Files(string folders) => Directory.GetDirectories(CorpusFactAttribute.Folder!, folders)
        .SelectMany(d => Directory.GetFiles(d, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);
}
