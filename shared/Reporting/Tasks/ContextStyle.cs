using Platform.Domain.Profiles;
using Platform.Reporting.Figures;
using Platform.Reporting.Maps;
using SkiaSharp;

namespace Platform.Reporting.Tasks;

/// <summary>How the surroundings of a patch are drawn.</summary>
internal static class ContextStyle
{
    private static readonly SKColor[] Pale =
    [
        new(0xFB, 0xEF, 0xC4), new(0xF6, 0xD6, 0xC8), new(0xD8, 0xE8, 0xCF), new(0xD5, 0xE3, 0xF2), new(0xE6, 0xDA, 0xEE),
        new(0xF3, 0xE0, 0xEA), new(0xDD, 0xEB, 0xE9), new(0xEC, 0xE6, 0xD8), new(0xE3, 0xE6, 0xF3), new(0xF0, 0xEB, 0xC2),
    ];

    public static void Draw(Ink ink, MapFrame frame, MapContextFeature feature)
    {
        using var path = frame.Path(feature.Shape);
        var (fill, line, width) = Of(feature.Kind, feature.Code);
        ink.Fill(path, fill);
        ink.Outline(path, line, width);
    }

    /// <summary>A legend square; without a kind it is the patch's.</summary>
    public static void Swatch(Ink ink, float x, float y, MapContextKind? kind, string code)
    {
        var (fill, line, width) = kind is { } known ? Of(known, code) : (new SKColor(0xE0, 0x10, 0x10, 38), new SKColor(0xE0, 0x10, 0x10), 1.6f);
        ink.Box(x, y, 10f, 8f, fill);
        ink.Frame(x, y, 10f, 8f, line, width);
    }

    private static (SKColor Fill, SKColor Line, float Width) Of(MapContextKind kind, string code) => kind switch
    {
        MapContextKind.PlanLandUse => (PlanColor(code), new SKColor(0xB9, 0xB4, 0xA8), 0.5f),
        MapContextKind.ControlLine => (Theme(code).WithAlpha(30), Theme(code), 1.3f),
        MapContextKind.Permit => (SKColors.Transparent, new SKColor(0x33, 0x55, 0x99), 1f),
        _ => (SKColors.Transparent, Palette.Faint, 0.9f),
    };

    private static SKColor Theme(string code) => code switch
    {
        ControlThemeCodes.GreenLine => new SKColor(0x2E, 0x9B, 0x4F),
        ControlThemeCodes.BlueLine => new SKColor(0x1F, 0x7A, 0xC4),
        ControlThemeCodes.PurpleLine => new SKColor(0x8A, 0x4F, 0xB0),
        ControlThemeCodes.YellowLine => new SKColor(0xD8, 0xA8, 0x00),
        ControlThemeCodes.EcologicalRedLine => new SKColor(0xA8, 0x2A, 0x2A),
        ControlThemeCodes.UrbanGrowthBoundary => new SKColor(0xD0, 0x6A, 0x1E),
        _ => new SKColor(0x6B, 0x5B, 0x4B),
    };

    /// <summary>Colours by the leading sign of GB 50137 codes, in the manner of city plans; other codes take a stable one of the pale colours.</summary>
    private static SKColor PlanColor(string code) => (code.Length > 0 ? code[0] : ' ') switch
    {
        'R' => new SKColor(0xFB, 0xEF, 0xB5),
        'A' => new SKColor(0xF3, 0xD6, 0xE2),
        'B' => new SKColor(0xF6, 0xCF, 0xC4),
        'M' => new SKColor(0xE3, 0xD3, 0xBE),
        'W' => new SKColor(0xDF, 0xD3, 0xEC),
        'S' => new SKColor(0xE2, 0xE4, 0xE7),
        'U' => new SKColor(0xCF, 0xDF, 0xEC),
        'G' => new SKColor(0xCD, 0xE6, 0xC6),
        'E' => new SKColor(0xE6, 0xF0, 0xD6),
        _ => Pale[Position(code)],
    };

    /// <summary>A stable position by code (FNV-1a), so that a class has one colour on every picture.</summary>
    private static int Position(string code)
    {
        var hash = 2166136261u;
        foreach (var character in code)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return (int)(hash % (uint)Pale.Length);
    }
}
