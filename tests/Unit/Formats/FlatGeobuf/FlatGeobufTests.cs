using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.FlatGeobuf;
using Platform.Formats.Sources;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.FlatGeobuf;

public sealed class FlatGeobufTests : IDisposable
{
    private static readonly Field[] Fields =
    [
        new("文", FieldType.Text, 20), new("n", FieldType.Integer), new("d", FieldType.Decimal), new("r", FieldType.Real),
        new("b", FieldType.Boolean), new("t", FieldType.DateTime), new("x", FieldType.Binary), new("day", FieldType.Date),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(GeometryKind.Point, "POINT (1.25 2)")]
    [InlineData(GeometryKind.LineString, "LINESTRING (0 0, 1 1, 2 0)")]
    [InlineData(GeometryKind.Polygon, "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))")]
    [InlineData(GeometryKind.MultiPoint, "MULTIPOINT ((0 0), (1 1))")]
    [InlineData(GeometryKind.MultiLineString, "MULTILINESTRING ((0 0, 1 1))")]
    [InlineData(GeometryKind.MultiPolygon, "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0), (0.5 0.25, 0.75 0.25, 0.75 0.5, 0.5 0.25)), ((5 5, 6 5, 6 6, 5 5)))")]
    [InlineData(GeometryKind.GeometryCollection, "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1)))")]
    [InlineData(GeometryKind.Any, "POLYGON ((0 0, 1 0, 1 1, 0 0))")]
    [InlineData(GeometryKind.Any, "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")]
    public void Write_ThenRead_GivesTheSame(GeometryKind kind, string wkt)
    {
        var when = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        object?[] values = ["图斑", -7L, 1.5m, 0.1, true, when, new byte[] { 1, 2 }, new DateOnly(2020, 1, 2)];
        var outcome = Outcome.Of(Write(kind, new FeatureToWrite(new WKTReader().Read(wkt), values), new FeatureToWrite(null, new object?[8])));

        Assert.Equal("", outcome.Codes);
        Assert.Equal(2, outcome.Features.Count);
        var row = outcome.Features.Single(f => f.Geometry is not null);
        Assert.Equal(new WKTReader().Read(wkt).AsText(), row.Geometry!.AsText());
        Assert.Equal(["图斑", -7L, 1.5, 0.1, true, when, new byte[] { 1, 2 }, "2020-01-02"], row.Values);
        Assert.All(outcome.Features.Single(f => f.Geometry is null).Values, Assert.Null);
        Assert.Equal((kind, 4490, 2L), (outcome.Layers[0].Geometry, outcome.Layers[0].Crs.Epsg, outcome.Layers[0].FeatureCount));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(File.ReadAllBytes(Grid(50)), File.ReadAllBytes(Grid(50)));

    /// <summary>A file that GDAL wrote from the shapefile beside it. What lies in it with a hole outside of its shell, GDAL put together in its own way.</summary>
    [Fact]
    public void Read_FileOfGdal_HasTheFeaturesOfTheShapefile()
    {
        static List<(string Shape, bool IsSound)> Shapes(string file) => [.. Outcome.Of(Fixtures.Path("gdal", file)).Features
            .Select(f => ($"{f.Geometry!.EnvelopeInternal} {f.Geometry.Area} {f.Geometry.NumPoints}", f.Findings.Count == 0))];

        var (shapefile, flat) = (Shapes("testpoly.shp"), Shapes("testpoly.fgb"));
        Assert.Equal(shapefile.Count, flat.Count);
        Assert.Equal(13, shapefile.Count(s => s.IsSound));
        Assert.Subset(flat.Select(f => f.Shape).ToHashSet(), shapefile.Where(s => s.IsSound).Select(s => s.Shape).ToHashSet());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Find_Box_GivesWhatLiesInIt(int count)
    {
        var path = Grid(count);
        var findings = new FindingLog();
        var layer = FlatGeobufLayer.Open(DeliveredFile.FromDisk(path), "a", findings)!;
        using var range = new FileRange(path);
        foreach (var box in new[] { new Envelope(3.5, 9.2, 0, 4), new Envelope(-5, 500, -5, 500), new Envelope(600, 700, 0, 1), new Envelope(0, 0, 0, 0) })
        {
            var expected = layer.ReadRows().Where(r => r.Geometry!.EnvelopeInternal.Intersects(box)).Select(r => r.Values[1]);
            Assert.Equal(expected, layer.Find(range, box).Select(r => r.Values[1]));
        }

        Assert.Empty(findings.Items);
    }

    [Theory]
    [InlineData(0, "FGB_HEADER")]
    [InlineData(8, "FGB_HEADER")]
    public void Read_DamagedHead_IsRefused(int at, string code)
    {
        var bytes = File.ReadAllBytes(Grid(3));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), uint.MaxValue);

        Assert.Equal(code, Outcome.Of("a.fgb", bytes).Codes);
    }

