using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Formats.Packaging;
using Platform.Reporting.Layout;

namespace Platform.Reporting.Docx;

/// <summary>
/// Writes the report as a Word document on A4 with the margins and fonts of official documents (GB/T 9704: 仿宋 16 pt on 28 pt lines, 黑体 headings). The fonts
/// are named, not embedded. No ids, times or names of the machine: the same report gives the same bytes.
/// </summary>
internal static class DocxWriter
{
    public static void Write(Stream target, ReportContent content)
    {
        using var package = new MemoryStream();
        using (var document = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            document.ChangeIdOfPart(main, "rIdMain");
            main.AddNewPart<StyleDefinitionsPart>("rIdStyles").Styles = DocxStyles.Make(content.Language);
            main.AddNewPart<FooterPart>("rIdFooter").Footer = PageNumbers();
            main.Document = new Document(Body(main, content));
        }

        package.Position = 0;
        DeterministicZip.Rewrite(package, target);
    }

    private static Body Body(MainDocumentPart main, ReportContent content)
    {
        var body = new Body();
        AddTitlePage(body, content);
        var pictures = new DocxPictures(main);
        foreach (var block in content.Blocks)
        {
            body.Append(Elements(block, pictures));
        }

        body.Append(Page());
        return body;
    }

    private static void AddTitlePage(Body body, ReportContent content)
    {
        body.Append(DocxText.Paragraph(DocxStyles.Title, content.Title));
        body.Append(DocxText.Paragraph(DocxStyles.Subtitle, content.Subtitle));
        foreach (var line in content.TitleLines)
        {
            body.Append(DocxText.Paragraph(DocxStyles.TitleLine, line));
        }

        body.Append(DocxText.PageBreak());
    }

    private static IEnumerable<OpenXmlElement> Elements(Block block, DocxPictures pictures) => block switch
    {
        Heading heading => [DocxText.Paragraph(heading.Level == 1 ? DocxStyles.Heading1 : DocxStyles.Heading2, heading.Text)],
        BodyText text => [DocxText.Paragraph(DocxStyles.Body, text.Text)],
        Note note => [DocxText.Paragraph(DocxStyles.Note, note.Text)],
        TableBlock table => [DocxText.Paragraph(DocxStyles.TableCaption, table.Caption), DocxTable.Make(table), DocxText.Paragraph(DocxStyles.Gap, "")],
        FigureBlock figure => [pictures.Paragraph(figure.Figure), DocxText.Paragraph(DocxStyles.FigureCaption, figure.Figure.Caption)],
        PageBreak => [DocxText.PageBreak()],
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Unknown block."),
    };

    /// <summary>A4 with margins of 37, 26, 35 and 28 mm; the title page carries no number.</summary>
    private static SectionProperties Page() => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = "rIdFooter" },
        new PageSize { Width = 11906u, Height = 16838u },
        new PageMargin { Top = 2098, Right = 1474u, Bottom = 1984, Left = 1587u, Header = 850u, Footer = 992u, Gutter = 0u },
        new TitlePage());

    private static Footer PageNumbers() => new(new Paragraph(
        new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Footer }),
        DocxText.Run("— "),
        new SimpleField(DocxText.Run("1")) { Instruction = "PAGE" },
        DocxText.Run(" —")));
}
