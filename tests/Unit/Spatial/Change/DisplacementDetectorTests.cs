using NetTopologySuite.Geometries;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Spatial.Change;

public sealed class DisplacementDetectorTests
{
    [Theory]
    [InlineData(0.3, MapService.None, null)]
    [InlineData(0.3, MapService.Gcj02, "CRS_DISPLACED_MAP_SERVICE")]
    [InlineData(0.3, MapService.Bd09, "CRS_DISPLACED_MAP_SERVICE")]
    [InlineData(0.002, MapService.None, null)]
    [InlineData(0.002, MapService.Gcj02, "CRS_DISPLACED_MAP_SERVICE")]
    [InlineData(0.002, MapService.Bd09, "CRS_DISPLACED_MAP_SERVICE")]
    public void Detect_CountiesAndParcels_NamesTheService(double size, MapService service, string? code)
    {
        // 0.3° is a county; 0.002° a field smaller than the displacement itself. The two layers are drawn differently, by a fiftieth of their size.
        var report = DisplacementDetector.Detect(Layer(size, 2, service), Layer(size, 1, MapService.None));
        Assert.Equal(service, report.Service);
        Assert.InRange(report.Pairs, 20, 36);
        var finding = DisplacementDetector.Judge(report, Location.Whole);
        Assert.Equal(code, finding?.Code);
        if (service != MapService.None)
        {
            Assert.Contains(service == MapService.Gcj02 ? "GCJ-02" : "BD-09", finding!.MessageEn, StringComparison.Ordinal);
            Assert.InRange(Math.Abs(report.East) + Math.Abs(report.North), 300, 3000);
        }
    }

    [Fact]
    public void Detect_ShiftedByAnUnknownVector_IsDisplacedButNoMapService()
    {
        var data = Layer(0.3, 2, MapService.None);
        foreach (var geometry in data)
            geometry.Apply(NetTopologySuite.Geometries.Utilities.AffineTransformation.TranslationInstance(-0.03, 0.02));
        var report = DisplacementDetector.Detect(data, Layer(0.3, 1, MapService.None));
        Assert.Equal("CRS_DISPLACED", DisplacementDetector.Judge(report, Location.Whole)!.Code);
        Assert.InRange(report.East, -2800, -2400);
        Assert.InRange(report.North, 2000, 2400);
    }

    [Fact]
    public void Detect_NothingInCommon_IsUnknown()
    {
        var report = DisplacementDetector.Detect(Layer(0.002, 1, MapService.None), []);
        Assert.Equal(DisplacementReport.Unknown, report);
        Assert.Null(DisplacementDetector.Judge(report, Location.Whole));
    }

    private static Geometry[] Layer(double size, int seed, MapService service)
    {
        var (layout, drawing) = (new Random(20170301), new Random(seed));
        var factory = new GeometryFactory();
        Coordinate Corner(double x, double y)
        {
            x += size * 0.02 * drawing.NextDouble();
            y += size * 0.02 * drawing.NextDouble();
            var (l, b) = service == MapService.Gcj02 ? MapServiceShift.ToGcj02(x, y) : service == MapService.Bd09 ? MapServiceShift.ToBd09(x, y) : (x, y);
            return new Coordinate(l, b);
        }

        return
        [
            .. Enumerable.Range(0, 36).Select(i =>
            {
                var (x, y) = (114.4 + (i % 6 * size), 37.9 + (i / 6 * size));
                var (w, h) = (size * (0.5 + (0.4 * layout.NextDouble())), size * (0.5 + (0.4 * layout.NextDouble())));
                var first = Corner(x, y);
                return factory.CreatePolygon([first, Corner(x + w, y), Corner(x + w, y + h), Corner(x, y + h), first.Copy()]);
            }),
        ];
    }
}
