using System.Text;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;
using Platform.Tests.Unit.Formats.Archives;
using Platform.Tests.Unit.Formats.Intake;
using Platform.Tests.Unit.Formats.Spreadsheets;

namespace Platform.Tests.Unit.Formats.Tables;

public sealed class XlsxSheetTests
{
    private const string Ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public void ReadRows_FormOfOurWriter_GivesBackWhatWasWritten()
    {
        using var delivery = Platform.Formats.Intake.Deliveries.Open(
            XlsxWriterTests.Written(XlsxWriterTests.Form()), "form.xlsx", Platform.Formats.Intake.DeliveryLimits.Evidence);
        var table = delivery.Tables[0];
        var rows = table.ReadRows().ToList();

        Assert.Equal([false, true], delivery.Tables.Select(t => t.IsHidden));
        Assert.Equal([1, 2, 3, 4], rows.Select(r => r.Number));
        Assert.Equal(["=1+1", "  空格 & <b>\u0007 _x0041_", "12.30", "2017-01-05", "TRUE", "-7", "0.5"], rows[2].Cells.Select(c => c.Text));
        Assert.Equal((12.30m, new DateOnly(2017, 1, 5)), (rows[2][2].AsDecimal()!.Value, rows[2][3].AsDate()!.Value));
        Assert.Equal("2017-01-05T08:30:00", rows[3][3].Text);
        Assert.True(rows[3][1].IsEmpty);
        Assert.Equal([new CellRange(1, 0, 1, 3)], table.ReadMergedRanges());
        Assert.Empty(delivery.Findings.Items);
    }

