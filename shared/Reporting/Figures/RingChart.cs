using SkiaSharp;

namespace Platform.Reporting.Figures;

/// <summary>A slice of a ring.</summary>
internal sealed record Slice(string Label, double Value, string Text, SKColor Color);

/// <summary>Two rings side by side, by count and by area, with a legend that names every class with its figures.</summary>
internal sealed class RingChart
{
    private const float Radius = 66f;
    private const float Thickness = 27f;

    public required IReadOnlyList<(string Title, IReadOnlyList<Slice> Slices)> Rings { get; init; }

    /// <summary>Height with that many classes.</summary>
    public static float HeightFor(int classes) => 168f + (13f * classes);

    public void Draw(SKCanvas canvas, float width)
    {
        using var ink = new Ink(canvas);
        var column = width / Rings.Count;
        for (var index = 0; index < Rings.Count; index++)
        {
            var (title, slices) = Rings[index];
            DrawRing(ink, slices, title, (column * index) + (column / 2f), 82f);
            DrawLegend(ink, slices, column * index, column);
        }
    }

    private static void DrawRing(Ink ink, IReadOnlyList<Slice> slices, string title, float x, float y)
    {
        var total = slices.Sum(slice => slice.Value);
        var angle = -90f;
        foreach (var slice in slices.Where(slice => slice.Value > 0d))
        {
            var sweep = (float)(slice.Value / total * 360d);
            using var path = Sector(x, y, angle, sweep);
            ink.Fill(path, slice.Color);
            ink.Outline(path, SKColors.White, 1.2f);
            angle += sweep;
        }

        if (total <= 0d)
        {
            using var empty = Sector(x, y, -90f, 360f);
            ink.Outline(empty, Palette.Grid, 1f);
        }

        ink.Text(title, x, y + 4f, 10f, Palette.Text, SKTextAlign.Center);
    }

    private static SKPath Sector(float x, float y, float start, float sweep)
    {
        var path = new SKPath { FillType = SKPathFillType.EvenOdd };
        var outer = new SKRect(x - Radius, y - Radius, x + Radius, y + Radius);
        var inner = new SKRect(outer.Left + Thickness, outer.Top + Thickness, outer.Right - Thickness, outer.Bottom - Thickness);
        if (sweep >= 359.99f)
        {
            path.AddOval(outer);
            path.AddOval(inner);
        }
        else
        {
            path.ArcTo(outer, start, sweep, forceMoveTo: true);
            path.ArcTo(inner, start + sweep, -sweep, forceMoveTo: false);
            path.Close();
        }

        return path;
    }

    private static void DrawLegend(Ink ink, IReadOnlyList<Slice> slices, float left, float width)
    {
        var widest = slices.Select(slice => 13f + ink.WidthOf($"{slice.Label}  {slice.Text}", 9f)).DefaultIfEmpty(0f).Max();
        var x = left + Math.Max(4f, (width - widest) / 2f);
        var y = 166f;
        foreach (var slice in slices)
        {
            ink.Box(x, y - 8f, 9f, 9f, slice.Color);
            ink.Text($"{slice.Label}  {slice.Text}", x + 13f, y, 9f, Palette.Text);
            y += 13f;
        }
    }
}
