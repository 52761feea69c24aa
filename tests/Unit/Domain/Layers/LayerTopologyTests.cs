using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Formats.Features;
using static Platform.Tests.Unit.Domain.Layers.MemoryLayer;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Domain.Layers;

/// <summary>Topology of layers that were drawn in a zone: a long straight edge there is no straight edge in longitude and latitude.</summary>
public sealed class LayerTopologyTests : IDisposable
{
    private const int ThreeDegreeZone38 = 4526;

    private readonly string _folder = Directory.CreateTempSubdirectory("topology").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(-1000, 0, "LAYER_UNIT_NOT_COVERED")]
    [InlineData(0, -1000, "LAYER_FEATURES_OVERLAP LAYER_FEATURES_OVERLAP")]
    public void NeighboursMeetInTheMiddleOfALongEdge_NeitherOverlapNorGap(int one, int two, string inDegrees)
    {
        // On one side a rectangle of 5 km, on the other two of 2.5 km: the vertex between these lies on the edge of the first.
        using var zone = new Drawn(_folder, [Zone(0, one, 5000, 1000), Zone(0, two, 2500, 1000), Zone(2500, two, 2500, 1000)]);
        var unit = new LayerUnit("u", zone.Extent([Zone(1000, -500, 3000, 1000)]));

        Assert.Empty(zone.Check(zone.Plane, unit));

        // In degrees the same vertex lies 38 cm beside the edge.
        Assert.Equal(inDegrees, string.Join(' ', zone.Check(LayerPlane.Geographic, unit).Select(f => f.Code)));
    }

    [Fact]
    public void Overlap_IsMeasuredInThePlaneAndPlacedInDegrees()
    {
        using var zone = new Drawn(_folder, [Zone(0, 0, 1000, 1000), Zone(990, 0, 1000, 1000)]);

        var overlap = Assert.Single(zone.Check(zone.Plane, new LayerUnit("u", zone.Extent([Zone(100, 100, 1000, 500)]))));

        Assert.Equal("LAYER_FEATURES_OVERLAP", overlap.Code);
        Assert.Contains("10000.00", overlap.MessageEn, StringComparison.Ordinal);
        Assert.InRange(overlap.Location.X!.Value, 114.5, 114.6);
        Assert.InRange(overlap.Location.Y!.Value, 37, 39);
    }

    // Metres from a point 50 km east of the meridian of 114°.
    private static string Zone(double x, double y, double width, double height) => Box(38_550_000 + x, 4_210_000 + y, width, height);

    private sealed class Drawn : IDisposable
    {
        private readonly string _folder;
        private readonly PublishedLayer _layer;

        public Drawn(string folder, string[] boxes)
        {
            _folder = folder;
            var layer = Publish(boxes, out var path);
            Plane = LayerPlane.Of(layer.Crs);
            _layer = PublishedLayer.Open("v", path);
        }

        public LayerPlane Plane { get; }

        public Geometry Extent(string[] boxes)
        {
            Publish(boxes, out var path);
            using var layer = PublishedLayer.Open("extent", path);
            return layer.ReadAll().Single().Shape;
        }

        public IReadOnlyList<Platform.Findings.Finding> Check(LayerPlane plane, LayerUnit unit) =>
            new LayerTopology(TestSchemas.Plan, plane, threads: 1).Check(_layer, new Location("f", "l"), [unit]);

        public void Dispose() => _layer.Dispose();

        private CheckedLayer Publish(string[] boxes, out string path)
        {
            object?[][] rows = [.. boxes.Select((box, i) => new object?[] { box, "R", $"{i}" })];
            var source = new MemoryLayer("plan", TextFields("CODE", "NO"), rows) { Crs = CrsDefinition.FromEpsg(ThreeDegreeZone38) };
            path = Path.Combine(_folder, Guid.NewGuid() + ".gpkg");
            return source.Publish(TestSchemas.Plan, path).Layer;
        }
    }
}
