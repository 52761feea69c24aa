using System.Text;
using Platform.Formats.Features;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.Dxf;

public sealed class DxfLayerTests
{
    [Fact]
    public void Read_Drawing_GivesShapesPlacedAndNamed()
    {
        var outcome = Outcome.Of(Fixtures.Path("own", "polyline.dxf"));

        Assert.Equal("", outcome.Codes);
        Assert.Equal(4, outcome.Features.Count);
        Assert.Equal(Math.PI, outcome.Features[0].Geometry!.Area, 3e-3);
        Assert.Equal("红线", Value(outcome.Features[0], "layer"));
        Assert.Equal(false, Value(outcome.Features[0], "visible"));
        Assert.Equal("POLYGON ((100 200, 100 202, 97 202, 97 200, 100 200))", Rounded(outcome.Features[1]));
        Assert.Equal("用地", Value(outcome.Features[1], "layer"));
        Assert.Equal("UNIT", Value(outcome.Features[1], "block"));
        Assert.Equal(98, outcome.Features[2].Geometry!.Area);
        Assert.Equal("说明", Value(outcome.Features[3], "text"));
    }

    [Theory]
    [InlineData("5\n4A\n10\n1\n20\n2", "POINT", "POINT (1 2)")]
    [InlineData("10\n1\n20\n2\n210\n0\n220\n0\n230\n-1", "TEXT", "POINT (-1 2)")]
    [InlineData("10\n1\n20\n2\n11\n3\n21\n4", "LINE", "LINESTRING (1 2, 3 4)")]
    [InlineData("90\n3\n70\n1\n10\n0\n20\n0\n10\n4\n20\n0\n10\n4\n20\n4", "LWPOLYLINE", "POLYGON ((0 0, 4 0, 4 4, 0 0))")]
    [InlineData("90\n3\n70\n0\n10\n0\n20\n0\n10\n4\n20\n0\n10\n4\n20\n4", "LWPOLYLINE", "LINESTRING (0 0, 4 0, 4 4)")]
    [InlineData("10\n0\n20\n0\n11\n4\n21\n0\n12\n0\n22\n4\n13\n4\n23\n4", "SOLID", "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))")]
    [InlineData("71\n1\n40\n0\n40\n0\n40\n1\n40\n1\n10\n0\n20\n0\n10\n8\n20\n0", "SPLINE", "LINESTRING (0 0, 1 0, 2 0, 3 0, 4 0, 5 0, 6 0, 7 0, 8 0)")]
    public void Read_Entity_HasItsGeometry(string groups, string type, string expected) => Assert.Equal(expected, Single(type, groups).Geometry!.AsText());

    [Theory]
    [InlineData("10\n0\n20\n0\n40\n2", "CIRCLE", 4 * Math.PI)]
    [InlineData("10\n5\n20\n5\n11\n3\n21\n0\n40\n0.5\n41\n0\n42\n6.283185307179586", "ELLIPSE", 4.5 * Math.PI)]
    [InlineData("91\n1\n92\n1\n93\n2\n72\n1\n10\n-1\n20\n0\n11\n1\n21\n0\n72\n2\n10\n0\n20\n0\n40\n1\n50\n0\n51\n180\n73\n1", "HATCH", Math.PI / 2)]
    public void Read_Curve_HasItsAreaToAThousandth(string groups, string type, double area) => Assert.Equal(1, Single(type, groups).Geometry!.Area / area, 1.1e-3);

    [Theory]
    [InlineData("90\n1000000000\n70\n1\n10\n0\n20\n0", "LWPOLYLINE", "GEOM_TRUNCATED")]
    [InlineData("91\n1\n92\n2\n72\n0\n73\n1\n93\n2147483647\n10\n0\n20\n0", "HATCH", "GEOM_TRUNCATED")]
    [InlineData("91\n2147483647\n92\n1\n93\n2147483647", "HATCH", "GEOM_TRUNCATED")]
    [InlineData("71\n2147483647\n40\n0\n10\n0\n20\n0", "SPLINE", "GEOM_MALFORMED")]
    [InlineData("10\nNaN\n20\n0", "POINT", "GEOM_NOT_FINITE")]
    [InlineData("10\n1e400\n20\n0", "POINT", "GEOM_NOT_FINITE")]
    [InlineData("10\nabc\n20\n0", "POINT", "GEOM_NOT_FINITE")]
    [InlineData("10\n1e12\n20\n0", "POINT", "GEOM_OUT_OF_RANGE")]
    public void Read_BadEntity_RefusesTheRow(string groups, string type, string code)
    {
        var row = Single(type, groups);

        Assert.Null(row.Geometry);
        Assert.Equal(code, Assert.Single(row.Findings).Code);
    }

    [Theory]
    [InlineData("0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n", "DXF_NO_ENTITIES")]
    [InlineData("0\nSECTION\n2\nENTITIES\n0\nPOINT\n10\n1\n20\n2\n0\nENDSEC\n", "DXF_TRUNCATED")]
    [InlineData("0\nSECTION\n2\nENTITIES\n0\nPOINT\n10\n", "DXF_TRUNCATED")]
    [InlineData("0\nSECTION\nx\nENTITIES\n", "DXF_DAMAGED")]
    [InlineData("AC1032\0\0\0", "DXF_IS_DWG")]
    [InlineData("AutoCAD Binary DXF\r\n\u001a\0\0", "DXF_TRUNCATED")]
    public void Read_BadFile_EndsInThisFinding(string content, string code) => Assert.Equal(code, Outcome.Of("a.dxf", content).Codes);

