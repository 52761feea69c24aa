using Platform.Reporting.Figures;
using Platform.Reporting.Fonts;
using Platform.Reporting.Layout;
using SkiaSharp;

namespace Platform.Reporting.Pdf;

/// <summary>
/// Writes the report as a PDF with selectable text and vector figures. Carries no dates and no ids: the same report gives the same bytes.
/// </summary>
internal static class PdfWriter
{
    private const float PixelsPerPoint = 3f;

    public static void Write(Stream target, ReportContent content)
    {
        var metadata = new SKDocumentPdfMetadata
        {
            Title = content.Title, Creator = "", Producer = "", Creation = null, Modified = null, RasterDpi = 216f, EncodingQuality = 101,
        };
        using var buffer = new SKDynamicMemoryWStream();
        using (var document = SKDocument.CreatePdf(buffer, metadata))
        {
            using (var pages = new PdfPages(document))
            {
                var writer = new PdfText(pages);
                writer.TitlePage(content);
                foreach (var block in content.Blocks)
                {
                    Add(block, pages, writer);
                }
            }

            document.Close();
        }

        using var data = buffer.DetachAsData();
        data.SaveTo(target);
    }

    private static void Add(Block block, PdfPages pages, PdfText text)
    {
        switch (block)
        {
            case Heading heading:
                text.Heading(heading);
                break;
            case BodyText body:
                text.Body(body.Text);
                break;
            case Note note:
                text.Note(note.Text);
                break;
            case TableBlock table:
                new PdfTable(pages, table).Draw();
                break;
            case FigureBlock figure:
                AddFigure(figure.Figure, pages, text);
                break;
            case PageBreak:
                pages.Break();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Unknown block.");
        }
    }

    private static void AddFigure(Figure figure, PdfPages pages, PdfText text)
    {
        var scale = Math.Min(1f, (PdfPages.Height - PdfText.CaptionHeight) / figure.Height);
        var height = figure.Height * scale;
        pages.Ensure(height + PdfText.CaptionHeight);
        var canvas = pages.Canvas;
        canvas.Save();
        canvas.Translate(PdfPages.Left + ((PdfPages.Width - (figure.Width * scale)) / 2f), pages.Y);
        canvas.Scale(scale);
        Draw(figure, canvas);
        canvas.Restore();
        pages.Skip(height);
        text.Caption(figure.Caption, after: 12f);
    }

    private static void Draw(Figure figure, SKCanvas canvas)
    {
        if (!figure.IsDense)
        {
            figure.Draw(canvas);
            return;
        }

        using var data = figure.EncodePng(PixelsPerPoint);
        using var image = SKImage.FromEncodedData(data);
        canvas.DrawImage(image, new SKRect(0f, 0f, figure.Width, figure.Height));
    }
}
