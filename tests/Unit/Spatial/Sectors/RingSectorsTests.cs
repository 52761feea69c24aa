using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Sectors;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;
using static Platform.Tests.Unit.Spatial.Overlay.AreaOverlayTests;

namespace Platform.Tests.Unit.Spatial.Sectors;

/// <summary>Expected figures of the ellipsoid: geographiclib by pyproj 3.4.1, <c>Geod(a=6378137, rf=298.257222101)</c>.</summary>
public sealed class RingSectorsTests
{
    [Theory]
    [InlineData(114.5, 38.04, 33.3, 12345.678, 114.577310059427, 38.132936613228)]
    [InlineData(114.5, 38.04, 271.5, 500000, 108.804192905114, 38.019899228527)]
    [InlineData(-71.1, 42.37, 180, 1000000, -71.1, 33.360545676582)]
    [InlineData(120, 0, 90, 300000, 122.694945852359, 0)]
    public void Geodesic_ItsOutermostPoints_AreWhereTheGeodesicLeads(double longitude, double latitude, double azimuth, double metres, double x, double y)
    {
        var (l, b) = Platform.Spatial.Sectors.Geodesic.Destination(longitude, latitude, azimuth, metres);
        Assert.Equal(x, l, 1e-10);
        Assert.Equal(y, b, 1e-10);

        // The ring's points lie half a millimetre outside of it at most.
        var ring = RingSectors.Geodesic(longitude, latitude, [metres], 1).Cells[0].Shape.ExteriorRing;
        var distance = ring.Distance(new Point(x, y));
        Assert.True(distance < 1e-8, $"{azimuth}: {distance}");
    }

    [Theory]
    [InlineData(5_000, 78539812.302992)]
    [InlineData(50_000, 7853941346.512697)]
    [InlineData(200_000, 125653392946.003250)]
    public void Geodesic_WholeDisc_HasTheAreaOfTheGeodesicDisc(double metres, double expected)
    {
        var area = RingSectors.Geodesic(114.5, 38.04, [metres], 1).Cells.Sum(cell => EllipsoidalArea.Of(cell.Shape));
        Assert.Equal(1, area / expected, 2e-10);
    }

    [Fact]
    public void Geodesic_ACell_HasTheAreaOfItsSectorOfTheRing()
    {
        var cell = RingSectors.Geodesic(114.5, 38.04, [20_000, 50_000], 8).Cells.Single(c => c is { Ring: 1, Direction: "NE" });
        Assert.Equal((22.5, 67.5, 20_000, 50_000), (cell.FromAzimuth, cell.ToAzimuth, cell.InnerMetres, cell.OuterMetres));

        Assert.True(cell.Shape.Centroid is { X: > 114.5, Y: > 38.04 });

        // Two radii of thirty kilometres, each drawn to a millimetre.
        Assert.Equal(824663164.745249, EllipsoidalArea.Of(cell.Shape), 60.0);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(30_000)]
    public void Geodesic_DrawnArcs_KeepWithinAMillimetre(double metres)
    {
        // The same circle drawn with other points, two millimetres further out and further in, is met nowhere.
        static Geometry Disc(double radius, int sectors) => CoverageUnion.Union([.. RingSectors.Geodesic(114.5, 38.04, [radius], sectors).Cells.Select(c => c.Shape)]);
        var disc = Disc(metres, 7);
        Assert.True(Disc(metres + 0.002, 1).Contains(disc));
        Assert.True(disc.Contains(Disc(metres - 0.002, 1)));
    }

    [Fact]
    public void Geodesic_DrawnRadii_KeepWithinAMillimetre()
    {
        // Every corner of many narrow rings lies on the geodesic that one wide ring draws.
        var rings = Trials.Of(300, 20);
        var wide = RingSectors.Geodesic(114.5, 38.04, [30_000], 8).Cells[2].Shape.ExteriorRing;
        var narrow = RingSectors.Geodesic(114.5, 38.04, [.. Enumerable.Range(1, rings).Select(i => 30_000.0 * i / rings)], 8).Cells.Where(c => c.Direction == "E");
        Assert.All(narrow, cell => Assert.True(wide.Distance(new Point(cell.Shape.Coordinate)) < 0.9e-8));
    }

