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
    [InlineData("IAU2015:49900", "IAU2015:49900")]
    [InlineData("urn:ogc:def:crs:ESRI::102100", "ESRI:102100")]
    [InlineData("urn:ogc:def:crs:EPSG:v9.8:4490", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs:4490", "OGC:4490")]
    public void Parse_KnownForms_IsCanonical(string text, string expected) => Assert.Equal(expected, CrsId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("EPSG:")]
    [InlineData("EPSG:-1")]
    [InlineData("EPSG:0")]
    [InlineData("EPSG:4490.5")]
    [InlineData("::")]
    [InlineData("1/2/3")]
    [InlineData("E PSG:4490")]
    [InlineData("EPSG:99999999999")]
    public void TryParse_Nonsense_IsFalse(string text) => Assert.False(CrsId.TryParse(text, out _));

    [Fact]
    public void TryParse_UpToTwoHundredCharacters_IsRead()
    {
        Assert.True(CrsId.TryParse("EPSG:" + new string('0', 191) + "4490", out var id));
        Assert.Equal(CrsId.Cgcs2000, id);
        Assert.False(CrsId.TryParse("EPSG:" + new string('0', 192) + "4490", out _));
        Assert.False(CrsId.TryParse(null, out _));
        Assert.Contains("'nothing'", Assert.Throws<FormatException>(() => CrsId.Parse("nothing")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 1)]
    [InlineData("EP SG", 1)]
    [InlineData("EPSG", 0)]
    [InlineData("EPSG", -1)]
    public void Of_Nonsense_Throws(string authority, int code) => Assert.ThrowsAny<ArgumentException>(() => CrsId.Of(authority, code));

    [Fact]
    public void Of_AnyCase_IsCanonical() => Assert.Equal((CrsId.Parse("ESRI:102100"), "ESRI", 102100, true), (CrsId.Of("esri", 102100), CrsId.Of("Esri", 102100).Authority, CrsId.Of("esri", 102100).Code, CrsId.Of("esri", 1).IsKnown));

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
        Assert.Equal(CrsId.Unknown, JsonSerializer.Deserialize<CrsId>("\"\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CrsId>("\"nothing\""));
    }
}