    [Theory]
    [InlineData("<c><v>0.1</v></c>", "Number:0.1")]
    [InlineData("<c><v>12.300000000000001</v></c>", "Number:12.300000000000001")]
    [InlineData("<c><v>1.5E3</v></c>", "Number:1.5E3")]
    [InlineData("<c><v>1E300</v></c>", "Number:1E300")]
    [InlineData("<c t=\"s\"><v>0</v></c>", "Text:rich甲")]
    [InlineData("<c t=\"str\"><f>A1</f><v>x_x0041_</v></c>", "Text:xA")]
    [InlineData("<c t=\"b\"><v>1</v></c>", "Boolean:TRUE")]
    [InlineData("<c t=\"e\"><v>#DIV/0!</v></c>", "Error:#DIV/0!")]
    [InlineData("<c t=\"d\"><v>2017-01-05T00:00:00</v></c>", "DateTime:2017-01-05")]
    [InlineData("<c s=\"1\"><v>42740</v></c>", "DateTime:2017-01-05")]
    [InlineData("<c s=\"1\"><v>42740.354166666664</v></c>", "DateTime:2017-01-05T08:30:00")]
    [InlineData("<c s=\"1\"><v>1</v></c>", "DateTime:1900-01-01")]
    [InlineData("<c s=\"2\"><v>42740</v></c>", "DateTime:2017-01-05")]
    [InlineData("<c s=\"3\"><v>5</v></c>", "Number:5")]
    [InlineData("<c s=\"1\"><v>-5</v></c>", "Number:-5")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r><rPh><t>no</t></rPh></is></c>", "Text:a b")]
    public void ReadRows_Value_IsReadByTypeAndStyle(string cell, string expected)
    {
        var outcome = Read($"<row>{cell}</row>");

        Assert.Equal(expected, $"{outcome.Rows[0][0].Kind}:{outcome.Rows[0][0].Text}");
        Assert.Equal("", outcome.Codes);
    }

    [Theory]
    [InlineData("<row><c t=\"s\"><v>99</v></c></row>", "XLSX_VALUE")]
    [InlineData("<row><c><v>abc</v></c></row>", "XLSX_VALUE")]
    [InlineData("<row><c t=\"zz\"><v>1</v></c></row>", "XLSX_VALUE")]
    [InlineData("<row><c><f>1+1</f></c></row>", "XLSX_FORMULA_NO_VALUE")]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>", "XLSX_REFERENCE")]
    [InlineData("<row r=\"2000000\"><c><v>1</v></c></row>", "XLSX_REFERENCE")]
    [InlineData("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "XLSX_REFERENCE")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "XLSX_REFERENCE")]
    [InlineData("<row r=\"1\"><c r=\"A7\"><v>1</v></c></row>", "XLSX_REFERENCE")]
    [InlineData("<row><c><v>1</v></row>", "XLSX_XML")]
    public void ReadRows_Fault_EndsInAFinding(string rows, string code) => Assert.Equal(code, Read(rows).Codes);

    [Fact]
    public void ReadRows_SparseRowsInTheLastColumn_StopAtTheLimit()
    {
        var rows = string.Concat(Enumerable.Range(1, 700).Select(i => $"<row r=\"{i}\"><c r=\"XFD{i}\"><v>1</v></c></row>"));

        Assert.Equal("TABLE_TOO_MANY_GAPS", Read(rows).Codes);
    }

    [Fact]
    public void ReadRows_LongCell_IsRefused() =>
        Assert.Equal("TABLE_CELL_TOO_LONG", Read($"<row><c t=\"inlineStr\"><is><t>{Noise(1_100_000)}</t></is></c></row>").Codes);

    [Fact]
    public void ReadRows_LongAttribute_IsRefused() => Assert.Equal("XLSX_XML", Read($"<row spans=\"{Noise(6_000_000)}\"/>").Codes);

    [Fact]
    public void ReadRows_DeepXml_IsRefused() =>
        Assert.Equal("XLSX_XML", Read("<row>" + string.Concat(Enumerable.Range(0, 30_000).Select(i => i % 7 == 0 ? "<b>" : "<a>"))).Codes);

    [Fact]
    public void ReadRows_ManyElementNames_AreRefused() =>
        Assert.Equal("XLSX_XML", Read("<row>" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<n{i}/>")) + "</row>").Codes);

    [Fact]
    public void ReadRows_TooManySharedStrings_AreRefused()
    {
        var strings = string.Concat(Enumerable.Range(0, 1_400_000).Select(i => $"<si><t>{i * 2654435761L % 1000003}</t></si>"));

        Assert.Equal("XLSX_STRINGS_TOO_LARGE", Read("<row><c t=\"s\"><v>0</v></c></row>", strings).Codes);
    }

    [Fact]
    public void ReadMergedRanges_TooMany_StopsWithAFinding()
    {
        var merges = string.Concat(Enumerable.Range(1, 200_001).Select(i => $"<mergeCell ref=\"A{i}:B{i}\"/>"));

        Assert.Equal("XLSX_TOO_MANY_MERGES", Read("<row><c><v>1</v></c></row>", after: $"<mergeCells>{merges}</mergeCells>").Codes);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>")]
    public void ReadRows_Dtd_IsRefused(string sheet) => Assert.Equal("XLSX_XML", Outcome.Of("a.xlsx", Workbook(sheet)).Codes);

    [Theory]
    [InlineData("poc-xmlbomb.xlsx", "XLSX_XML")]
    [InlineData("protected_passtika.xlsx", "XLSX_ENCRYPTED")]
    [InlineData("SimpleStrict.xlsx", "")]
    [InlineData("WithVariousData.xlsx", "")]
    public void Open_FixtureOfPoi_EndsAsItsNameSays(string file, string codes)
    {
        var outcome = Outcome.Of(Fixtures.Path("poi", file));

        Assert.Equal(codes, outcome.Codes);
        Assert.Equal(codes.Length == 0, outcome.Rows.Count > 0);
    }

    [Theory]
    [InlineData("a.xls", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0 }, "XLSX_OLD_FORMAT")]
    [InlineData("a.xlsx", new byte[] { 1, 2, 3 }, "ZIP_NO_DIRECTORY")]
    public void Open_OtherFiles_AreRefused(string name, byte[] content, string code) => Assert.Equal(code, Outcome.Of(name, content).Codes);

    [Fact]
    public void Open_ZipWithoutWorkbook_IsRefused() => Assert.Equal("XLSX_NOT_A_WORKBOOK", Outcome.Of("a.xlsx", ZipBuilder.Zip(ZipBuilder.File("a.txt"))).Codes);

    [Fact]
    public void Open_CutAtManyPlaces_IsNeverSilent()
    {
        var whole = XlsxWriterTests.Written(XlsxWriterTests.Form()).ToArray();
        var random = new Random(5);
        foreach (var length in Enumerable.Range(0, 1024).Concat(Enumerable.Range(0, 200).Select(_ => random.Next(1024, whole.Length))))
        {
            Assert.True(Outcome.Of("a.xlsx", whole[..length]).HasErrors, $"cut at {length}");
        }
    }

    private static Outcome Read(string rows, string strings = "<si><r><t>rich</t></r><r><t>甲</t></r></si>", string after = "") =>
        Outcome.Of("a.xlsx", Workbook($"<worksheet {Ns}><sheetData>{rows}</sheetData>{after}</worksheet>", strings));

    private static byte[] Workbook(string sheet, string strings = "") => ZipBuilder.Zip(
        Part("_rels/.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        Part("xl/workbook.xml", $"<workbook {Ns} xmlns:r=\"{Rel}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        Part("xl/_rels/workbook.xml.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Rel}/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>"
            + $"<Relationship Id=\"r2\" Type=\"{Rel}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{Rel}/styles\" Target=\"styles.xml\"/></Relationships>"),
        Part("xl/worksheets/sheet1.xml", sheet),
        Part("xl/sharedStrings.xml", $"<sst {Ns}>{strings}</sst>"),
        Part("xl/styles.xml", $"<styleSheet {Ns}><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"0&quot;day&quot;[Red]\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"));

    private static ZipBuilder.Entry Part(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));

    private static string Noise(int length)
    {
        var random = new Random(3);
        return string.Create(length, random, (span, r) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = (char)('a' + r.Next(26));
            }
        });
    }
}
