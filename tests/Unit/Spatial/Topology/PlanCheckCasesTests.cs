using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Partition;
using Platform.Spatial.Topology;
using Platform.Tests.Unit.Formats.Corpora;

namespace Platform.Tests.Unit.Spatial.Topology;

/// <summary>
/// German plans whose file names say whether their areas tile the plan (XPlanung's "Flächenschluss"): gaps (Lücke) and overlaps (Überlappung) down to a millimetre
/// are found, and none where none is. Cases that depend on dates or on other rules of XPlanung are left out.
/// </summary>
public sealed class PlanCheckCasesTests
{
    private const double LeastM2 = 1e-6;

    /// <summary>Beginning of the name, number of overlaps, their m² and those of the gaps.</summary>
    private static readonly (string Name, int Overlaps, double OverlapM2, double GapM2)[] Cases =
    [
        ("BPlan_5_4-MultipleBereiche", 0, 0, 0),
        ("BPlan_Kompensationsbereich_6-0-2.gml", 0, 0, 0.0002),
        ("BPlan_Kompensationsbereich_6-0-2_Ueberlappung", 1, 118.5086, 0.0002),
        ("Flaechenschluss-Test_1mm-nichtUeberlappend", 0, 0, 0.0074),
        ("Flaechenschluss-Test_1mm.gml", 1, 0.0001, 0.0045),
        ("Test_Insel_Luecke_5mm", 0, 0, 0.125),
        ("Test_Luecke", 0, 0, 79.6103),
        ("xplan52_Flaechenschlussfehler_Luecke_Geltungsbereich", 0, 0, 87.761),
        ("xplan52_Flaechenschlussfehler_vollstaendige_Ueberlappung", 1, 118.9719, 0),
        ("xplan54_Flaechenschlussfehler_Luecken", 0, 0, 87.761),
    ];

    [CorpusFact]
    public void GapsAndOverlaps_AreThoseOfTheName()
    {
        var path = Directory.GetFiles(CorpusFactAttribute.Folder!, "xplan_check_cases.zip", SearchOption.AllDirectories).Single();
        using var delivery = Deliveries.Open(path, DeliveryLimits.PlanPackage);
        var files = delivery.Layers.ToLookup(layer => layer.Schema.File);
        Assert.All(Cases, expected =>
        {
            var file = files.Single(layers => Path.GetFileName(layers.Key).StartsWith("flaechenschluss__" + expected.Name, StringComparison.Ordinal));
            var (overlaps, gap) = Judge([.. file]);
            Assert.Equal(
                (expected.Name, expected.Overlaps, expected.OverlapM2, expected.GapM2),
                (expected.Name, overlaps.Count, Math.Round(overlaps.Sum(pair => pair.CommonM2), 4), Math.Round(gap, 4)));
        });
    }

    private static (List<OverlappingPair> Overlaps, double GapM2) Judge(IFeatureLayer[] layers)
    {
        var tiles = layers.SelectMany(layer => Surfaces(layer).Where(row => IsTile(layer, row))).Select((row, i) => new LayerRow(i, "", row.Geometry!)).ToList();
        var plans = layers.Where(layer => layer.Schema.Name.EndsWith("_Plan", StringComparison.Ordinal)).SelectMany(Surfaces).Select((row, i) => new OverlaySubject(i, row.Geometry!));
        var parts = new LayerPartition([new PartitionLayer("", tiles)], AreaMeasure.PlanarMetres).Divide(plans).SelectMany(plan => plan.Parts);
        return ([.. new LayerOverlaps(AreaMeasure.PlanarMetres, LeastM2).Find(() => tiles, refused => Assert.Fail(refused.MessageEn))],
            parts.Where(part => part.Classes[0].Count == 0).Sum(part => part.AreaM2));
    }

    private static IEnumerable<FeatureRow> Surfaces(IFeatureLayer layer) => layer.ReadRows().Where(row => row.Geometry is { Dimension: Dimension.Surface });

    private static bool IsTile(IFeatureLayer layer, FeatureRow row) => layer.Schema.IndexOf("flaechenschluss") is >= 0 and var at && row.Values[at] is "true";
}
