using SkiaSharp;

namespace Platform.Reporting.Figures;

/// <summary>
/// Colours by class. Red and green are apart in lightness too, so that the figures survive a black-and-white copy and colour-blind readers.
/// </summary>
internal static class Palette
{
    public static SKColor Text { get; } = new(0x26, 0x2B, 0x33);

    public static SKColor Faint { get; } = new(0x8A, 0x93, 0x9E);

    public static SKColor Grid { get; } = new(0xE3, 0xE7, 0xEC);

    public static SKColor Bar { get; } = new(0x2F, 0x6D, 0xA8);

    public static SKColor Area { get; } = new(0x5B, 0x9A, 0x8B);

    public static SKColor Unknown { get; } = new(0xC9, 0xCE, 0xD5);

    private static readonly SKColor[] Series = [Bar, Area, new(0xD9, 0x8E, 0x32), new(0x7A, 0x68, 0xA6), new(0x9B, 0xB8, 0x4E)];

    /// <summary>Colour of a class by its key; classes without one of their own take the series' colour of their position.</summary>
    public static SKColor Of(string key, int position) => key switch
    {
        "approved" or "legal" or "conforms" => new SKColor(0x4F, 0xA3, 0x6B),
        "unapproved" or "illegal" or "does-not-conform" => new SKColor(0xB5, 0x2F, 0x2F),
        "exempt" => new SKColor(0xE0, 0xB0, 0x4A),
        "not-determinable" => new SKColor(0x9A, 0xA5, 0xB1),
        "not-recorded" or "unknown" => Unknown,
        _ => Series[position % Series.Length],
    };
}
