using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Formats.Features;
using Platform.Spatial.Overlay;
using static Platform.Tests.Unit.Domain.Layers.MemoryLayer;

namespace Platform.Tests.Unit.Domain.Layers;

public sealed class LayerPublisherTests : IDisposable
{
    private static readonly Field[] Fields = TextFields("CODE", "NO", "DAY", "YEAR");

    private readonly string _folder = Directory.CreateTempSubdirectory("layers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_ThenOpen_GivesTheFeaturesBack()
    {
        var (version, path) = Publish("a.gpkg", [Box(114, 38), "R", "甲", "2015-03-01", "2015"], [Box(114.5, 38), "G", null, null, null]);
        using var reader = PublishedLayer.Open(version.Id, path);

        var features = reader.ReadAll().ToList();

        Assert.Equal([(1L, 0L, "R", "甲"), (2L, 1L, "G", null)], features.Select(f => (f.Id, f.SourceRow, f.Class, f.Key)));
        Assert.Equal(new DateOnly(2015, 3, 1), features[0].Date);
        Assert.Equal(new Envelope(114.5, 114.501, 38, 38.001), features[1].Shape.EnvelopeInternal);
        Assert.Equal(2015L, reader.ReadAttributes(1)!["YEAR"]);
        Assert.Null(reader.ReadAttributes(3));
        Assert.Equal(version.Id, reader.VersionId);
    }

    [Fact]
    public void FindIds_UsesTheExtent()
    {
        var (version, path) = Publish("a.gpkg", [Box(114, 38), "R", "1", null, null], [Box(114.5, 38), "G", "2", null, null], [Box(114, 38.0005), "G", "3", null, null]);
        using var reader = PublishedLayer.Open(version.Id, path);

        Assert.Equal([1L, 3L], reader.FindIds(new Envelope(113.9, 114.1, 37.9, 38.1)));
        Assert.Empty(reader.FindIds(new Envelope(10, 11, 10, 11)));
        Assert.Empty(reader.FindIds(new Envelope()));
        Assert.Equal([3L, 1L], reader.Read([3, 99, 1]).Select(f => f.Id));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytesAndTheSameId()
    {
        object?[][] rows = [[Box(114, 38), "R", "1", "2015-03-01", "2015"], [Box(114.5, 38), "G", "2", null, null]];
        var (first, a) = Publish("a.gpkg", rows);
        var (second, b) = Publish("b.gpkg", rows);

        Assert.Equal(first.ArtefactSha256, second.ArtefactSha256);
        Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(b));
        Assert.Equal(first.Id, second.Id);
    }

    [Fact]
    public void IdOf_DependsOnEverythingThatGivesTheVersionItsMeaning()
    {
        var day = new DateOnly(2015, 1, 1);
        string[] ids =
        [
            LayerVersion.IdOf("p", TestSchemas.Plan, "aa", day), LayerVersion.IdOf("q", TestSchemas.Plan, "aa", day),
            LayerVersion.IdOf("p", TestSchemas.Plan, "ab", day), LayerVersion.IdOf("p", TestSchemas.Plan, "aa", day.AddDays(1)),
            LayerVersion.IdOf("p", TestSchemas.Plan with { Version = "2" }, "aa", day),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^plan-land-use-[0-9a-f]{16}$", id));
    }

    [Fact]
    public void Write_DescribesTheVersion()
    {
        var (version, _) = Publish("a.gpkg", [Box(114, 38), "R", "1", null, null]);

        Assert.Equal((1, LayerKind.PlanLandUse, "plan.gpkg#plan"), (version.Features, version.Kind, version.SourceLayer));
        Assert.Equal([114, 38, 114.001, 38.001], version.Bbox);
        Assert.Contains("EPSG:4490", version.DeliveredCrs, StringComparison.Ordinal);
    }

    [Fact]
    public void Topology_OverlapsStraysAndGaps_Warn()
    {
        var (version, path) = Publish("a.gpkg",
            [Box(114, 38), "R", "1", null, null], [Box(114.001, 38), "R", "2", null, null], [Box(114.0005, 38.0005), "G", "3", null, null], [Box(120, 38), "G", "4", null, null]);
        using var reader = PublishedLayer.Open(version.Id, path);
        var extent = new GeometryFactory().ToGeometry(new Envelope(114, 114.003, 38, 38.001));

        var findings = new LayerTopology(TestSchemas.Plan, threads: 1)
            .Check(reader, new Platform.Findings.Location("f", "l"), [new LayerUnit("u", extent)]);

        // Boxes 1 and 2 only share an edge. Box 3 covers a quarter of each.
        Assert.Equal(
            ["LAYER_FEATURES_OVERLAP", "LAYER_FEATURES_OVERLAP", "LAYER_OUTSIDE_UNITS", "LAYER_UNIT_NOT_COVERED"], findings.Select(f => f.Code));
        Assert.Equal([2L, 2L, 3L, null], findings.Select(f => f.Location.Row));
        Assert.Contains("33.33 %", findings[3].MessageEn, StringComparison.Ordinal);
    }

    private (LayerVersion Version, string Path) Publish(string name, params object?[][] rows)
    {
        var path = Path.Combine(_folder, name);
        return (new MemoryLayer("plan", Fields, rows).Publish(TestSchemas.Plan, path).Version, path);
    }
}
