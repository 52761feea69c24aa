using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.Sources;
using Platform.Tests.Unit.Formats.Archives;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.Shapefiles;

public sealed class ShapefileLayerTests
{
    private const string Square = "POLYGON((0 0,0 1,1 1,1 0,0 0))";
    private const string Prj = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\"]";
    private static readonly Encoding s_gbk = TextEncodings.Gb18030;

    [Theory]
    [InlineData(Square, Square)]
    [InlineData("MULTIPOLYGON(((0 0,0 1,1 1,1 0,0 0)),((5 5,5 6,6 6,6 5,5 5)))", "MULTIPOLYGON(((0 0,0 1,1 1,1 0,0 0)),((5 5,5 6,6 6,6 5,5 5)))")]
    [InlineData("POLYGON((0 0,0 9,9 9,9 0,0 0),(1 1,2 1,2 2,1 2,1 1))", "POLYGON((0 0,0 9,9 9,9 0,0 0),(1 1,2 1,2 2,1 2,1 1))")]
    public void ReadRows_Polygons_AreAssembledByDirection(string written, string expected)
    {
        var outcome = Read(ShapefileBytes.Polygons(written));

        Assert.Equal(new NetTopologySuite.IO.WKTReader().Read(expected).AsText(), outcome.Features[0].Geometry!.AsText());
        Assert.Equal(GeometryKind.MultiPolygon, outcome.Layers[0].Geometry);
        Assert.Equal("", outcome.Codes);
    }

    [Theory]
    [InlineData("MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0)),((1 1,2 1,2 2,1 2,1 1)))", "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
        "GEOM_RING_DIRECTION")]
    [InlineData("MULTIPOLYGON(((0 0,0 1,1 1,1 0,0 0)),((5 5,6 5,6 6,5 6,5 5)))", "MULTIPOLYGON (((0 0, 0 1, 1 1, 1 0, 0 0)), ((5 5, 6 5, 6 6, 5 6, 5 5)))",
        "GEOM_HOLE_OUTSIDE")]
    public void ReadRows_RingsOfWrongDirection_AreAssembledWithAFinding(string written, string expected, string code)
    {
        var outcome = Read(ShapefileBytes.Polygons(written));

        Assert.Equal(expected, outcome.Features[0].Geometry!.AsText());
        Assert.Equal(code, outcome.Codes);
    }

    [Fact]
    public void ReadRows_HoleInTheSmallerOfTwoNestedShells_GoesToTheSmallestAround()
    {
        var outcome = Read(ShapefileBytes.Polygons(
            "MULTIPOLYGON(((0 0,0 20,20 20,20 0,0 0),(1 1,19 1,19 19,1 19,1 1)),((5 5,5 15,15 15,15 5,5 5),(6 6,7 6,7 7,6 7,6 6)))"));

        var multi = Assert.IsType<MultiPolygon>(outcome.Features[0].Geometry);
        Assert.Equal([1, 1], multi.Geometries.Cast<Polygon>().Select(p => p.NumInteriorRings));
        Assert.Equal((20 * 20) - (18 * 18) + (10 * 10) - 1, multi.Area);
    }

    [Fact]
    public void ReadRows_Attributes_AreTypedAndExact()
    {
        var table = ShapefileBytes.Table(s_gbk, 0x4D, ["图斑编号 C 20 0", "AREA N 18 2", "COUNT N 9 0", "OK L 1 0", "DAY D 8 0", "F F 19 11"],
            ["图斑甲", "12345678901.10", "7", "T", "20170105", "1.5e+01"], ["", "", "", "?", "00000000", ""]);
        var outcome = Read(ShapefileBytes.Polygons(Square, null), table);

        Assert.Equal(["图斑编号", "AREA", "COUNT", "OK", "DAY", "F"], outcome.Layers[0].Fields.Select(f => f.Name));
        Assert.Equal(new object?[] { "图斑甲", 12345678901.10m, 7L, true, new DateOnly(2017, 1, 5), 15.0 }, outcome.Features[0].Values);
        Assert.All(outcome.Features[1].Values, Assert.Null);
        Assert.Null(outcome.Features[1].Geometry);
        Assert.Equal(Prj, outcome.Layers[0].Crs.Definition);
        Assert.Equal("", outcome.Codes);
    }

