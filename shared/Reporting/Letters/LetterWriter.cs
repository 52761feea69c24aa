using Platform.Reporting.Fonts;
using SkiaSharp;

namespace Platform.Reporting.Letters;

/// <summary>A line of a letter.</summary>
/// <param name="Text">What it says; not wrapped.</param>
/// <param name="Size">Size in points.</param>
public sealed record LetterLine(string Text, float Size);

/// <summary>Writes a one-page letter as PDF (A4, embedded fonts, selectable text). The same lines give the same bytes.</summary>
public static class LetterWriter
{
    private const float Width = 595;
    private const float Height = 842;
    private const float Margin = 72;
    private static readonly DateTime Fixed = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the letter to <paramref name="target"/>, which stays open.</summary>
    public static void Write(Stream target, string title, IEnumerable<LetterLine> lines)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(lines);
        using var buffer = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(buffer, new SKDocumentPdfMetadata { Title = title, Creation = Fixed, Modified = Fixed }))
        {
            using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            using var canvas = pdf.BeginPage(Width, Height);
            var y = Margin;
            foreach (var line in lines)
            {
                y += line.Size * 1.8f;
                using var font = ReportFonts.Font(ReportFonts.Serif, line.Size);
                canvas.DrawText(line.Text, Margin, y, SKTextAlign.Left, font, ink);
            }

            pdf.EndPage();
            pdf.Close();
        }

        buffer.WriteTo(target);
    }
}
