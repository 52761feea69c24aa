using System.Diagnostics;
using Platform.Formats.Intake;
namespace Platform.Tests.Unit.Formats.Corpora;
public class DumpTests
{
    [CorpusFact]
    public void Dump()
    {
        using var w = new StreamWriter("/work/tmp/formats/corpus.txt");
        foreach (var f in Directory.EnumerateFiles(CorpusFactAttribute.Folder!, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var sw = Stopwatch.StartNew(); var a0 = GC.GetTotalAllocatedBytes();
            using var d = Deliveries.Open(f, DeliveryLimits.PlanPackage);
            var s = new List<string>();
            foreach (var l in d.Layers) { var rows = l.ReadRows().ToList(); s.Add($"L {l.Schema.Name} {l.Schema.Geometry} n={rows.Count}/{l.Schema.FeatureCount} geom={rows.Count(r => r.Geometry is not null)} refused={rows.Count(r => r.IsRefused)} f={string.Join(',', l.Schema.Fields.Select(x => x.Name + ":" + x.Type).Take(6))} crs={l.Schema.Crs.Epsg}/{l.Schema.Crs.Definition?.Length} [{string.Join(' ', rows.SelectMany(r => r.Findings).GroupBy(x => x.Code).Select(g => g.Key + "x" + g.Count() + ":" + g.First().MessageEn))}]"); }
            foreach (var t in d.Tables) { var rows = t.ReadRows().ToList(); s.Add($"T {t.Name} n={rows.Count} cells={rows.Sum(r => r.Cells.Count)} merges={t.ReadMergedRanges().Count} [{string.Join(' ', rows.SelectMany(r => r.Findings).GroupBy(x => x.Code).Select(g => g.Key + "x" + g.Count() + ":" + g.First().MessageEn))}]"); }
            w.WriteLine($"{Path.GetRelativePath(CorpusFactAttribute.Folder!, f)}  {sw.ElapsedMilliseconds} ms {(GC.GetTotalAllocatedBytes() - a0) >> 20} MB att={d.Attachments.Count}");
            foreach (var x in s) w.WriteLine("    " + x);
            foreach (var x in d.Findings.Items) w.WriteLine($"    ! {x.Code} {x.MessageEn} @{x.Location.File}#{x.Location.Row}");
            w.Flush();
        }
    }
}
