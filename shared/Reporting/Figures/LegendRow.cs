using SkiaSharp;

namespace Platform.Reporting.Figures;

/// <summary>Coloured squares with names in one centred row.</summary>
internal static class LegendRow
{
    private const float Gap = 18f;
    private const float Square = 9f;

    public static void Draw(Ink ink, IReadOnlyList<string> names, IReadOnlyList<SKColor> colors, float centre, float baseline, float size)
    {
        var width = names.Sum(name => Square + 4f + ink.WidthOf(name, size)) + (Gap * (names.Count - 1));
        var x = centre - (width / 2f);
        for (var index = 0; index < names.Count; index++)
        {
            ink.Box(x, baseline - 8f, Square, Square, colors[index % colors.Count]);
            x += Square + 4f;
            ink.Text(names[index], x, baseline, size, Palette.Text);
            x += ink.WidthOf(names[index], size) + Gap;
        }
    }
}
