using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting;
using Platform.Reporting.Maps;
using Platform.Reporting.Publishing;
using UglyToad.PdfPig;

namespace Platform.Tests.Unit.Reporting.Publishing;

public sealed class ReportFilesTests
{
    private static readonly DateTimeOffset Noon = new(2016, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Make_TwoRuns_GiveIdenticalBytes()
    {
        var first = Make(SampleReports.Full, SampleReports.Map);
        var second = Make(SampleReports.Full, SampleReports.Map);

        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.True(file.Value.AsSpan().SequenceEqual(second[file.Key]), file.Key));
    }

    [Fact]
    public void Make_FullReport_NamesItsFiles() => Assert.Equal(
        [
            "figures/figure-01-sizes.png", "figures/figure-02-units-count.png", "figures/figure-03-units-area.png", "figures/figure-04-units-approval.png",
            "figures/figure-05-units-legality.png", "figures/figure-06-approval.png", "figures/figure-07-legality.png", "figures/figure-08-conformity.png",
            "figures/figure-09-construction.png", "figures/figure-10-themes.png", "report.docx", "report.json", "report.pdf", "report.xlsx",
        ],
        ReportFiles.Make(SampleReports.Full, SampleReports.Map, ReportLanguage.Chinese, Noon).Select(file => file.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(ReportLanguage.Chinese)]
    [InlineData(ReportLanguage.ChineseWithEnglishAnnex)]
    [InlineData(ReportLanguage.English)]
    public void Docx_IsValid(ReportLanguage language)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(MakeOne("report.docx", SampleReports.Full, SampleReports.Map, language)), isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
    }

    [Fact]
    public void Docx_DeckReport_HasTheDecksSentencesTablesAndCaptions()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(MakeOne("report.docx", SampleReports.Deck)), isEditable: false);
        var body = document.MainDocumentPart!.Document!.Body!;
        var paragraphs = body.Elements<Paragraph>().Select(paragraph => paragraph.InnerText).ToArray();

        Assert.Contains(SampleReports.Deck.Sentence(TableKeys.Approval)!.Chinese, paragraphs);
        Assert.Contains(SampleReports.Deck.Sentence(TableKeys.Legality)!.Chinese, paragraphs);
        Assert.Contains("表 2：XX市城市总体规划实施情况遥感监测变化图斑审批情况统计表", paragraphs);
        Assert.Contains("表 3：XX市城市总体规划实施情况遥感监测变化图斑违法建设情况统计表", paragraphs);
        Assert.Contains("图 6：XX市城市总体规划动态监测变化图斑审批情况图", paragraphs);
        Assert.Contains("图 7：XX市城市总体规划动态监测变化图斑违法建设情况图", paragraphs);
        var approval = body.Elements<Table>().ElementAt(1);
        Assert.Equal(
            [
                "审批情况|数量(个)|所占比例|面积(平方米)|所占比例", "经审批|33|13.3%|1218301|53.9%", "未经审批|201|81.0%|950270|42.1%", "不需审批|14|5.6%|90181|4.0%",
                "合计|248|100.0%|2258752|100.0%",
            ],
            approval.Elements<TableRow>().Select(row => string.Join('|', row.Elements<TableCell>().Select(cell => cell.InnerText))));
    }

    [Fact]
    public void Docx_Package_CarriesNoTimes()
    {
        using var zip = new ZipArchive(new MemoryStream(MakeOne("report.docx", SampleReports.Deck)));

        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.StartsWith("docProps/", StringComparison.Ordinal));
    }

    [Fact]
    public void Pdf_DeckReport_HasTheDecksFiguresAsText()
    {
        using var pdf = PdfDocument.Open(MakeOne("report.pdf", SampleReports.Deck));
        var text = string.Concat(pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal);

        foreach (var sentence in SampleReports.Deck.Narrative)
        {
            Assert.Contains(sentence.Chinese.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        }

        Assert.Contains("经审批3313.3%121830153.9%未经审批20181.0%95027042.1%不需审批145.6%901814.0%合计248100.0%2258752100.0%", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pdf_CarriesNoDates()
    {
        using var pdf = PdfDocument.Open(MakeOne("report.pdf", SampleReports.Deck));

        Assert.Null(pdf.Information.CreationDate);
        Assert.Null(pdf.Information.ModifiedDate);
    }

    [Fact]
    public void Xlsx_IsValidAndHoldsUnroundedNumbers()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(MakeOne("report.xlsx", SampleReports.Full)), isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
        var names = document.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Select(sheet => sheet.Name!.Value);
        Assert.Equal(SampleReports.Full.Tables.Count + 2, names.Count());
        var area = SampleReports.Full[TableKeys.Approval].Row("approved")!.AreaM2;
        Assert.Contains(
            document.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellValue>()),
            cell => cell.Text == area.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void WriteTo_FolderWithAnOlderReport_LeavesNoFigureOfIt()
    {
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        try
        {
            ReportFiles.WriteTo(folder, ReportFiles.Make(SampleReports.Full, null, ReportLanguage.Chinese, Noon));
            ReportFiles.WriteTo(folder, ReportFiles.Make(SampleReports.Deck, null, ReportLanguage.Chinese, Noon));

            Assert.Equal(7, Directory.GetFiles(Path.Combine(folder, "figures")).Length);
            Assert.Equal(["report.docx", "report.json", "report.pdf", "report.xlsx"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.Equal(["figures"], Directory.GetDirectories(folder).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SortedDictionary<string, byte[]> Make(ReportModel report, MapContent? map)
    {
        var files = ReportFiles.Make(report, map, ReportLanguage.ChineseWithEnglishAnnex, Noon);
        return new SortedDictionary<string, byte[]>(files.ToDictionary(file => file.Name, Bytes), StringComparer.Ordinal);
    }

    private static byte[] MakeOne(
        string name, ReportModel report, MapContent? map = null, ReportLanguage language = ReportLanguage.ChineseWithEnglishAnnex) =>
        Bytes(ReportFiles.Make(report, map, language, Noon).Single(file => file.Name == name));

    private static byte[] Bytes(ReportFile file)
    {
        using var stream = new MemoryStream();
        file.WriteTo(stream);
        return stream.ToArray();
    }
}
