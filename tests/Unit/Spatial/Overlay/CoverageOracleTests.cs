using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>Coverage and overlapping rows, boundaries of thousands of points, and the ellipsoid, against OverlayNG and the official area of its results.</summary>
public sealed class CoverageOracleTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData(6, false, 0)]
    [InlineData(6, true, 0)]
    [InlineData(300, false, 0)]
    [InlineData(300, true, 0)]
    [InlineData(6, false, 1)]
    [InlineData(6, true, 1)]
    [InlineData(300, false, 1)]
    [InlineData(6, false, 2)]
    public void AreasByClass_OverlappingRows_AreCoveredOnceAndReported(int corners, bool degrees, int holders)
    {
        var random = new Random(20170401);
        var measure = degrees ? AreaMeasure.Ellipsoidal : AreaMeasure.PlanarMetres;
        for (var round = 0; round < (corners > 100 ? Trials.Of(6, 1) : Trials.Of(40, 6)); round++)
        {
            Geometry[] rows = [.. Enumerable.Range(0, 5).Select(_ => Star(random, corners, 40, degrees))];
            var subject = Star(random, 9, 40, degrees);
            for (var holder = 0; holder < holders; holder++)
                rows[(round + (3 * holder)) % rows.Length] = holder == 0 ? subject.Copy() : Factory.ToGeometry(subject.EnvelopeInternal);
            var result = new AreaOverlay().Prepare(rows.Select((g, i) => new LayerRow(i, "a", g)), measure).AreasByClass([new OverlaySubject(0, subject)]).Single();

            var pieces = rows.Select(row => Common(subject, row)).ToArray();
            AssertEqual(measure.Of(OverlayNGRobust.Union(pieces)), result.CoveredM2);
            AssertEqual(pieces.Sum(measure.Of), result.CoveredM2 + result.OverlapM2);
            var expected = from i in Enumerable.Range(0, 5)
                           from j in Enumerable.Range(i + 1, 4 - i)
                           let area = measure.Of(Common(pieces[i], pieces[j]))
                           where area > AreaTolerance.At(Math.Min(measure.Of(pieces[i]), measure.Of(pieces[j])))
                           select ((long)i, (long)j, area);
            Assert.Equal(expected.Select(e => (e.Item1, e.Item2)), result.OverlappingRows.Select(o => (o.First, o.Second)));
            foreach (var (e, o) in expected.Zip(result.OverlappingRows))
                AssertEqual(e.area, o.AreaM2);
        }
    }

    [Theory]
    [InlineData(100, 2000, false)]
    [InlineData(2000, 2000, false)]
    [InlineData(3000, 9, false)]
    [InlineData(2000, 2000, true)]
    [InlineData(3000, 9, true)]
    public void AreasByClass_LongBoundaries_EqualOverlayNg(int corners, int others, bool degrees)
    {
        var random = new Random(20170402);
        var measure = degrees ? AreaMeasure.Ellipsoidal : AreaMeasure.PlanarMetres;
        corners = Trials.Of(corners, Math.Max(9, corners / 10));
        others = Trials.Of(others, Math.Max(9, others / 10));
        for (var round = 0; round < Trials.Of(12, 2); round++)
        {
            var (a, b) = (Star(random, corners, 4000, degrees), Star(random, others, round % 3 == 0 ? 4000 : 400, degrees));
            AssertEqual(measure.Of(Common(a, b)), CommonArea(a, b, measure));
            AssertEqual(measure.Of(a), CommonArea(a, a.Copy(), measure));
        }
    }

    [Fact]
    public void AreasByClass_NeighboursWithALongSharedBoundary_AddUpAndDoNotOverlap()
    {
        var random = new Random(20170403);
        var river = Enumerable.Range(0, 3001).Select(i => new Coordinate(500 + (40 * (random.NextDouble() - 0.5)), i / 3.0)).ToArray();
        var left = Factory.CreatePolygon([new Coordinate(0, 0), .. river, new Coordinate(0, 1000), new Coordinate(0, 0)]);
        var right = Factory.CreatePolygon([new Coordinate(1000, 1000), .. river.Reverse(), new Coordinate(1000, 0), new Coordinate(1000, 1000)]);
        var layer = new AreaOverlay().Prepare([new LayerRow(0, "left", left), new LayerRow(1, "right", right)], AreaMeasure.PlanarMetres);
        var patches = Enumerable.Range(0, Trials.Of(50, 8)).Select(i => new OverlaySubject(i, Box(450 + i, 10 + (15 * i), 520 + i, 200 + (15 * i)))).ToArray();
        foreach (var (patch, result) in patches.Zip(layer.AreasByClass(patches)))
        {
            Assert.Equal(70 * 190, result.Classes.Sum(c => c.AreaM2), 1e-8);
            AssertEqual(Common(patch.Geometry, left).Area, result.Classes[0].AreaM2);
            Assert.Empty(result.OverlappingRows);
            Assert.Equal(0, result.OverlapM2);
        }

        Assert.Equal("left", Assert.Single(layer.AreasByClass([new OverlaySubject(0, left)]).Single().Classes).Class);
    }

    [Theory]
    [InlineData(114, 38, 0.001)]
    [InlineData(114, 38, 0.3)]
    [InlineData(114, 0, 5)]
    [InlineData(-71, 70, 15)]
    [InlineData(10, 89, 0.9)]
    public void AreasByClass_OnTheEllipsoid_AreTheOfficialAreasOfTheCommonParts(double longitude, double latitude, double size)
    {
        var random = new Random(20170404);
        for (var round = 0; round < Trials.Of(200, 12); round++)
        {
            var centre = new Coordinate(longitude, latitude);
            var a = Factory.CreatePolygon(PolygonPairs.Star(random, centre, size, 8));
            var b = Factory.CreatePolygon(PolygonPairs.Star(random, new Coordinate(longitude + (size * random.NextDouble()), latitude), size, 8));
            AssertEqual(EllipsoidalArea.Of(Common(a, b)), CommonArea(a, b, AreaMeasure.Ellipsoidal));
            AssertEqual(EllipsoidalArea.Of(a), CommonArea(a, a.Copy(), AreaMeasure.Ellipsoidal));
        }
    }

    private static double CommonArea(Geometry a, Geometry b, AreaMeasure measure) =>
        new AreaOverlay().Prepare([new LayerRow(0, "b", b)], measure).AreasByClass([new OverlaySubject(0, a)]).Single().Classes.Sum(c => c.AreaM2);

    private static MultiPolygon Common(Geometry a, Geometry b)
    {
        var common = OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection);
        var polygons = NetTopologySuite.Geometries.Utilities.PolygonExtracter.GetPolygons(common).Cast<Polygon>().ToArray();
        return Factory.CreateMultiPolygon(polygons);
    }

    private static Polygon Star(Random random, int corners, double metres, bool degrees)
    {
        var unit = degrees ? 1e-5 : 1;
        var centre = degrees ? new Coordinate(114.5, 38) : new Coordinate(512_345, 4_212_345);
        centre = new Coordinate(centre.X + (metres * unit * random.NextDouble()), centre.Y + (metres * unit * random.NextDouble()));
        return Factory.CreatePolygon(PolygonPairs.Star(random, centre, metres * unit, corners));
    }

    private static Polygon Box(double x0, double y0, double x1, double y1) => (Polygon)Factory.ToGeometry(new Envelope(x0, x1, y0, y1));

    private static void AssertEqual(double expected, double actual) =>
        Assert.True(AreaTolerance.AreEqual(expected, actual), $"{actual:R} instead of {expected:R}");
}
