using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Spatial.Crs;
using static Platform.Tests.Unit.Domain.Layers.MemoryLayer;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Domain.Layers;

public sealed class EditionDisplacementTests : IDisposable
{
    private const double Metres100 = 0.001;

    private readonly string _folder = Directory.CreateTempSubdirectory("editions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SamePlaces_DrawnAgain_AreNotDisplaced() => Assert.Null(Judge((x, y) => (x, y)));

    [Fact]
    public void LikeGcj02_IsRefusedByName()
    {
        var finding = Judge(MapServiceShift.ToGcj02);

        Assert.Equal("CRS_DISPLACED_MAP_SERVICE", finding!.Code);
        Assert.Contains("GCJ-02", finding.MessageEn, StringComparison.Ordinal);
        Assert.Equal(("f", "l"), (finding.Location.File, finding.Location.Layer));
    }

    [Fact]
    public void LikeBd09_IsRefusedByName() => Assert.Contains("BD-09", Judge(MapServiceShift.ToBd09)!.MessageEn, StringComparison.Ordinal);

    [Fact]
    public void ByAnotherVectorSmallerThanTheShapes_Warns() => Assert.Equal("CRS_DISPLACED", Judge((x, y) => (x + Metres100, y), 5 * Metres100)!.Code);

    [Fact]
    public void NothingInCommon_IsNotJudged() => Assert.Null(Judge((x, y) => (x + 1, y)));

    [Fact]
    public void OneFeature_IsNotJudged()
    {
        using var one = Publish([Field(0, 0, new Random(1), (x, y) => (x, y))]);
        Assert.Null(EditionDisplacement.Judge(one, one, new Location("f", "l")));
    }

    private Platform.Findings.Finding? Judge(Func<double, double, (double X, double Y)> move, double size = Metres100)
    {
        using var earlier = Publish(Town(new Random(1), (x, y) => (x, y), size));
        using var edition = Publish(Town(new Random(2), move, size));
        return EditionDisplacement.Judge(edition, earlier, new Location("f", "l"));
    }

    // A thousand fields of half to nine tenths of the size in no regular order; each edition is drawn anew, a fiftieth off.
    private static string[] Town(Random drawing, Func<double, double, (double X, double Y)> move, double size) =>
        [.. Enumerable.Range(0, 1024).Select(i => Field(i % 32, i / 32, drawing, move, size))];

    private static string Field(int column, int row, Random drawing, Func<double, double, (double X, double Y)> move, double size = Metres100)
    {
        var layout = new Random((row * 32) + column);
        var (x, y) = (114.4 + ((column + (0.1 * layout.NextDouble())) * size), 37.9 + ((row + (0.1 * layout.NextDouble())) * size));
        var (w, h) = (size * (0.5 + (0.4 * layout.NextDouble())), size * (0.5 + (0.4 * layout.NextDouble())));
        string Corner(double east, double north)
        {
            var (l, b) = move(east + (0.02 * size * drawing.NextDouble()), north + (0.02 * size * drawing.NextDouble()));
            return string.Create(CultureInfo.InvariantCulture, $"{l:R} {b:R}");
        }

        var first = Corner(x, y);
        return $"POLYGON (({first}, {Corner(x + w, y)}, {Corner(x + w, y + h)}, {Corner(x, y + h)}, {first}))";
    }

    private PublishedLayer Publish(string[] shapes)
    {
        object?[][] rows = [.. shapes.Select((shape, i) => new object?[] { shape, "R", $"{i}" })];
        var path = Path.Combine(_folder, Guid.NewGuid() + ".gpkg");
        new MemoryLayer("plan", TextFields("CODE", "NO"), rows).Publish(TestSchemas.Open, path);
        return PublishedLayer.Open("v", path);
    }
}