    [Theory]
    [InlineData("AREA N 10 2", "abc")]
    [InlineData("COUNT N 9 0", "1.5")]
    [InlineData("DAY D 8 0", "20171305")]
    [InlineData("OK L 1 0", "x")]
    public void ReadRows_ValueOutsideItsType_IsNullWithAFinding(string column, string value)
    {
        var outcome = Read(ShapefileBytes.Polygons(Square), ShapefileBytes.Table(s_gbk, 0x4D, [column], [value]));

        Assert.Null(outcome.Features[0].Values[0]);
        Assert.Equal("DBF_VALUE", outcome.Codes);
    }

    [Theory]
    [InlineData("utf-8", 0, "UTF-8", "", "图斑编号")]
    [InlineData("utf-8", 0, "GBK", "DBF_ENCODING_WRONG", "图斑编号")]
    [InlineData("utf-8", 0x4D, null, "DBF_ENCODING_WRONG", "图斑编号")]
    [InlineData("utf-8", 0, null, "DBF_ENCODING_GUESSED", "图斑编号")]
    [InlineData("gb18030", 0, "GBK", "", "图斑编号")]
    [InlineData("gb18030", 0, "936", "", "图斑编号")]
    [InlineData("gb18030", 0, "UTF-8", "DBF_ENCODING_WRONG", "图斑编号")]
    [InlineData("gb18030", 0x4D, null, "", "图斑编号")]
    [InlineData("gb18030", 0, null, "DBF_ENCODING_GUESSED", "图斑编号")]
    [InlineData("gb18030", 0, "KLINGON", "DBF_ENCODING_UNKNOWN DBF_ENCODING_GUESSED", "图斑编号")]
    [InlineData("iso-8859-1", 0, "ISO-8859-1", "", "Québec")]
    [InlineData("iso-8859-1", 0, "88591", "", "Québec")]
    [InlineData("iso-8859-1", 0x57, null, "DBF_ENCODING_GUESSED", "Québec")]
    [InlineData("iso-8859-1", 0, null, "", "plain")]
    public void ReadRows_Text_IsDecodedByStatementAndContent(string actual, byte languageDriver, string? codePage, string codes, string text)
    {
        var table = ShapefileBytes.Table(TextEncodings.ByName(actual)!, languageDriver, ["T C 40 0"], [text]);
        var outcome = Read(ShapefileBytes.Polygons(Square), table, codePage);

        Assert.Equal(text, outcome.Features[0].Values[0]);
        Assert.Equal(codes, outcome.Codes);
    }

    [Fact]
    public void ReadRows_CharacterCutAtTheFieldWidth_IsAFindingOnThatRowOnly()
    {
        var table = ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["图斑编号"], ["图"]);
        var outcome = Read(ShapefileBytes.Polygons(Square, Square), table);

        Assert.Equal(["DBF_TEXT_DAMAGED"], outcome.Features[0].Findings.Select(f => f.Code));
        Assert.Empty(outcome.Features[1].Findings);
        Assert.StartsWith("图斑", (string)outcome.Features[0].Values[0]!, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRows_DeletedRecords_AreSkippedAndIndexesKept()
    {
        var table = ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["a"], ["b", "deleted"], ["c"]);
        var outcome = Read(ShapefileBytes.Polygons(Square, Square, Square), table);

        Assert.Equal([0L, 2L], outcome.Features.Select(f => f.Index));
        Assert.Equal("DBF_ROWS_DELETED", outcome.Codes);
    }

    [Fact]
    public void ReadRows_MoreShapesThanRecords_IsAnError()
    {
        var outcome = Read(ShapefileBytes.Polygons(Square, Square, Square), ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["a"]));

