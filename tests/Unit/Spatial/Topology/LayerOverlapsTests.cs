using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Topology;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Validity;

namespace Platform.Tests.Unit.Spatial.Topology;

public sealed class LayerOverlapsTests
{
    [Fact]
    public void Find_ParcelsThatShareEveryEdge_AreNone() =>
        Assert.Empty(Find(Mosaic.Of(new Random(20170601), 38_500_000, 4_200_000, 30, 40), 0));

    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(2, 100_000)]
    [InlineData(2, 60)]
    [InlineData(1, 1)]
    public void Find_EqualsEveryPairExactly(int threads, long blockPoints)
    {
        var rows = Rows();
        var expected = from second in rows
                       from first in rows
                       where first.Row < second.Row
                       let area = ExactOverlay.CommonArea(first.Geometry, second.Geometry)
                       where area > 0.5
                       select (first.Row, second.Row, Area: area);
        var found = new LayerOverlaps(AreaMeasure.PlanarMetres, 0.5, threads: threads, blockPoints: blockPoints).Find(() => rows, Fail).ToArray();

        Assert.Equal(expected.OrderBy(e => (e.Item2, e.Item1)).Select(e => (e.Item1, e.Item2)), found.Select(f => (f.First, f.Second)).OrderBy(f => (f.Second, f.First)));
        foreach (var (e, f) in expected.OrderBy(e => (e.Item2, e.Item1)).Zip(found.OrderBy(f => (f.Second, f.First))))
        {
            Assert.True(AreaTolerance.AreEqual(e.Area, f.CommonM2), $"{f}: {e.Area}");
            Assert.True(rows.Where(r => r.Row == f.First || r.Row == f.Second).All(r => r.Geometry.Contains(new Point(f.X!.Value, f.Y!.Value))), $"{f}");
        }
    }

    [Fact]
    public void Find_EachBlock_ReadsTheLayerTwice()
    {
        var (rows, reads) = (Rows(), 0);
        int Reads(long blockPoints)
        {
            reads = 0;
            _ = new LayerOverlaps(AreaMeasure.PlanarMetres, 0.5, threads: 1, blockPoints: blockPoints).Find(() => { reads++; return rows; }, Fail).Count();
            return reads;
        }

        Assert.Equal(2, Reads(100_000));
        Assert.InRange(Reads(rows.Sum(row => row.Geometry.NumPoints) / 3), 6, 8);
    }

    [Fact]
    public void Find_InOneBlock_IsOrderedByTheSecondRowThenTheFirst()
    {
        var found = Find(Rows(), 0.5);
        Assert.True(found.Length > 50);
        Assert.Equal(found.OrderBy(f => (f.Second, f.First)), found);
    }

    [Fact]
    public void Find_IsLazy_AndStopsWithItsReader()
    {
        // A thousand rows one on the other make half a million pairs; ten are asked for.
        var read = 0;
        var rows = Enumerable.Range(0, 1000).Select(i => new LayerRow(i, "a", AreaOverlayTests.Box(0, 0, 10, 10)));
        var found = new LayerOverlaps(AreaMeasure.PlanarMetres, 0.5, threads: 1).Find(() => rows.Select(row => { read++; return row; }), Fail).Take(10).ToArray();
        Assert.Equal(10, found.Length);
        Assert.True(read < 1300, $"{read} rows were read");
        Assert.All(found, pair => Assert.Equal(100, pair.CommonM2, 1e-12));
    }

    [Fact]
    public void Find_RefusedRowsAndLines_AreReportedOrPassedOver()
    {
        LayerRow[] rows =
        [
            new(0, "a", AreaOverlayTests.Box(0, 0, 10, 10)),
            new(1, "a", AreaOverlayTests.Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))")),
            new(2, "a", AreaOverlayTests.Read("LINESTRING(0 0, 9 9)")),
            new(3, "a", AreaOverlayTests.Box(5, 5, 15, 15)),
        ];
        var findings = new List<Finding>();
        var found = new LayerOverlaps(AreaMeasure.PlanarMetres, 0.5).Find(() => rows, findings.Add).ToArray();
        Assert.Equal((0, 3, 25.0), Assert.Single(found.Select(f => (f.First, f.Second, f.CommonM2))));
        Assert.Equal(("GEOM_SELF_INTERSECTION", 1L), Assert.Single(findings.Select(f => (f.Code, f.Location.Row!.Value))));
    }

    [Fact]
    public void Find_MoreWorkThanAllowed_IsAPairWithoutAnArea()
    {
        LayerRow[] rows = [new(0, "a", OverlayBudgetTests.Comb(600, false)), new(1, "a", OverlayBudgetTests.Comb(600, true))];
        var pair = Assert.Single(new LayerOverlaps(AreaMeasure.PlanarMetres, 0.5, new OverlayBudget(MaxEdgePairs: 10_000)).Find(() => rows, Fail));
        Assert.False(pair.IsKnown);
        Assert.Null(pair.X);
    }

    private static OverlappingPair[] Find(LayerRow[] rows, double tolerance) =>
        [.. new LayerOverlaps(AreaMeasure.PlanarMetres, tolerance).Find(() => rows, Fail)];

    private static void Fail(Finding finding) => Assert.Fail(finding.MessageEn);

    /// <summary>Parcels with a new edition of some of them and a few stars on top.</summary>
    private static LayerRow[] Rows()
    {
        var random = new Random(20170602);
        var parcels = Mosaic.Of(random, 0, 0, 30, 6);
        var stars = Enumerable.Range(0, 12).Select(i => new LayerRow(36 + i, "s", new GeometryFactory().CreatePolygon(
            PolygonPairs.Star(random, new Coordinate(180 * random.NextDouble(), 180 * random.NextDouble()), 40, 9))));
        var doubled = parcels.Take(4).Select((row, i) => row with { Row = 48 + i });
        return [.. parcels, .. stars, .. doubled];
    }
}
