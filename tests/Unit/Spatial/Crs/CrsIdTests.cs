using System.Text.Json;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Crs;

public sealed class CrsIdTests
{
    [Theory]
    [InlineData("EPSG:4490", "EPSG:4490")]
    [InlineData("epsg:4547", "EPSG:4547")]
    [InlineData("4490", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs:EPSG::4490", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs:EPSG:9.8.15:4547", "EPSG:4547")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490")]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#4490", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326")]
    [InlineData("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326")]
    [InlineData("ESRI:102100", "ESRI:102100")]
    public void Parse_KnownForms_IsCanonical(string text, string expected) => Assert.Equal(expected, CrsId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("EPSG:")]
    [InlineData("EPSG:-1")]
    [InlineData("EPSG:0")]
    [InlineData("EPSG:4490.5")]
    [InlineData("::")]
    [InlineData("E PSG:4490")]
    [InlineData("EPSG:99999999999")]
    public void TryParse_Nonsense_IsFalse(string text) => Assert.False(CrsId.TryParse(text, out _));

    [Fact]
    public void Default_IsUnknown()
    {
        Assert.False(default(CrsId).IsKnown);
        Assert.Equal(CrsId.Unknown, default);
        Assert.Equal(string.Empty, CrsId.Unknown.ToString());
    }

    [Fact]
    public void Json_IsItsText()
    {
        Assert.Equal("\"EPSG:4490\"", JsonSerializer.Serialize(CrsId.Cgcs2000));
        Assert.Equal(CrsId.Cgcs2000, JsonSerializer.Deserialize<CrsId>("\"EPSG:4490\""));
    }
}
