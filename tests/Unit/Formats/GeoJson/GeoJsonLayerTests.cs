using System.IO.Compression;
using System.Text;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.GeoJson;

public sealed class GeoJsonLayerTests
{
    private const string Head = """{"type":"FeatureCollection","features":[""";

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", "POINT (1 2)")]
    [InlineData("""{"coordinates":[1,2,3,4],"type":"Point"}""", "POINT (1 2)")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[3,4]]}""", "LINESTRING (1 2, 3 4)")]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}""", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[3,1],[5,1],[5,2],[3,1]]]}""",
        "POLYGON ((0 0, 9 0, 9 9, 0 0), (3 1, 5 1, 5 2, 3 1))")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}""",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}""",
        "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "POLYGON EMPTY")]
    [InlineData("null", null)]
    public void ReadRows_Geometry_IsBuiltWhateverTheOrderOfMembers(string geometry, string? wkt)
    {
        var outcome = Feature(geometry);

        Assert.Equal(wkt, outcome.Features[0].Geometry?.AsText());
        Assert.Equal("", outcome.Codes);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":null}""", "GEOM_MALFORMED")]
    [InlineData("""{"type":"Point"}""", "GEOM_MALFORMED")]
    [InlineData("""{"type":"Point","coordinates":[1e400,2]}""", "GEOM_NOT_FINITE")]
    [InlineData("""{"type":"Point","coordinates":[null,2]}""", "GEOM_NOT_FINITE")]
    [InlineData("""{"type":"Point","coordinates":["1","2"]}""", "GEOM_NOT_FINITE")]
    [InlineData("""{"type":"Point","coordinates":[1]}""", "GEOM_NOT_FINITE")]
    [InlineData("""{"type":"Point","coordinates":[1e12,2]}""", "GEOM_OUT_OF_RANGE")]
    [InlineData("""{"type":"Point","coordinates":[[1,2]]}""", "GEOM_MALFORMED")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2]]}""", "GEOM_LINE_TOO_SHORT")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],null]}""", "GEOM_NOT_FINITE")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[[3,4]]]}""", "GEOM_MALFORMED")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}""", "GEOM_RING_TOO_SHORT")]
    [InlineData("""{"type":"Polygon","coordinates":[[],[[0,0],[1,0],[1,1],[0,0]]]}""", "GEOM_MALFORMED")]
    [InlineData("""{"type":"Circle","coordinates":[1,2]}""", "GEOM_UNKNOWN_TYPE")]
    [InlineData("""{"coordinates":[1,2]}""", "GEOM_UNKNOWN_TYPE")]
    [InlineData("[1,2]", "GEOM_MALFORMED")]
    public void ReadRows_BadGeometry_RefusesTheRowAndReadsTheNext(string geometry, string code)
    {
        var outcome = Outcome.Of("a.geojson", Head + $$$"""
            {"type":"Feature","properties":{},"geometry":{{{geometry}}}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}
            """);

        Assert.Equal(code, outcome.Codes);
        Assert.Equal([true, false], outcome.Features.Select(f => f.IsRefused));
        Assert.Equal(0, outcome.Findings[0].Location.Row);
    }

    [Fact]
    public void ReadRows_UnclosedRing_IsClosedWithAFinding()
    {
        var outcome = Feature("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}""");

        Assert.Equal("POLYGON ((0 0, 1 0, 1 1, 0 0))", outcome.Features[0].Geometry!.AsText());
        Assert.Equal("GEOM_RING_UNCLOSED", outcome.Codes);
    }

    [Fact]
    public void ReadRows_Properties_TakeTheTypeThatHoldsAllValues()
    {
        var outcome = Outcome.Of("a.json", Head + """
            {"type":"Feature","id":7,"properties":{"i":1,"d":0.10,"r":1e300,"b":true,"m":1,"t":"文字","n":{"a":[1,"é"]},"x":null},"geometry":null},
            {"type":"Feature","id":"k","properties":{"i":-2,"d":3,"r":1,"b":null,"m":"one","late":12345678901234567890123},"geometry":null}]}
            """);

        Assert.Equal(
            "i:Integer d:Decimal r:Real b:Boolean m:Text t:Text n:Text x:Text late:Decimal",
            string.Join(' ', outcome.Layers[0].Fields.Select(f => $"{f.Name}:{f.Type}")));
        Assert.Equal(new object?[] { 1L, 0.10m, 1e300, true, "1", "文字", """{"a":[1,"é"]}""", null, null }, outcome.Features[0].Values);
        Assert.Equal(new object?[] { -2L, 3m, 1.0, null, "one", null, null, null, 12345678901234567890123m }, outcome.Features[1].Values);
        Assert.Equal(["7", "k"], outcome.Features.Select(f => f.Id));
        Assert.Equal(2, outcome.Layers[0].FeatureCount);
    }

    [Theory]
    [InlineData("""{"a":1e400}""", "JSON_NUMBER_RANGE")]
    [InlineData("""{"a":1,"a":2}""", "JSON_DUPLICATE_NAME")]
    public void ReadRows_BadProperty_IsAFindingOnTheRow(string properties, string code) => Assert.Equal(
        code, Outcome.Of("a.json", Head + $$"""{"type":"Feature","properties":{{properties}},"geometry":null}]}""").Codes);

    [Theory]
    [InlineData("", 4326, "")]
    [InlineData("""{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}""", 4326, "")]
    [InlineData("""{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4528"}}""", 4528, "")]
    [InlineData("""{"type":"name","properties":{"name":"EPSG:4490"}}""", 4490, "")]
    [InlineData("null", null, "")]
    [InlineData("""{"type":"name","properties":{"name":"urn:x:y"}}""", null, "JSON_CRS_UNKNOWN")]
    [InlineData("""{"type":"link","properties":{"href":"http://example.org"}}""", null, "JSON_CRS_UNKNOWN")]
    [InlineData("7", null, "JSON_CRS_UNKNOWN")]
    public void Open_CrsMember_IsHonouredOrRefused(string crs, int? epsg, string code)
    {
        var tail = crs.Length == 0 ? "]}" : $$"""],"crs":{{crs}}}""";
        var outcome = Outcome.Of("a.json", Head + """{"type":"Feature","properties":{},"geometry":null}""" + tail);

        Assert.Equal(code, outcome.Codes);
        Assert.Equal(epsg, outcome.Layers.Count == 0 ? null : outcome.Layers[0].Crs.Epsg);
    }

    [Theory]
    [InlineData("""{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}""")]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""")]
    [InlineData("""{"geometries":[{"type":"Point","coordinates":[1,2]}],"type":"GeometryCollection"}""")]
    public void Open_LoneFeatureOrGeometry_IsALayerOfOne(string text) =>
        Assert.Equal(new(1, 2), Assert.Single(Outcome.Of("a.json", text).Features).Geometry!.Coordinate);

    [Theory]
    [InlineData("""{"type":"Topology","objects":{}}""", "JSON_TOPOLOGY")]
    [InlineData("""{"rings":[]}""", "JSON_NOT_GEOJSON")]
    [InlineData("[]", "JSON_NOT_GEOJSON")]
    [InlineData("{]", "JSON_INVALID")]
    [InlineData("""{"type":"FeatureCollection","features":[]} x""", "JSON_INVALID")]
    [InlineData("""{"type":"FeatureCollection","features":[{"a":NaN}]}""", "JSON_INVALID")]
    [InlineData("""{"type":"FeatureCollection","features":[1]}""", "JSON_NOT_A_FEATURE")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "JSON_NO_FEATURES")]
    public void Open_OtherContent_EndsInAFinding(string text, string code) => Assert.Equal(code, Outcome.Of("a.json", text).Codes);

    [Fact]
    public void Open_DeepNesting_IsRefused()
    {
        var deep = new string('[', 100_000);

        Assert.Equal("JSON_TOO_DEEP", Outcome.Of("a.json", Head + $$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":{{deep}}""").Codes);
    }

    [Fact]
    public void Open_DeepCollections_AreRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"GeometryCollection","geometries":[""", 5000));

        Assert.Equal("JSON_TOO_DEEP", Outcome.Of("a.json", deep).Codes);
    }

    [Fact]
    public void Open_TokenWithoutEnd_IsRefusedInBoundedMemory() =>
        Assert.Equal("JSON_TOKEN_TOO_LONG", Outcome.Of("a.json", Head + "\"" + new string('x', 20 << 20)).Codes);

    [Fact]
    public void Open_ManyPropertyNames_IsRefused()
    {
        var properties = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"p{i}\":1"));

        Assert.Equal("JSON_TOO_MANY_FIELDS", Outcome.Of("a.json", Head + $$$"""{"type":"Feature","properties":{{{{properties}}}},"geometry":null}]}""").Codes);
    }

    [Fact]
    public void Open_CutAtEveryByte_IsNeverSilent()
    {
        var text = Encoding.UTF8.GetBytes(Head + """
            {"type":"Feature","properties":{"名":"a\u00e9","n":-1.5e3,"b":true},"geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}}]}
            """.TrimEnd());
        for (var length = 0; length < text.Length; length++)
        {
            var outcome = Outcome.Of("a.json", text[..length]);
            Assert.True(outcome.HasErrors, $"cut at {length}");
            Assert.True(outcome.Codes is "JSON_TRUNCATED" or "JSON_INVALID" or "FILE_EMPTY", $"cut at {length}: {outcome.Codes}");
        }

        Assert.Equal("", Outcome.Of("a.json", text).Codes);
    }

    [Fact]
    public void Open_Gb18030_IsReadWithAFinding()
    {
        var text = Head + """{"type":"Feature","properties":{"名称":"变化图斑"},"geometry":null}]}""";
        var outcome = Outcome.Of("a.json", TextEncodings.Gb18030.GetBytes(text));

        Assert.Equal("变化图斑", outcome.Features[0].Values[0]);
        Assert.Equal("JSON_NOT_UTF8", outcome.Codes);
    }

    [Fact]
    public void Open_Gzip_IsUnpackedWhileReading()
    {
        var outcome = Outcome.Of("a.geojson.gz", Gzip(Encoding.UTF8.GetBytes("\uFEFF" + """{"type":"Point","coordinates":[1,2]}""")));

        Assert.Equal("a", outcome.Layers[0].Name);
        Assert.Single(outcome.Features);
    }

    [Fact]
    public void Open_GzipCutAtEveryByte_IsRefused()
    {
        var gzip = Gzip(Encoding.UTF8.GetBytes("""{"type":"Point","coordinates":[1,2]}"""));
        for (var length = 1; length < gzip.Length; length++)
        {
            Assert.True(Outcome.Of("a.geojson.gz", gzip[..length]).HasErrors, $"cut at {length}");
        }
    }

    [Fact]
    public void Open_GzipBomb_StopsAtTheRatio() => Assert.Equal("GZIP_RATIO", Outcome.Of("a.geojson.gz", Gzip(new byte[64 << 20])).Codes);

    private static Outcome Feature(string geometry) =>
        Outcome.Of("a.geojson", Head + $$$"""{"type":"Feature","properties":{},"geometry":{{{geometry}}}}]}""");

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }
}
