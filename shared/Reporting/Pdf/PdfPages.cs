using Platform.Reporting.Fonts;
using SkiaSharp;

namespace Platform.Reporting.Pdf;

/// <summary>The pages of the document: A4 with the margins of official documents, numbered at the foot from the second page on.</summary>
internal sealed class PdfPages(SKDocument document) : IDisposable
{
    public const float Left = 79.4f;
    public const float Width = 442f;

    private const float PageWidth = 595.28f;
    private const float PageHeight = 841.89f;
    private const float Top = 104.9f;
    private const float Bottom = PageHeight - 99.2f;

    private readonly SKPaint _ink = new() { IsAntialias = true, Color = SKColors.Black };
    private SKCanvas? _canvas;
    private int _page;

    /// <summary>Height of a whole page's text.</summary>
    public static float Height => Bottom - Top;

    /// <summary>Where the next line goes.</summary>
    public float Y { get; private set; } = Top;

    public float Room => Bottom - Y;

    public bool IsAtTop => Y <= Top;

    /// <summary>The page, begun when something is drawn on it.</summary>
    public SKCanvas Canvas => _canvas ??= Begin();

    public void Skip(float height) => Y += height;

    /// <summary>Begins a new page unless there is room, or the page is still empty.</summary>
    public void Ensure(float height)
    {
        if (height > Room && !IsAtTop)
        {
            Break();
        }
    }

    public void Break()
    {
        _ = Canvas;
        document.EndPage();
        _canvas = null;
        Y = Top;
    }

    public void Text(string text, float x, float baseline, SKFont font, SKTextAlign align) => Canvas.DrawText(text, x, baseline, align, font, _ink);

    public void Rule(float x1, float y1, float x2, float y2)
    {
        _ink.StrokeWidth = 0.6f;
        Canvas.DrawLine(x1, y1, x2, y2, _ink);
    }

    public void Shade(float x, float y, float width, float height)
    {
        _ink.Color = new SKColor(0xE8, 0xEC, 0xF1);
        Canvas.DrawRect(x, y, width, height, _ink);
        _ink.Color = SKColors.Black;
    }

    public void Dispose()
    {
        if (_canvas is not null)
        {
            document.EndPage();
        }

        _ink.Dispose();
    }

    private SKCanvas Begin()
    {
        var canvas = document.BeginPage(PageWidth, PageHeight);
        _page++;
        if (_page > 1)
        {
            using var font = ReportFonts.Font(ReportFonts.Serif, 12f);
            canvas.DrawText($"— {_page} —", PageWidth / 2f, Bottom + 42f, SKTextAlign.Center, font, _ink);
        }

        return canvas;
    }
}
