using System.Text;
using NetTopologySuite.IO;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;

namespace Platform.Tests.Unit.Formats.GeoJson;

public sealed class GeoJsonWriterTests
{
    [Theory]
    [InlineData("POINT(1.5 2)", """{"type":"Point","coordinates":[1.5,2]}""")]
    [InlineData("LINESTRING(0 0,1 1)", """{"type":"LineString","coordinates":[[0,0],[1,1]]}""")]
    [InlineData("POLYGON((0 0,0 9,9 9,0 0),(1 3,2 3,1 2,1 3))",
        """{"type":"Polygon","coordinates":[[[0,0],[9,9],[0,9],[0,0]],[[1,3],[2,3],[1,2],[1,3]]]}""")]
    [InlineData("MULTIPOINT((1 2),(3 4))", """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("MULTIPOLYGON(((0 0,1 0,1 1,0 0)))", """{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}""")]
    [InlineData("GEOMETRYCOLLECTION(POINT(1 2))", """{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}""")]
    [InlineData("POLYGON EMPTY", """{"type":"Polygon","coordinates":[]}""")]
    [InlineData(null, "null")]
    public void Write_Geometry_FollowsRfc7946(string? wkt, string expected)
    {
        var text = Write(4326, new FeatureToWrite(wkt is null ? null : new WKTReader().Read(wkt), ["名称", 0.10m], 5));

        Assert.Equal(
            "{\"type\":\"FeatureCollection\",\"name\":\"l\",\"features\":[\n{\"type\":\"Feature\",\"id\":5,\"properties\":{\"名\":\"名称\",\"a\":0.10},\"geometry\":"
            + expected + "}\n]}\n",
            text);
    }

    [Fact]
    public void Write_TwoRows_IsOneJsonDocument()
    {
        var text = Write(4490, new FeatureToWrite(null, ["a", null]), new FeatureToWrite(null, [null, 2L]));

        using var document = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal(2, document.RootElement.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public void Write_ProjectedCrs_IsRefused() => Assert.Throws<ArgumentException>(() => Write(4528));

    private static string Write(int epsg, params FeatureToWrite[] rows)
    {
        var schema = new LayerSchema("l", "", GeometryKind.Any, [new("名", FieldType.Text), new("a", FieldType.Decimal)], CrsDefinition.FromEpsg(epsg));
        using var target = new MemoryStream();
        GeoJsonWriter.Write(target, new LayerToWrite(schema, rows));
        return Encoding.UTF8.GetString(target.ToArray());
    }
}
