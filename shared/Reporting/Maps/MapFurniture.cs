using System.Globalization;
using Platform.Reporting.Figures;
using SkiaSharp;

namespace Platform.Reporting.Maps;

/// <summary>What stands around the content of every map: scale bar and north arrow.</summary>
internal static class MapFurniture
{
    /// <summary>A scale bar of a round length (1, 2 or 5 times a power of ten), at most <paramref name="widest"/> points long.</summary>
    public static void ScaleBar(Ink ink, MapFrame frame, float left, float baseline, float widest, Wording words)
    {
        var most = frame.MetresPerPoint * widest;
        var power = Math.Pow(10d, Math.Floor(Math.Log10(most)));
        var metres = most >= 5d * power ? 5d * power : most >= 2d * power ? 2d * power : power;
        var length = (float)(metres / frame.MetresPerPoint);
        ink.Box(left, baseline - 4f, length / 2f, 4f, Palette.Text);
        ink.Box(left + (length / 2f), baseline - 4f, length / 2f, 4f, SKColors.White);
        ink.Frame(left, baseline - 4f, length, 4f, Palette.Text, 0.7f);
        ink.HaloText("0", left, baseline - 7f, 7f, Palette.Text, SKTextAlign.Center);
        ink.HaloText(Length(metres, words), left + length, baseline - 7f, 7f, Palette.Text, SKTextAlign.Center);
    }

    public static void NorthArrow(Ink ink, float x, float y)
    {
        using var dark = new SKPath();
        dark.MoveTo(x, y);
        dark.LineTo(x - 6f, y + 20f);
        dark.LineTo(x, y + 15f);
        dark.Close();
        using var light = new SKPath();
        light.MoveTo(x, y);
        light.LineTo(x + 6f, y + 20f);
        light.LineTo(x, y + 15f);
        light.Close();
        ink.Fill(light, SKColors.White);
        ink.Fill(dark, Palette.Text);
        ink.Outline(light, Palette.Text, 0.7f);
        ink.HaloText("N", x, y - 3f, 9f, Palette.Text, SKTextAlign.Center);
    }

    private static string Length(double metres, Wording words) => metres >= 1000d
        ? string.Create(CultureInfo.InvariantCulture, $"{metres / 1000d:0.###} {words.Pick("千米", "km")}")
        : string.Create(CultureInfo.InvariantCulture, $"{metres:0.###} {words.Pick("米", "m")}");
}