        Assert.Single(outcome.Features);
        Assert.Equal("SHP_COUNT_MISMATCH", outcome.Codes);
        Assert.Contains("3", outcome.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadRows_FewerShapesThanRecords_IsAnError() => Assert.Equal(
        "SHP_COUNT_MISMATCH", Read(ShapefileBytes.Polygons(Square), ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["a"], ["b"])).Codes);

    [Fact]
    public void ReadRows_RecordThatClaimsTooManyPoints_IsRefusedWithoutAllocatingThem()
    {
        var record = ShapefileBytes.PolygonRecord(Square);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(40), 268_000_000);
        var shp = ShapefileBytes.Shapes(5, record);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = Read(shp);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal("GEOM_TRUNCATED", outcome.Codes);
        Assert.True(outcome.Features[0].IsRefused);
        Assert.True(allocated < 4 << 20, $"{allocated} bytes allocated for a file of {shp.Length}");
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    public void ReadRows_ImpossibleRecordLength_EndsTheLayerWithAFinding(int words)
    {
        var shp = ShapefileBytes.Polygons(Square, Square);
        BinaryPrimitives.WriteInt32BigEndian(shp.AsSpan(104), words);

        Assert.Equal("SHP_RECORD_DAMAGED SHP_COUNT_MISMATCH", Read(shp, index: ShapefileBytes.IndexOf(ShapefileBytes.Polygons(Square, Square))).Codes);
    }

    [Fact]
    public void ReadRows_HeaderLongerThanTheFile_IsTruncatedEvenAtARecordBoundary()
    {
        var shp = ShapefileBytes.WithHeader(ShapefileBytes.Polygons(Square), 5, claimedLength: 5000);
        var outcome = Read(shp);

        Assert.Single(outcome.Features);
        Assert.Equal("SHP_TRUNCATED", outcome.Codes);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void ReadRows_CoordinateNotFinite_RefusesTheRow(double x)
    {
        var record = ShapefileBytes.PolygonRecord(Square);
        BinaryPrimitives.WriteDoubleLittleEndian(record.AsSpan(48), x);
        var outcome = Read(ShapefileBytes.Shapes(5, record, ShapefileBytes.PolygonRecord(Square)));

        Assert.Equal("GEOM_NOT_FINITE", outcome.Codes);
        Assert.Equal([true, false], outcome.Features.Select(f => f.IsRefused));
    }

    [Fact]
    public void ReadRows_AbsurdCoordinate_RefusesTheRowAndPointsAtIt()
    {
        var outcome = Read(ShapefileBytes.Polygons("POLYGON((0 0,0 1,1e30 1,1 0,0 0))"));

        Assert.Equal("GEOM_OUT_OF_RANGE", outcome.Codes);
        Assert.Equal((1e30, 1.0, 0L), (outcome.Findings[0].Location.X!.Value, outcome.Findings[0].Location.Y!.Value, outcome.Findings[0].Location.Row!.Value));
    }

    [Fact]
    public void ReadRows_RingsThatAreTooShort_AreDroppedOrRefused()
    {
        Coordinate[] good = [new(0, 0), new(0, 1), new(1, 1), new(0, 0)];
        Coordinate[] spike = [new(0, 0), new(0, 1), new(0, 0)];
        var outcome = Read(ShapefileBytes.Shapes(5, ShapefileBytes.PartsRecord(5, good, spike), ShapefileBytes.PartsRecord(5, spike)));

        Assert.Equal("GEOM_RING_DROPPED GEOM_RING_TOO_SHORT", outcome.Codes);
        Assert.Equal([false, true], outcome.Features.Select(f => f.IsRefused));
    }

    [Fact]
    public void ReadRows_ThousandsOfRingsOnTopOfEachOther_StopsInTime()
    {
        Coordinate[] shell = [new(0, 0), new(0, 9), new(9, 9), new(9, 0), new(0, 0)];
        Coordinate[] hole = [.. shell.Reverse()];
        var rings = Enumerable.Range(0, 40_000).Select(i => i % 2 == 0 ? shell : hole).ToArray();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var outcome = Read(ShapefileBytes.Shapes(5, ShapefileBytes.PartsRecord(5, rings)));

        Assert.Contains("GEOM_TOO_COMPLEX", outcome.Codes, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Fact]
    public void ReadRows_GapBetweenRecords_IsSkippedAsTheIndexSays()
    {
        var plain = ShapefileBytes.Polygons(Square, Square);
        var second = 100 + 8 + ShapefileBytes.PolygonRecord(Square).Length;
        byte[] gapped = [.. plain.AsSpan(0, second), .. new byte[16], .. plain.AsSpan(second)];
        var index = ShapefileBytes.IndexOf(plain);
        BinaryPrimitives.WriteInt32BigEndian(index.AsSpan(108), (second + 16) / 2);
        var outcome = Read(ShapefileBytes.WithHeader(gapped, 5), index: index);

        Assert.Equal(2, outcome.Features.Count);
        Assert.Equal("SHP_GAP", outcome.Codes);
    }

    [Fact]
    public void Open_WithoutIndexTableAndProjection_ReadsGeometryAndSaysSo()
    {
        var outcome = Outcome.Of("a.zip", ZipBuilder.Zip(new ZipBuilder.Entry("层/a.SHP", ShapefileBytes.Polygons(Square))));

        Assert.Single(outcome.Features);
        Assert.Equal("ZIP_NAME_GUESSED SHP_NO_SHX SHP_NO_DBF SHP_NO_PRJ", outcome.Codes);
        Assert.True(outcome.Layers[0].Crs.IsMissing);
    }

    [Fact]
    public void Open_TableWithoutShapes_IsAnAttributeLayer()
    {
        var outcome = Outcome.Of("a.zip", ZipBuilder.Zip(new ZipBuilder.Entry("a.dbf", ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["a"]))));

        Assert.Equal("a", outcome.Features[0].Values[0]);
        Assert.Equal(GeometryKind.None, outcome.Layers[0].Geometry);
        Assert.Equal("SHP_NO_SHP", outcome.Codes);
    }

    [Theory]
    [InlineData(31, "SHP_TYPE")]
    [InlineData(7, "SHP_TYPE")]
    public void Open_TypeThatCannotBeRead_IsRefused(int type, string code) =>
        Assert.Equal(code, Read(ShapefileBytes.Shapes(type)).Codes);

    [Fact]
    public void Open_TableThatClaimsMoreRecordsThanItHas_SaysSo()
    {
        var table = ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["a"]);
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(4), 0xFFFFFFFF);
        var outcome = Read(ShapefileBytes.Polygons(Square), table);