    [Fact]
    public void Read_BlocksThatInsertThemselves_End()
    {
        var blocks = "0\nBLOCK\n2\nA\n0\nINSERT\n2\nB\n0\nPOINT\n10\n1\n20\n1\n0\nENDBLK\n0\nBLOCK\n2\nB\n0\nINSERT\n2\nA\n0\nENDBLK\n";
        var outcome = Outcome.Of("a.dxf", Drawing("0\nINSERT\n2\nA\n", blocks));

        Assert.Equal("DXF_BLOCK_RECURSIVE", outcome.Codes);
        Assert.Single(outcome.Features);
    }

    [Fact]
    public void Read_BlockInABlock_TakesSheetAndLayerFromTheOutermost()
    {
        const string Blocks = "0\nBLOCK\n2\nA\n0\nINSERT\n8\n0\n2\nB\n0\nENDBLK\n0\nBLOCK\n2\nB\n0\nPOINT\n8\n0\n10\n1\n20\n1\n0\nENDBLK\n";
        var outcome = Outcome.Of("a.dxf", Drawing("0\nINSERT\n8\nsheet\n67\n1\n2\nA\n0\nINSERT\n8\nmodel\n2\nA\n", Blocks));

        Assert.Equal([("sheet", true, "B"), ("model", false, "B")], outcome.Features.Select(row => ((string)Value(row, "layer")!, (bool)Value(row, "paper_space")!, (string)Value(row, "block")!)));
    }

    [Theory]
    [InlineData(2_000_000_000, 2_000_000_000, 1)]
    [InlineData(1, 1, 14)]
    public void Read_BlocksThatMultiply_AreCut(int columns, int rows, int levels)
    {
        // Each block inserts the one below it ten times; the last one is a point outside of the plane of numbers, so that no row is large.
        var blocks = new StringBuilder("0\nBLOCK\n2\nB0\n0\nPOINT\n10\n1\n20\n1\n0\nENDBLK\n");
        for (var level = 1; level <= levels; level++)
        {
            blocks.Append($"0\nBLOCK\n2\nB{level}\n").Insert(blocks.Length, $"0\nINSERT\n2\nB{level - 1}\n", 10).Append("0\nENDBLK\n");
        }

        using var delivery = Platform.Formats.Intake.Deliveries.Open(
            new MemoryStream(Encoding.UTF8.GetBytes(Drawing($"0\nINSERT\n2\nB{levels}\n70\n{columns}\n71\n{rows}\n", blocks.ToString()))),
            "a.dxf",
            Platform.Formats.Intake.DeliveryLimits.LayerFile);
        var count = delivery.Layers[0].ReadRows().Count();

        Assert.InRange(count, 500_000, 2_000_000);
        Assert.Contains("DXF_TOO_MANY_INSERTS", delivery.Findings.Items.Select(f => f.Code));
    }

    /// <summary>Text of releases before 2007 is in the drawing's code page, whatever the machine's is.</summary>
    [Theory]
    [InlineData("AC1015", "ANSI_936", "gb18030")]
    [InlineData("AC1032", "ANSI_1252", "utf-8")]
    public void Read_Text_IsDecoded(string version, string codePage, string encoding)
    {
        var drawing = $"0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n{version}\n9\n$DWGCODEPAGE\n3\n{codePage}\n0\nENDSEC\n" + Drawing("0\nTEXT\n8\n管线\n10\n0\n20\n0\n1\n城市绿线\n", "");
        var bytes = Platform.Formats.Sources.TextEncodings.ByName(encoding)!.GetBytes(drawing);
        var row = Assert.Single(Outcome.Of("a.dxf", bytes).Features);

        Assert.Equal("管线", Value(row, "layer"));
        Assert.Equal("城市绿线", Value(row, "text"));
    }

    /// <summary>The text and the binary file of one drawing; the pair of the corpus is compared in <c>CorpusTests</c>.</summary>
    [Fact]
    public void Read_BinaryOfR12_GivesEntities()
    {
        var outcome = Outcome.Of(Fixtures.Path("dxf", "acadsharp_sample_AC1009_binary.dxf"));

        Assert.Equal(2245, outcome.Features.Count);
        Assert.Contains(outcome.Features, f => Value(f, "entity") is "INSERT" or "ATTRIB" or "TEXT");
    }

    private static FeatureRow Single(string type, string groups) => Assert.Single(Outcome.Of("a.dxf", Drawing($"0\n{type}\n8\nL\n{groups}\n", "")).Features);

    private static string Drawing(string entities, string blocks) =>
        $"0\nSECTION\n2\nBLOCKS\n{blocks}0\nENDSEC\n0\nSECTION\n2\nENTITIES\n{entities}0\nENDSEC\n0\nEOF\n";

    private static object? Value(FeatureRow row, string field) =>
        row.Values[Array.IndexOf(["layer", "entity", "handle", "color", "linetype", "block", "text", "paper_space", "visible"], field)];

    private static string Rounded(FeatureRow row)
    {
        var copy = row.Geometry!.Copy();
        copy.Apply(new Rounding());
        return copy.AsText();
    }

    private sealed class Rounding : NetTopologySuite.Geometries.ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(NetTopologySuite.Geometries.CoordinateSequence seq, int i)
        {
            seq.SetOrdinate(i, 0, Math.Round(seq.GetX(i), 9));
            seq.SetOrdinate(i, 1, Math.Round(seq.GetY(i), 9));
        }
    }
}
