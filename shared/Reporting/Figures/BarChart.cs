using SkiaSharp;

namespace Platform.Reporting.Figures;

/// <summary>A bar of a chart; several parts are stacked.</summary>
/// <param name="Label">What stands beside it.</param>
/// <param name="Parts">Values from left to right, not negative.</param>
/// <param name="Text">What stands at its end.</param>
internal sealed record Bar(string Label, IReadOnlyList<double> Parts, string Text);

/// <summary>Horizontal bars with an axis from zero: labels of any length stay readable, and thirty units fit on a page.</summary>
internal sealed class BarChart
{
    private const float RowHeight = 17f;
    private const float TextSize = 9f;
    private const float Top = 8f;
    private const float LegendHeight = 22f;

    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Colour by part.</summary>
    public required IReadOnlyList<SKColor> Colors { get; init; }

    /// <summary>Names of the parts; empty for a single one.</summary>
    public IReadOnlyList<string> Legend { get; init; } = [];

    /// <summary>Name and unit of the values.</summary>
    public required string Axis { get; init; }

    public float Height => Top + (Legend.Count > 0 ? LegendHeight : 0f) + (Math.Max(1, Bars.Count) * RowHeight) + 34f;

    public void Draw(SKCanvas canvas, float width)
    {
        using var ink = new Ink(canvas);
        var top = Top + (Legend.Count > 0 ? LegendHeight : 0f);
        if (Legend.Count > 0)
        {
            LegendRow.Draw(ink, Legend, Colors, width / 2f, Top + 8f, TextSize);
        }

        var left = Math.Min(width * 0.34f, Bars.Select(bar => ink.WidthOf(bar.Label, TextSize)).DefaultIfEmpty(0f).Max() + 10f);
        var right = width - 10f - Bars.Select(bar => ink.WidthOf(bar.Text, TextSize)).DefaultIfEmpty(0f).Max();
        var axis = NiceAxis.For(Bars.Select(bar => bar.Parts.Sum()).DefaultIfEmpty(0d).Max());
        var plot = new SKRect(left, top, Math.Max(left + 60f, right), top + (Math.Max(1, Bars.Count) * RowHeight));
        DrawAxis(ink, plot, axis);
        for (var index = 0; index < Bars.Count; index++)
        {
            DrawBar(ink, plot, axis, Bars[index], plot.Top + (index * RowHeight));
        }

        ink.Line(plot.Left, plot.Top, plot.Left, plot.Bottom, Palette.Faint, 0.8f);
    }

    private void DrawAxis(Ink ink, SKRect plot, NiceAxis axis)
    {
        foreach (var tick in axis.Ticks)
        {
            var x = plot.Left + (float)(tick / axis.Greatest * plot.Width);
            ink.Line(x, plot.Top, x, plot.Bottom, Palette.Grid, 0.6f);
            ink.Text(NiceAxis.Spell(tick), x, plot.Bottom + 11f, 7.5f, Palette.Faint, SKTextAlign.Center);
        }

        ink.Text(Axis, plot.MidX, plot.Bottom + 24f, 8.5f, Palette.Text, SKTextAlign.Center);
    }

    private void DrawBar(Ink ink, SKRect plot, NiceAxis axis, Bar bar, float y)
    {
        ink.Text(ink.Fitted(bar.Label, TextSize, plot.Left - 8f), plot.Left - 5f, y + 12f, TextSize, Palette.Text, SKTextAlign.Right);
        var x = plot.Left;
        for (var part = 0; part < bar.Parts.Count; part++)
        {
            var length = (float)(bar.Parts[part] / axis.Greatest * plot.Width);
            ink.Box(x, y + 3f, length, RowHeight - 6f, Colors[part % Colors.Count]);
            x += length;
        }

        ink.Text(bar.Text, x + 4f, y + 12f, TextSize, Palette.Text);
    }
}