    [Theory]
    [InlineData(1, new double[] { 1000, 2000 })]
    [InlineData(4, new double[] { 500, 1500, 4000 })]
    [InlineData(8, new double[] { 1000, 30_000 })]
    [InlineData(16, new double[] { 3000 })]
    [InlineData(7, new double[] { 10, 20 })]
    public void Cells_AreACoverageOfTheDisc(int sectors, double[] radii)
    {
        foreach (var grid in new[] { RingSectors.Geodesic(114.5, 38.04, radii, sectors), RingSectors.Planar(500_000, 4_200_000, 1, radii, sectors) })
        {
            Geometry[] shapes = [.. grid.Cells.Select(cell => cell.Shape)];
            Assert.Equal(sectors * radii.Length, shapes.Length);
            Assert.All(shapes, shape => Assert.True(shape.IsValid));
            Assert.True(CoverageValidator.IsValid(shapes));
            var disc = grid.Measure.Kind == AreaMeasureKind.Planar ? Math.PI * radii[^1] * radii[^1] : EllipsoidalArea.Of(RingSectors.Geodesic(114.5, 38.04, [radii[^1]], 1).Cells[0].Shape);
            Assert.Equal(1, shapes.Sum(grid.Measure.Of) / disc, 1e-8);
            Assert.Equal(0, CoverageUnion.Union(shapes) is Polygon union ? union.NumInteriorRings : -1);
        }
    }

    [Fact]
    public void Planar_EachSector_HasItsShareOfTheRing()
    {
        var grid = RingSectors.Planar(500_000, 4_200_000, 1, [1000, 2000], 8);
        foreach (var cell in grid.Cells)
            Assert.Equal(1, cell.Shape.Area / (Math.PI / 8 * ((cell.OuterMetres * cell.OuterMetres) - (cell.InnerMetres * cell.InnerMetres))), 1e-9);
        Assert.Equal(["N", "NE", "E", "SE", "S", "SW", "W", "NW"], grid.Cells.Take(8).Select(c => c.Direction));
        var centre = new Coordinate(500_000, 4_200_000);
        Assert.All(grid.Cells, cell => Assert.Contains("NSEW"[..4].Where(c => cell.Direction.Contains(c, StringComparison.Ordinal)), c => c switch
        {
            'N' => cell.Shape.Centroid.Y > centre.Y,
            'S' => cell.Shape.Centroid.Y < centre.Y,
            'E' => cell.Shape.Centroid.X > centre.X,
            _ => cell.Shape.Centroid.X < centre.X,
        }));
    }

