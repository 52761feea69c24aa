using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Areas;

namespace Platform.Tests.Unit.Spatial.Overlay;

public sealed class AreaOverlayTests
{
    private static readonly GeometryFactory Factory = new();

    [Fact]
    public void AreasByClass_SumsRowsOfAClass_InOrdinalOrder()
    {
        var layer = Planar(("b", Box(0, 0, 4, 10)), ("a", Box(4, 0, 7, 10)), ("b", Box(7, 0, 9, 10)), ("z", Box(50, 0, 60, 10)));
        var result = Areas(layer, Box(2, 2, 10, 4));
        Assert.Equal([new ClassArea("a", 6), new ClassArea("b", 8)], result.Classes);
        Assert.Equal(16, result.AreaM2);
        Assert.Equal(14, result.CoveredM2);
        Assert.Equal(2, result.UncoveredM2);
        Assert.Empty(result.OverlappingRows);
    }

    [Fact]
    public void AreasByClass_OverlappingRows_CountEachAndAreReported()
    {
        var layer = Planar(("a", Box(0, 0, 6, 10)), ("b", Box(4, 0, 10, 10)));
        var result = Areas(layer, Box(0, 0, 10, 1));
        Assert.Equal([new ClassArea("a", 6), new ClassArea("b", 6)], result.Classes);
        Assert.Equal(10, result.CoveredM2, 1e-12);
        Assert.Equal(2, result.OverlapM2, 1e-12);
        Assert.Equal(new RowOverlap(0, 1, 2), Assert.Single(result.OverlappingRows));
    }

    [Theory]
    [InlineData("POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))")]
    [InlineData("POLYGON((10 10, 20 10, 20 20, 10 20, 10 10))")]
    [InlineData("POLYGON((10 2, 20 2, 20 5, 10 5, 10 2))")]
    public void AreasByClass_TouchingRows_HaveNoClass(string wkt)
    {
        var result = Areas(Planar(("a", Read(wkt))), Box(0, 0, 10, 10));
        Assert.Empty(result.Classes);
        Assert.Equal(100, result.UncoveredM2);
    }

    [Fact]
    public void AreasByClass_IdenticalContainedAndHoled_AreExact()
    {
        var holed = Read("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0),(2 2, 4 2, 4 4, 2 4, 2 2))");
        Assert.Equal(96, Areas(Planar(("a", holed)), holed).CoveredM2);
        Assert.Equal(96, Areas(Planar(("a", Box(-5, -5, 15, 15))), holed).CoveredM2);
        Assert.Equal(0, Areas(Planar(("a", holed)), Box(2, 2, 4, 4)).CoveredM2);
    }

    [Fact]
    public void AreasByClass_FullCoverageOnTheEllipsoid_AddsUpToTheSubject()
    {
        var random = new Random(20170201);
        var rows = Mosaic(random, 114.5, 38, 0.002, 12);
        var layer = new AreaOverlay().Prepare(rows, AreaMeasure.Ellipsoidal);
        var subjects = Enumerable.Range(0, 200)
            .Select(i => new OverlaySubject(i, EllipsoidalAreaTests.RandomStar(random, 114.512 + (random.NextDouble() / 1000), 38.012, 0.004)))
            .ToArray();
        foreach (var (subject, result) in subjects.Zip(layer.AreasByClass(subjects)))
        {
            Assert.Null(result.Refusal);
            Assert.Equal(subject.Row, result.Subject);
            var expected = EllipsoidalArea.Of(subject.Geometry);
            Assert.True(AreaTolerance.AreEqual(expected, result.Classes.Sum(c => c.AreaM2)), $"{expected} against {result.Classes.Sum(c => c.AreaM2)}");
        }
    }

    [Fact]
    public void AreasByClass_AnyNumberOfThreads_IsTheSame()
    {
        var random = new Random(20170202);
        var rows = Mosaic(random, 114.5, 38, 0.002, 8);
        var subjects = Enumerable.Range(0, 300).Select(i => new OverlaySubject(i, EllipsoidalAreaTests.RandomStar(random, 114.508, 38.008, 0.003))).ToArray();
        var one = new AreaOverlay(threads: 1).Prepare(rows, AreaMeasure.Ellipsoidal).AreasByClass(subjects).SelectMany(r => r.Classes).ToArray();
        var four = new AreaOverlay(threads: 4).Prepare(rows, AreaMeasure.Ellipsoidal).AreasByClass(subjects).SelectMany(r => r.Classes).ToArray();
        Assert.Equal(one, four);
    }

