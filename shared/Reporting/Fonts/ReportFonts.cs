using SkiaSharp;

namespace Platform.Reporting.Fonts;

/// <summary>The embedded typefaces. Loaded once per process; safe for use from several threads.</summary>
internal static class ReportFonts
{
    private static readonly Lazy<SKTypeface> LazySans = new(() => Load("NotoSansSC-Subset.otf"));
    private static readonly Lazy<SKTypeface> LazySerif = new(() => Load("NotoSerifSC-Subset.otf"));

    /// <summary>Headings, charts and maps (in the manner of 黑体).</summary>
    public static SKTypeface Sans => LazySans.Value;

    /// <summary>Running text (in the manner of 宋体).</summary>
    public static SKTypeface Serif => LazySerif.Value;

    /// <summary>A font without hinting, so that its metrics do not depend on the size in pixels.</summary>
    public static SKFont Font(SKTypeface typeface, float size) => new(typeface, size)
    {
        Hinting = SKFontHinting.None, Subpixel = true, Edging = SKFontEdging.Antialias,
    };

    private static SKTypeface Load(string file)
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The font {file} is not embedded.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"The font {file} cannot be read.");
    }
}
