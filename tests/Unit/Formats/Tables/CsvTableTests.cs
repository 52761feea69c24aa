using System.Text;
using NetTopologySuite.Geometries;
using Platform.Formats.Sources;
using Platform.Formats.Tables;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.Tables;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("a;b\r1;2\r", "1:a|b 2:1|2")]
    [InlineData("a\tb,c\td\n", "1:a|b,c|d")]
    [InlineData("\"a,1\",\"x\"\"y\",\"\"\n", "1:a,1|x\"y|")]
    [InlineData("\"a\r\nb\",c\n\n\nd,e\n", "1:a\r\nb|c 4:d|e")]
    [InlineData("a b\"c,d\n", "1:a b\"c|d")]
    public void ReadRows_Text_IsSplitAsRfc4180Says(string text, string expected)
    {
        var outcome = Outcome.Of("a.csv", text);

        Assert.Equal(expected, string.Join(' ', outcome.Rows.Select(r => $"{r.Number}:{string.Join('|', r.Cells.Select(c => c.Text))}")));
        Assert.Equal(text[^1] is '\n' or '\r' ? "" : "CSV_OPEN_END", outcome.Codes);
    }

    [Theory]
    [InlineData("a,b\n1,2,3\n", "CSV_COLUMN_COUNT")]
    [InlineData("a,b\n1\n", "CSV_COLUMN_COUNT")]
    [InlineData("a,b\n\"1\"x,2\n", "CSV_STRAY_QUOTE")]
    [InlineData("a,b\n\"1,2\n", "CSV_UNCLOSED_QUOTE")]
    [InlineData("a,b\n1,\0\n", "CSV_BINARY")]
    public void ReadRows_Fault_EndsInAFinding(string text, string code)
    {
        var outcome = Outcome.Of("a.csv", text);

        Assert.Equal(code, outcome.Codes);
        Assert.Equal(2, outcome.Findings[0].Location.Row);
    }

    [Fact]
    public void ReadRows_TooManyColumnsOrCharacters_IsRefused()
    {
        Assert.Equal("TABLE_TOO_WIDE", Outcome.Of("a.csv", new string(',', 20_000)).Codes);
        Assert.Equal("TABLE_CELL_TOO_LONG", Outcome.Of("a.csv", new string('x', 2 << 20)).Codes);
    }

    public static TheoryData<string, string> Encodings() => new()
    {
        { "utf-8", "" }, { "utf-8+bom", "" }, { "utf-16", "" }, { "utf-16BE", "" }, { "gb18030", "CSV_ENCODING_GUESSED" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadRows_Encoding_IsDetected(string name, string codes)
    {
        var encoding = name == "utf-8+bom" ? Encoding.UTF8 : name.StartsWith("utf-16", StringComparison.Ordinal) ? Encoding.GetEncoding(name) : TextEncodings.ByName(name)!;
        byte[] bytes = [.. name == "utf-8" ? [] : encoding.GetPreamble(), .. encoding.GetBytes("图斑编号,审批情况\r\nP1,经审批\r\n")];
        var outcome = Outcome.Of("a.csv", bytes);

        Assert.Equal(["图斑编号", "审批情况"], outcome.Rows[0].Cells.Select(c => c.Text));
        Assert.Equal(codes, outcome.Codes);
    }

    [Fact]
    public void ReadRows_BytesBehindTheSampleThatDoNotFit_AreReplacedWithAFinding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("图斑图斑图斑图斑图斑图斑\n", 40_000))), 0xFF, (byte)'\n'];

        Assert.Equal("CSV_TEXT_DAMAGED", Outcome.Of("a.csv", bytes).Codes);
    }

    [Theory]
    [InlineData("name,lon,lat\nA,114.5,38\n", "POINT (114.5 38)", 4326)]
    [InlineData("名称,经度,纬度\nA,114.5,38\n", "POINT (114.5 38)", 4326)]
    [InlineData("name,x,y\nA,500000,4200000\n", "POINT (500000 4200000)", null)]
    [InlineData("name;WKT\nA;POLYGON((0 0,1 0,1 1,0 0))\n", "POLYGON ((0 0, 1 0, 1 1, 0 0))", null)]
    [InlineData("name,lon,lat\nA,,\n", null, 4326)]
    public void Find_GeometryColumns_MakeALayer(string text, string? wkt, int? epsg)
    {
        var outcome = Outcome.Of("a.csv", text);

        Assert.Equal(wkt, Assert.Single(outcome.Features).Geometry?.AsText());
        Assert.Equal("A", outcome.Features[0].Values[0]);
        Assert.Equal(epsg, outcome.Layers[0].Crs.Epsg);
        Assert.Equal(2, outcome.Rows.Count);
        Assert.Equal("", outcome.Codes);
    }

    [Theory]
    [InlineData("lon,lat\nabc,38\n", "GEOM_NOT_FINITE")]
    [InlineData("lon,lat\nNaN,38\n", "GEOM_NOT_FINITE")]
    [InlineData("lon,lat\n1e999,38\n", "GEOM_NOT_FINITE")]
    [InlineData("wkt\nPOLYGON((0 0;1 1))\n", "GEOM_MALFORMED")]
    [InlineData("wkt\n\"POLYGON((0 0,1 0))\"\n", "GEOM_RING_TOO_SHORT")]
    [InlineData("wkt\nPOINT(1e10 0)\n", "GEOM_OUT_OF_RANGE")]
    [InlineData("wkt\nPOINT(NaN 0)\n", "GEOM_NOT_FINITE")]
    [InlineData("wkt\nCIRCULARSTRING(0 0)\n", "GEOM_CURVE")]
    [InlineData("wkt\nnonsense\n", "GEOM_MALFORMED")]
    public void Find_BadGeometry_IsAFindingOnTheRow(string text, string code)
    {
        var outcome = Outcome.Of("a.csv", text);

        Assert.Equal(code, outcome.Codes);
        Assert.True(outcome.Features[0].IsRefused);
    }

    [Fact]
    public void Find_DeepWkt_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 50_000));

        Assert.Equal("GEOM_TOO_DEEP", Outcome.Of("a.csv", "wkt\n" + deep + "POINT(1 2)" + new string(')', 50_000) + "\n").Codes);
    }

    [Theory]
    [InlineData("12.30", "12.30")]
    [InlineData(" -5 ", "-5")]
    [InlineData("abc", null)]
    [InlineData("", null)]
    public void AsDecimal_Text_IsReadExactly(string text, string? expected) =>
        Assert.Equal(expected, Cell.OfText(text).AsDecimal()?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2017-01-05", true)]
    [InlineData("2017/1/5", true)]
    [InlineData("2017年1月5日", true)]
    [InlineData("20170105", true)]
    [InlineData("5.1.2017", false)]
    public void AsDate_Text_UnderstandsWhatPeopleType(string text, bool isDate) =>
        Assert.Equal(isDate ? new DateOnly(2017, 1, 5) : null, Cell.OfText(text).AsDate());
}
