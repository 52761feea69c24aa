using NetTopologySuite.IO;
using Platform.Findings;
using Platform.Formats.Geometries;

namespace Platform.Tests.Unit.Formats.Geometries;

/// <summary>The decoder against that of NetTopologySuite, and on what is no geometry.</summary>
public sealed class WktDecoderTests
{
    [Theory]
    [InlineData("POINT (1 2)")]
    [InlineData("point(1e3 -2.5)")]
    [InlineData("POINT EMPTY")]
    [InlineData("LINESTRING (0 0, 1 1, 2.25 0)")]
    [InlineData("LINESTRING EMPTY")]
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))")]
    [InlineData("POLYGON EMPTY")]
    [InlineData("MULTIPOINT ((0 0), (1 1))")]
    [InlineData("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))")]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1)), POLYGON EMPTY)")]
    public void Decode_Text_IsWhatTheLibraryReads(string wkt) =>
        Assert.Equal(new WKTReader().Read(wkt).AsText(), Decode(wkt));

    [Theory]
    [InlineData("SRID=4490;POINT (1 2)", "POINT (1 2)")]
    [InlineData("POINT Z (1 2 3)", "POINT (1 2)")]
    [InlineData("POINTZM (1 2 3 4)", "POINT (1 2)")]
    [InlineData("MULTIPOINT M (1 2 3, 4 5 6)", "MULTIPOINT ((1 2), (4 5))")]
    [InlineData("POLYGON ((0 0, 1 0, 1 1))", "POLYGON ((0 0, 1 0, 1 1, 0 0))")]
    public void Decode_Variant_IsRead(string wkt, string expected) => Assert.Equal(expected, Decode(wkt));

    [Theory]
    [InlineData("", "GEOM_MALFORMED")]
    [InlineData("POINT", "GEOM_MALFORMED")]
    [InlineData("POINT (1)", "GEOM_MALFORMED")]
    [InlineData("POINT (1 2 3 4 5)", "GEOM_MALFORMED")]
    [InlineData("POINT (1 2", "GEOM_MALFORMED")]
    [InlineData("POINT (1 2) x", "GEOM_MALFORMED")]
    [InlineData("POINT (1, 2)", "GEOM_MALFORMED")]
    [InlineData("POLYGON (0 0, 1 1)", "GEOM_MALFORMED")]
    [InlineData("SRID=4490", "GEOM_MALFORMED")]
    [InlineData("POINT (NaN 1)", "GEOM_NOT_FINITE")]
    [InlineData("POINT (1e400 1)", "GEOM_NOT_FINITE")]
    [InlineData("LINESTRING (0 0, 1e10 0)", "GEOM_OUT_OF_RANGE")]
    [InlineData("LINESTRING (0 0)", "GEOM_LINE_TOO_SHORT")]
    [InlineData("POLYGON (EMPTY, (0 0, 1 0, 1 1, 0 0))", "GEOM_RING_TOO_SHORT")]
    [InlineData("CIRCULARSTRING (0 0, 1 1, 2 0)", "GEOM_CURVE")]
    public void Decode_BadText_IsRefused(string wkt, string code) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => Decode(wkt)).Finding.Code);

    private static string Decode(string wkt) => WktDecoder.Decode(wkt, new RowGeometry(Location.Whole, [])).AsText();
}
