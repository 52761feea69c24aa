using Platform.Reporting.Fonts;
using SkiaSharp;

namespace Platform.Reporting.Figures;

/// <summary>Pens and text of one drawing. Dispose it with the drawing.</summary>
internal sealed class Ink(SKCanvas canvas) : IDisposable
{
    private readonly SKPaint _fill = new() { IsAntialias = true, Style = SKPaintStyle.Fill };
    private readonly SKPaint _line = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Round };
    private readonly Dictionary<float, SKFont> _fonts = [];

    public SKCanvas Canvas => canvas;

    public void Box(float x, float y, float width, float height, SKColor color)
    {
        _fill.Color = color;
        canvas.DrawRect(x, y, width, height, _fill);
    }

    public void Frame(float x, float y, float width, float height, SKColor color, float thickness)
    {
        Pen(color, thickness);
        canvas.DrawRect(x, y, width, height, _line);
    }

    public void Line(float x1, float y1, float x2, float y2, SKColor color, float thickness)
    {
        Pen(color, thickness);
        canvas.DrawLine(x1, y1, x2, y2, _line);
    }

    public void Fill(SKPath path, SKColor color)
    {
        _fill.Color = color;
        canvas.DrawPath(path, _fill);
    }

    public void Outline(SKPath path, SKColor color, float thickness)
    {
        Pen(color, thickness);
        canvas.DrawPath(path, _line);
    }

    public void Dot(float x, float y, float radius, SKColor color)
    {
        _fill.Color = color;
        canvas.DrawCircle(x, y, radius, _fill);
    }

    /// <summary>Draws text with its baseline at <paramref name="y"/>.</summary>
    public void Text(string text, float x, float y, float size, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        _fill.Color = color;
        canvas.DrawText(text, x, y, align, Font(size), _fill);
    }

    /// <summary>The same on a white halo, for text over a map.</summary>
    public void HaloText(string text, float x, float y, float size, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        Pen(SKColors.White.WithAlpha(220), size * 0.28f);
        canvas.DrawText(text, x, y, align, Font(size), _line);
        Text(text, x, y, size, color, align);
    }

    public float WidthOf(string text, float size) => Font(size).MeasureText(text);

    /// <summary>The text, or its beginning and an ellipsis when it is wider than there is room.</summary>
    public string Fitted(string text, float size, float width)
    {
        if (WidthOf(text, size) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 1 && WidthOf(text[..length] + "…", size) > width)
        {
            length--;
        }

        return text[..length] + "…";
    }

    public void Dispose()
    {
        _fill.Dispose();
        _line.Dispose();
        foreach (var font in _fonts.Values)
        {
            font.Dispose();
        }
    }

    private void Pen(SKColor color, float thickness)
    {
        _line.Color = color;
        _line.StrokeWidth = thickness;
    }

    private SKFont Font(float size)
    {
        if (!_fonts.TryGetValue(size, out var font))
        {
            font = ReportFonts.Font(ReportFonts.Sans, size);
            _fonts.Add(size, font);
        }

        return font;
    }
}
