using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Platform.Domain.Monitoring;
using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Reporting.Forms;
using Platform.Tests.Unit.Domain.Monitoring;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Reporting.Forms;

public sealed class MarkedFormWriterTests
{
    private static readonly MemoryTable Form = new(
        "核查表.xlsx",
        "核查表",
        ["某市变化图斑核查表"],
        ["图斑编号", "图斑标识", "审批情况", "备注"],
        ["TB1", "k1", "批了", null],
        [null, null, null, null],
        ["TB2", "k2", "经审批", "=1+1"]);

    private static readonly Finding[] Findings =
    [
        new("ANSWER_CODE_UNKNOWN", Severity.Error, "“审批情况”应从列表中选择。", "Choose from the list.", new Location("核查表.xlsx", "核查表", 3, "审批情况")),
        new("ANSWER_ACTUAL_USE_MISSING", Severity.Error, "缺少实际用途。", "Actual use is missing.", new Location("核查表.xlsx", "核查表", 3)),
        new("LETTER_MISSING", Severity.Warning, "缺少确认函。", "No letter.", Location.Whole),
    ];

    [Fact]
    public void Write_BadRow_FillsItsCellAndSaysWhy()
    {
        using var document = Open(Write());
        var rows = Rows(document);

        Assert.Equal("“审批情况”应从列表中选择。\n缺少实际用途。", rows[2][0].InnerText);
        Assert.Equal("F8C9C4", Fill(document, rows[2][3]));
        Assert.NotEqual("F8C9C4", Fill(document, rows[2][1]));
    }

    [Fact]
    public void Write_GoodRow_IsKeptAsItWas()
    {
        using var document = Open(Write());

        Assert.Equal(["", "TB2", "k2", "经审批", "=1+1"], Rows(document)[4].Select(cell => cell.InnerText));
        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<CellFormula>()));
    }

    [Fact]
    public void Write_AnyFindings_ListsThemAllOnASheet()
    {
        using var document = Open(Write());

        var list = document.WorkbookPart!.WorksheetParts.Single(part => part.Worksheet!.InnerText.Contains("LETTER_MISSING", StringComparison.Ordinal));
        Assert.Equal(4, list.Worksheet!.Descendants<Row>().Count());
    }

    [Fact]
    public void Write_Copy_IsValidAndIsReadAgainWithItsRowsInPlace()
    {
        var bytes = Write();
        using (var document = Open(bytes))
        {
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
        }

        using var delivery = Deliveries.Open(new MemoryStream(bytes), "核查表.xlsx", DeliveryLimits.Evidence);
        var issued = new IssuedPatches("u", [new IssuedPatch("k1", "TB1", "u", 1m), new IssuedPatch("k2", "TB2", "u", 1m)]);
        var reading = new VerificationReader(TestRules.Hebei).Read(delivery, issued);
        Assert.Equal([3L, 5L], reading.Rows.Select(row => row.Row.At.Row!.Value));
        Assert.Equal("approved", reading.Rows[1].Row["approval"]);
    }

    [Fact]
    public void Write_SheetNamesThatClash_AreToldApart()
    {
        using var stream = new MemoryStream();
        MarkedFormWriter.Write(stream, [Form, new MemoryTable("二.csv", "核查表", ["图斑编号"]), new MemoryTable("三.csv", "a/b'", ["x"])], [], TestRules.Hebei);

        using var document = Open(stream.ToArray());
        Assert.Equal(
            ["核查表", "核查表 2", "a_b_", "问题清单"],
            document.WorkbookPart!.Workbook!.Descendants<Sheet>().Where(sheet => sheet.State is null).Select(sheet => sheet.Name!.Value));
    }

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        MarkedFormWriter.Write(stream, [Form], Findings, TestRules.Hebei);
        return stream.ToArray();
    }

    private static SpreadsheetDocument Open(byte[] bytes) => SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

    private static List<List<Cell>> Rows(SpreadsheetDocument document)
    {
        var id = document.WorkbookPart!.Workbook!.Descendants<Sheet>().First().Id!.Value!;
        return [.. ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().ToList())];
    }

    private static string? Fill(SpreadsheetDocument document, Cell cell)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0u));
        return styles.Fills!.Elements<Fill>().ElementAt((int)format.FillId!.Value).PatternFill!.ForegroundColor?.Rgb?.Value?[^6..];
    }
}
