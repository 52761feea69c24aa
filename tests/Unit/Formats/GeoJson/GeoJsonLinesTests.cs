using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.GeoJson;

/// <summary>GeoJSON with one Feature after the other.</summary>
public sealed class GeoJsonLinesTests
{
    private const string One = """{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}""";

    [Theory]
    [InlineData("\n", "a.geojsonl")]
    [InlineData("\r\n", "a.ndjson")]
    [InlineData("\n\u001e", "a.geojsons")]
    [InlineData("", "a.geojson")]
    public void Read_FeaturesBehindEachOther_AreAllRead(string between, string name)
    {
        var start = between.Contains('\u001e', StringComparison.Ordinal) ? "\u001e" : "";
        var outcome = Outcome.Of(name, start + string.Join(between, One, One, One) + "\n");

        Assert.Equal("", outcome.Codes);
        Assert.Equal(3, outcome.Features.Count);
        Assert.Equal(3, outcome.Layers[0].FeatureCount);
    }

    [Fact]
    public void Read_SomethingBehindACollection_IsRefused() =>
        Assert.Equal("JSON_BEHIND_COLLECTION", Outcome.Of("a.geojson", $$"""{"type":"FeatureCollection","features":[{{One}}]}{{One}}""").Codes);

    [Fact]
    public void Read_LineThatIsNoFeature_RefusesItsRow() => Assert.Equal("JSON_NOT_A_FEATURE", Outcome.Of("a.geojsonl", One + "\n[1]\n" + One).Codes);

    [Fact]
    public void WriteLines_ThenRead_GivesTheSame()
    {
        using var stream = new MemoryStream();
        var schema = new LayerSchema("a", "", GeometryKind.Point, [new("名", FieldType.Text)], CrsDefinition.FromEpsg(4490));
        GeoJsonWriter.WriteLines(stream, new LayerToWrite(schema, [new FeatureToWrite(new Point(0.1, 1.0 / 3), ["甲\n"]), new FeatureToWrite(null, [null])]));
        var outcome = Outcome.Of("a.geojsonl", stream.ToArray());

        Assert.Equal(2, outcome.Features.Count);
        Assert.Equal((0.1, 1.0 / 3), (outcome.Features[0].Geometry!.Coordinate.X, outcome.Features[0].Geometry!.Coordinate.Y));
        Assert.Equal("甲\n", outcome.Features[0].Values[0]);
    }

    /// <summary>Found by fuzzing: text that begins as GB18030 and ends as nothing.</summary>
    [Fact]
    public void Read_EncodingThatBreaksDown_IsRefused()
    {
        byte[] bytes = [.. "{\"type\":\"Point\",\"n\":\""u8, 0xB3, 0xC7, .. "\",\"coordinates\":[1,2]}"u8, 0xE4];

        Assert.Equal("JSON_NOT_UTF8 JSON_TEXT_DAMAGED", Outcome.Of("a.geojson", bytes).Codes);
    }
}