    [Fact]
    public void Prepare_BadRows_AreLeftOutAndNamed()
    {
        var layer = Planar(("a", Box(0, 0, 5, 5)), ("b", Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))")), (null, Box(5, 0, 9, 5)));
        Assert.Equal([("GEOM_SELF_INTERSECTION", 1L), ("OVL_CLASS_MISSING", 2L)], layer.Findings.Select(f => (f.Code, f.Location.Row!.Value)));
        Assert.Equal(["", "a"], Areas(layer, Box(0, 0, 9, 5)).Classes.Select(c => c.Class));
    }

    [Fact]
    public void AreasByClass_InvalidSubject_IsAFindingNotANumber()
    {
        var result = Areas(Planar(("a", Box(0, 0, 5, 5))), Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"));
        Assert.Equal("GEOM_SELF_INTERSECTION", result.Refusal!.Code);
        Assert.Equal(0, result.AreaM2);
    }

    [Fact]
    public void AreasByClass_RowInFeet_IsSquareMetres()
    {
        var layer = new AreaOverlay().Prepare([new LayerRow(0, "a", Box(0, 0, 100, 100))], AreaMeasure.Planar(1200.0 / 3937));
        Assert.Equal(929.0341161327, Areas(layer, Box(0, 0, 100, 100)).CoveredM2, 1e-9);
    }

    [Fact]
    public void Assign_LargestShareWins_TiesGoToTheLowerCode()
    {
        var layer = Planar(("130100", Box(0, 0, 5, 10)), ("130200", Box(5, 0, 10, 10)), ("130300", Box(10, 0, 30, 10)));
        var tie = UnitAssignment.Assign(Areas(layer, Box(4, 0, 6, 10)));
        Assert.Equal("130100", tie.Unit);
        Assert.Equal([0.5, 0.5], tie.Shares.Select(s => s.Share));
        Assert.Equal("130300", UnitAssignment.Assign(Areas(layer, Box(9, 0, 40, 10))).Unit);
        Assert.Equal(100, UnitAssignment.Assign(Areas(layer, Box(9, 0, 40, 10))).OutsideM2);
        Assert.Null(UnitAssignment.Assign(Areas(layer, Box(100, 0, 101, 10))).Unit);

        // An overlap within the tolerance of areas is contact.
        Assert.Null(UnitAssignment.Assign(Areas(layer, Box(30 - 1e-9, 0, 31, 10))).Unit);
    }

    internal static Polygon Box(double x0, double y0, double x1, double y1) => (Polygon)Factory.ToGeometry(new Envelope(x0, x1, y0, y1));

    internal static Geometry Read(string wkt) => new WKTReader().Read(wkt);

    internal static IPreparedLayer Planar(params (string? Class, Geometry Geometry)[] rows) =>
        new AreaOverlay().Prepare(rows.Select((row, i) => new LayerRow(i, row.Class, row.Geometry)), AreaMeasure.PlanarMetres);

    private static SubjectAreas Areas(IPreparedLayer layer, Geometry subject) => Assert.Single(layer.AreasByClass([new OverlaySubject(5, subject)]));

    /// <summary>Quadrilaterals with random corners that share every edge.</summary>
    private static LayerRow[] Mosaic(Random random, double x, double y, double size, int count)
    {
        var corners = new Coordinate[count + 1, count + 1];
        for (var i = 0; i <= count; i++)
        {
            for (var j = 0; j <= count; j++)
                corners[i, j] = new Coordinate(x + (size * (i + (random.NextDouble() * 0.6))), y + (size * (j + (random.NextDouble() * 0.6))));
        }

        return
        [
            .. from i in Enumerable.Range(0, count)
               from j in Enumerable.Range(0, count)
               select new LayerRow((i * count) + j, ((i + j) % 5).ToString(System.Globalization.CultureInfo.InvariantCulture), Factory.CreatePolygon(
                   [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1], corners[i, j]])),
        ];
    }
}
