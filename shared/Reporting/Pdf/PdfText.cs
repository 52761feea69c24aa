using Platform.Reporting.Fonts;
using Platform.Reporting.Layout;
using SkiaSharp;

namespace Platform.Reporting.Pdf;

/// <summary>Sets the running text.</summary>
internal sealed class PdfText(PdfPages pages)
{
    /// <summary>Room that a one-line caption takes.</summary>
    public const float CaptionHeight = 30f;

    private const float BodySize = 15f;
    private const float BodyLine = 27f;

    /// <summary>A heading never stands alone at the foot of a page.</summary>
    private const float HeadingRoom = 110f;

    public void TitlePage(ReportContent content)
    {
        pages.Skip(150f);
        Lines(content.Title, ReportFonts.Sans, 24f, 38f, 0f, SKTextAlign.Center);
        pages.Skip(10f);
        Lines(content.Subtitle, ReportFonts.Serif, 17f, 30f, 0f, SKTextAlign.Center);
        pages.Skip(170f);
        foreach (var line in content.TitleLines)
        {
            Lines(line, ReportFonts.Serif, 14f, 26f, 0f, SKTextAlign.Center);
        }

        pages.Break();
    }

    public void Heading(Heading heading)
    {
        pages.Ensure(HeadingRoom);
        if (!pages.IsAtTop)
        {
            pages.Skip(10f);
        }

        Lines(heading.Text, ReportFonts.Sans, heading.Level == 1 ? 16f : 14f, 28f, 0f, SKTextAlign.Left);
        pages.Skip(2f);
    }

    public void Body(string text)
    {
        Lines(text, ReportFonts.Serif, BodySize, BodyLine, 2f * BodySize, SKTextAlign.Left);
        pages.Skip(4f);
    }

    public void Note(string text)
    {
        Lines(text, ReportFonts.Serif, 10.5f, 17f, 0f, SKTextAlign.Left);
        pages.Skip(4f);
    }

    /// <summary>A caption, centred.</summary>
    public void Caption(string text, float after)
    {
        Lines(text, ReportFonts.Sans, 10.5f, 16f, 0f, SKTextAlign.Center);
        pages.Skip(after);
    }

    private void Lines(string text, SKTypeface typeface, float size, float lineHeight, float indent, SKTextAlign align)
    {
        using var font = ReportFonts.Font(typeface, size);
        var lines = LineBreaker.Break(text, font, PdfPages.Width, indent);
        for (var index = 0; index < lines.Count; index++)
        {
            pages.Ensure(lineHeight);
            var x = align == SKTextAlign.Center ? PdfPages.Left + (PdfPages.Width / 2f) : PdfPages.Left + (index == 0 ? indent : 0f);
            pages.Text(lines[index], x, pages.Y + (lineHeight * 0.5f) + (size * 0.36f), font, align);
            pages.Skip(lineHeight);
        }
    }
}