        Assert.Equal("DBF_TRUNCATED", outcome.Codes);
        Assert.Equal("a", outcome.Features[0].Values[0]);
    }

    [Fact]
    public void Open_TableWithFieldsWiderThanItsRecord_IsRefused()
    {
        var table = ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], ["a"]);
        BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(10), 3);

        Assert.Equal("DBF_HEADER", Read(ShapefileBytes.Polygons(Square), table).Codes);
    }

    private static Outcome Read(byte[] shp, byte[]? table = null, string? codePage = null, byte[]? index = null)
    {
        table ??= ShapefileBytes.Table(s_gbk, 0x4D, ["T C 5 0"], [.. Enumerable.Repeat((string[])["x"], RecordCount(shp))]);
        var entries = new List<ZipBuilder.Entry>
        {
            new("a.shp", shp), new("a.shx", index ?? ShapefileBytes.IndexOf(shp)), new("a.dbf", table), ZipBuilder.File("a.prj", Prj),
        };
        if (codePage is not null)
        {
            entries.Add(ZipBuilder.File("a.cpg", codePage));
        }

        return Outcome.Of("a.zip", ZipBuilder.Zip([.. entries]));
    }

    private static int RecordCount(byte[] shp)
    {
        var count = 0;
        for (var at = 100; at >= 100 && at + 8 <= shp.Length; count++)
        {
            var words = BinaryPrimitives.ReadInt32BigEndian(shp.AsSpan(at + 4));
            at = words is > 0 and < 1_000_000 ? at + 8 + (words * 2) : -1;
        }

        return count;
    }
}