    /// <summary>A text is damaged when its bytes are no UTF-8, not when it holds the character that stands for damage.</summary>
    [Theory]
    [InlineData("a\uFFFDb", 0, "")]
    [InlineData("图斑", 0x80, "FGB_VALUE")]
    public void Read_TextThatIsNoUtf8_IsEmptyWithAFinding(string text, byte overwrite, string code)
    {
        var bytes = File.ReadAllBytes(Write(GeometryKind.Any, [.. Enumerable.Repeat(new FeatureToWrite(null, [text, null, null, null, null, null, null, null]), 3)]));
        var places = Enumerable.Range(0, bytes.Length).Where(i => bytes.AsSpan(i).StartsWith(Encoding.UTF8.GetBytes(text))).ToList();
        if (overwrite > 0)
        {
            bytes[places[1]] = overwrite;
        }

        var outcome = Outcome.Of("a.fgb", bytes);
        Assert.Equal(3, places.Count);
        Assert.Equal(code, outcome.Codes);
        Assert.Equal([text, overwrite > 0 ? null : text, text], outcome.Features.Select(f => f.Values[0]));
    }

    /// <summary>Every field of the file that is a count, a length or an offset is one of these words.</summary>
    [Fact]
    public void Read_AnyWordOverwritten_EndsWithoutAnException()
    {
        var whole = File.ReadAllBytes(Grid(3));
        foreach (var value in new[] { 0u, 0x7FFF_FFFFu, 0xFFFF_FFF0u, 1u << 16 })
        {
            for (var at = 0; at + 4 <= whole.Length; at += 2)
            {
                var bytes = whole.ToArray();
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
                var before = GC.GetAllocatedBytesForCurrentThread();
                Outcome.Of("a.fgb", bytes);
                Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20, $"{value} at {at}");
            }
        }
    }

    /// <summary>A damaged index must neither lead in circles nor outside.</summary>
    [Fact]
    public void Find_AnyWordOfTheIndexOverwritten_Ends()
    {
        var path = Grid(40);
        var whole = File.ReadAllBytes(path);
        for (var at = 12; at + 4 <= whole.Length; at += 4)
        {
            var bytes = whole.ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), 0);
            var findings = new FindingLog();
            var layer = FlatGeobufLayer.Open(new DeliveredFile("a.fgb", bytes.Length, () => new MemoryStream(bytes)), "a", findings);
            if (layer is { IsIndexed: true })
            {
                Assert.True(layer.Find(new StreamRange(new MemoryStream(bytes)), new Envelope(-1e9, 1e9, -1e9, 1e9)).Count() <= 41);
            }
        }
    }

    private string Grid(int count) => Write(GeometryKind.Polygon, [.. Enumerable.Range(0, count).Select(i =>
        new FeatureToWrite(new WKTReader().Read($"POLYGON (({i % 30} {i / 30}, {(i % 30) + 1} {i / 30}, {i % 30} {(i / 30) + 1}, {i % 30} {i / 30}))"), ["a", (long)i, null, null, null, null, null, null]))]);

    private string Write(GeometryKind kind, params FeatureToWrite[] rows)
    {
        var path = _folder["a.fgb"];
        FlatGeobufWriter.Write(path, new LayerToWrite(new LayerSchema("a", "", kind, Fields, CrsDefinition.FromEpsg(4490)), rows));
        return path;
    }
}
