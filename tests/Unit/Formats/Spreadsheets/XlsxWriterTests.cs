using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Platform.Formats.Spreadsheets;
using Platform.Formats.Tables;
using CellStyle = Platform.Formats.Spreadsheets.CellStyle;

namespace Platform.Tests.Unit.Formats.Spreadsheets;

public sealed class XlsxWriterTests
{
    private static readonly CellStyle s_input = new() { Locked = false, Fill = "FFF2CC", Border = true, Wrap = true, Vertical = VerticalPlace.Top };

    internal static SheetToWrite Form() => new("核查'A'表", Rows())
    {
        Columns = [new(12), new(24, s_input), new(14, s_input with { NumberFormat = "#,##0.00" }), new(14), new(10, Hidden: true)],
        FrozenRows = 2,
        FrozenColumns = 1,
        MergedRanges = [new CellRange(1, 0, 1, 3)],
        Protected = true,
        PrintTitleRows = (1, 2),
        Landscape = true,
        Notes = [new CellNote(3, 1, "无此许可证"), new CellNote(4, 1, "<&>")],
        Rules =
        [
            new ChoiceRule(new CellRange(3, 1, 1000, 1), ["经审批", "未经审批", "不需审批"]) { Prompt = "请选择", PromptTitle = "审批情况", Error = "请从列表中选择" },
            new ChoiceRule(new CellRange(3, 3, 1000, 3), [.. Enumerable.Range(0, 300).Select(i => $"地类,{i}")]),
            new NumberRule(new CellRange(3, 2, 1000, 2), 0, 99999.99m),
            new DateRule(new CellRange(3, 4, 1000, 4), new DateOnly(2014, 1, 1), new DateOnly(2030, 12, 31)),
            new TextLengthRule(new CellRange(3, 5, 1000, 5), 200),
        ],
    };

    private static IEnumerable<RowToWrite> Rows()
    {
        yield return new RowToWrite([new("变化图斑核查表", CellStyle.Header)], Height: 30);
        yield return RowToWrite.Of(CellStyle.Header, "编号", "审批", "面积", "用途");
        yield return RowToWrite.Of(null, "=1+1", "  空格 & <b>\u0007 _x0041_", 12.30m, new DateOnly(2017, 1, 5), true, -7L, 0.5);
        yield return RowToWrite.Of(null, "P2", null, null, new DateTime(2017, 1, 5, 8, 30, 0, DateTimeKind.Unspecified), new DateOnly(1899, 5, 1));
    }

    [Fact]
    public void Write_FormWithEverything_PassesOpenXmlValidator()
    {
        using var stream = Written(Form(), new SheetToWrite("说明", [RowToWrite.Of(null, "填写说明")]));
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        Assert.Equal(["核查'A'表", "说明", "_lists"], document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(s => s.Name!.Value));
    }

    [Fact]
    public void Write_SameSheetsTwice_GivesSameBytes() => Assert.Equal(Written(Form()).ToArray(), Written(Form()).ToArray());

    [Fact]
    public void Write_TextThatLooksLikeAFormula_IsStoredAsText()
    {
        using var document = SpreadsheetDocument.Open(Written(Form()), isEditable: false);
        var cells = Cells(document);

        Assert.Equal("inlineStr", cells["A3"].DataType!.InnerText);
        Assert.Equal("=1+1", cells["A3"].InnerText);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<CellFormula>()));
    }

    [Theory]
    [InlineData("C3", null, "12.30")]
    [InlineData("D3", null, "42740")]
    [InlineData("E3", "b", "1")]
    [InlineData("F3", null, "-7")]
    [InlineData("G3", null, "0.5")]
    [InlineData("D4", null, "42740.354166666664")]
    [InlineData("E4", "inlineStr", "1899-05-01")]
    [InlineData("B3", "inlineStr", "  空格 & <b>_x0007_ _x005F_x0041_")]
    public void Write_Value_IsStoredByItsType(string cell, string? type, string stored)
    {
        using var document = SpreadsheetDocument.Open(Written(Form()), isEditable: false);

        Assert.Equal(type, Cells(document)[cell].DataType?.InnerText);
        Assert.Equal(stored, Cells(document)[cell].InnerText);
    }

    [Fact]
    public void Write_ProtectedSheet_LeavesInputColumnsUnlocked()
    {
        using var document = SpreadsheetDocument.Open(Written(Form()), isEditable: false);
        var formats = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        bool IsLocked(string cell) => formats[(int)Cells(document)[cell].StyleIndex!.Value].Protection!.Locked!.Value;

        Assert.True(IsLocked("A4"));
        Assert.False(IsLocked("B4"));
        Assert.False(IsLocked("C4"));
        Assert.True(document.WorkbookPart.WorksheetParts.First().Worksheet.Elements<SheetProtection>().Single().Sheet!.Value);
    }

    [Fact]
    public void Write_LongChoices_ReferToHiddenSheet()
    {
        using var document = SpreadsheetDocument.Open(Written(Form()), isEditable: false);
        var formulas = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<DataValidation>())
            .Where(v => v.Type! == DataValidationValues.List).Select(v => v.Formula1!.Text).ToList();

        Assert.Equal(["\"经审批,未经审批,不需审批\"", "'_lists'!$A$1:$A$300"], formulas);
    }

    [Fact]
    public void Write_Entries_CarryTheFixedTime()
    {
        using var zip = new ZipArchive(Written(Form()));

        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), e.LastWriteTime.DateTime));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("123456789012345678901234567890ab")]
    [InlineData("_LISTS")]
    public void Write_ImpossibleSheetName_Throws(string name) => Assert.Throws<ArgumentException>(() => Written(new SheetToWrite(name, [])));

    private static Dictionary<string, DocumentFormat.OpenXml.Spreadsheet.Cell> Cells(SpreadsheetDocument document) =>
        document.WorkbookPart!.GetPartsOfType<WorksheetPart>().Single(p => p.Uri.OriginalString.EndsWith("sheet1.xml", StringComparison.Ordinal))
            .Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToDictionary(c => c.CellReference!.Value!);

    internal static MemoryStream Written(params SheetToWrite[] sheets)
    {
        var stream = new MemoryStream();
        XlsxWriter.Write(stream, sheets);
        stream.Position = 0;
        return stream;
    }
}