    [Fact]
    public void Cells_KnowTheirPlaceInTheGrid()
    {
        var cells = RingSectors.Planar(0, 0, 1, [10, 25], 8).Cells;
        Assert.Equal((0, 0, "N", 0, 10, 337.5, 22.5), Place(cells[0]));
        Assert.Equal((0, 7, "NW", 0, 10, 292.5, 337.5), Place(cells[7]));
        Assert.Equal((1, 1, "NE", 10, 25, 22.5, 67.5), Place(cells[9]));

        static (int, int, string, double, double, double, double) Place(RingSector c) =>
            (c.Ring, c.Sector, c.Direction, c.InnerMetres, c.OuterMetres, c.FromAzimuth, c.ToAzimuth);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "N S")]
    [InlineData(3, "  ")]
    [InlineData(4, "N E S W")]
    [InlineData(16, "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW")]
    [InlineData(32, "                               ")]
    public void Cells_AreNamedWhereTheCompassHasNames(int sectors, string expected) =>
        Assert.Equal(expected, string.Join(' ', RingSectors.Planar(0, 0, 1, [10], sectors).Cells.Select(cell => cell.Direction)));

    [Fact]
    public void Create_UpToItsBounds_IsAllowed()
    {
        Assert.Equal(360, RingSectors.Planar(0, 0, 1, [1_000_000], 360).Cells.Count);
        Assert.Single(RingSectors.Geodesic(180, 84, [110_000], 1).Cells);
        Assert.Single(RingSectors.Geodesic(-180, -84, [110_000], 1).Cells);
        Assert.Throws<ArgumentOutOfRangeException>(() => RingSectors.Geodesic(114, -84.5, [100_000], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RingSectors.Geodesic(-180.1, 38, [100_000], 1));
    }

    [Fact]
    public void Cells_ADrawnCircle_HasAsFewPointsAsTheDeviationAllows()
    {
        // The middle of a chord lies r (1 - cos ½α) inside of the arc: at most a millimetre, and no more than a point more than needed.
        foreach (var radius in new[] { 0.5, 10, 1000, 50_000 })
        {
            var points = RingSectors.Planar(0, 0, 1, [radius], 1).Cells[0].Shape.NumPoints - 1;
            Assert.True(points == 32 || radius * (1 - Math.Cos(Math.PI / (points - 1))) > RingSectors.DeviationMetres, $"{points} points");
            Assert.True(radius * (1 - Math.Cos(Math.PI / points)) <= RingSectors.DeviationMetres || radius < 0.3, $"{points} points");
        }
    }

    [Fact]
    public void Planar_InFeet_RadiiStayMetres()
    {
        const double Foot = 1200.0 / 3937;
        var grid = RingSectors.Planar(700_000, 900_000, Foot, [1000], 4);
        Assert.Equal(Math.PI * 1e6, grid.Cells.Sum(cell => grid.Measure.Of(cell.Shape)), 0.01);
    }

    [Fact]
    public void AreasByClass_CountsEachClassInItsCells()
    {
        // Town east of the centre's meridian, farm west of it; a second town row on top of the first counts once.
        var grid = RingSectors.Planar(0, 0, 1, [100, 200], 4);
        LayerRow[] rows = [new(0, "town", Box(0, -300, 300, 300)), new(1, "farm", Box(-300, -300, 0, 300)), new(2, "town", Box(50, 0, 60, 10)), new(3, null, Box(-10, 120, 0, 130))];
        var findings = new List<Finding>();
        var areas = grid.AreasByClass(rows, findings);

        Assert.Equal("OVL_CLASS_MISSING", Assert.Single(findings).Code);
        Assert.Equal(
            ["0N farm", "0N town", "0E town", "0S farm", "0S town", "0W farm", "1N ", "1N farm", "1N town", "1E town", "1S farm", "1S town", "1W farm"],
            areas.Select(a => $"{a.Cell.Ring}{a.Cell.Direction} {a.Class}"));
        Assert.Equal(Math.PI * 1e4 / 4, areas.Single(a => a is { Cell: { Ring: 0, Direction: "E" } }).AreaM2, 1e-3);
        Assert.Equal(Math.PI * 1e4 / 8, areas[0].AreaM2, 1e-3);
        Assert.Equal(100, areas.Single(a => a.Class.Length == 0).AreaM2, 1e-6);
    }

    [Fact]
    public void AreasByClass_TooMuchWork_IsRefused()
    {
        var grid = RingSectors.Planar(0, 0, 1, [100], 1);
        Assert.Throws<RefusedException>(() => grid.AreasByClass([new LayerRow(0, "a", Box(0, 0, 10, 10))], [], new OverlayBudget(MaxEdgePairs: 10)));
    }

    [Theory]
    [InlineData(0, new double[] { 10 })]
    [InlineData(361, new double[] { 10 })]
    [InlineData(8, new double[0])]
    [InlineData(8, new double[] { 0, 10 })]
    [InlineData(8, new double[] { 10, 10 })]
    [InlineData(8, new double[] { 10, double.NaN })]
    [InlineData(8, new double[] { 10, 1_000_001 })]
    public void Create_WithoutSense_Throws(int sectors, double[] radii)
    {
        Assert.ThrowsAny<ArgumentException>(() => RingSectors.Planar(0, 0, 1, radii, sectors));
        Assert.ThrowsAny<ArgumentException>(() => RingSectors.Geodesic(114, 38, radii, sectors));
    }

    [Theory]
    [InlineData(114, 84.5)]
    [InlineData(114, double.NaN)]
    [InlineData(181, 38)]
    public void Geodesic_NearAPoleOrNowhere_Throws(double longitude, double latitude) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RingSectors.Geodesic(longitude, latitude, [100_000], 8));
}
