using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Reporting.Figures;
using Platform.Reporting.Maps;
using SkiaSharp;

namespace Platform.Reporting.Tasks;

/// <summary>
/// Draws the pictures of patches, one after the other on one surface: the outline over plan land use and control lines, with number, coordinates, scale bar and legend.
/// Not for use from several threads.
/// </summary>
internal sealed class PatchMap : IDisposable
{
    private const float Width = 420f;
    private const float Height = 380f;
    private const float Scale = 1.6f;
    private const float Top = 30f;
    private const float MapHeight = 282f;
    private const double SmallestExtentDegrees = 0.002d;
    private const float WidestLine = 4f;
    private const int MostLegendEntries = 10;

    private static readonly SKColor PatchLine = new(0xE0, 0x10, 0x10);
    private static readonly Wording Words = new(english: false);

    private readonly TaskPackageRequest _request;
    private readonly SKSurface _surface = SKSurface.Create(
        new SKImageInfo((int)MathF.Ceiling(Width * Scale), (int)MathF.Ceiling(Height * Scale), SKColorType.Rgba8888, SKAlphaType.Opaque));
    private readonly Ink _ink;
    private readonly PalettePng _png = new();

    public PatchMap(TaskPackageRequest request)
    {
        _request = request;
        _surface.Canvas.Scale(Scale);
        _ink = new Ink(_surface.Canvas);
    }

    /// <summary>Writes the picture of a patch as PNG.</summary>
    public void Write(Stream target, TaskPatch item)
    {
        _surface.Canvas.Clear(SKColors.White);
        Draw(_ink, item, _request);
        using var pixels = _surface.PeekPixels();
        _png.Write(target, pixels.GetPixelSpan<uint>(), pixels.Width);
    }

    public void Dispose()
    {
        _png.Dispose();
        _ink.Dispose();
        _surface.Dispose();
    }

    private static void Draw(Ink ink, TaskPatch item, TaskPackageRequest request)
    {
        var area = new SKRect(8f, Top, Width - 8f, Top + MapHeight);
        var extent = Extent(item.Patch.Shape.EnvelopeInternal, area.Width / area.Height);
        var frame = new MapFrame(extent, area) { Clip = SKRect.Inflate(area, WidestLine, WidestLine) };
        var context = request.Context?.Invoke(extent) ?? [];
        ink.Canvas.Save();
        ink.Canvas.ClipRect(area);
        foreach (var feature in context)
        {
            ContextStyle.Draw(ink, frame, feature);
        }

        DrawPatch(ink, frame, item.Patch.Shape);
        ink.Canvas.Restore();
        ink.Frame(area.Left, area.Top, area.Width, area.Height, Palette.Text, 0.9f);
        MapFurniture.NorthArrow(ink, area.Right - 15f, area.Top + 18f);
        MapFurniture.ScaleBar(ink, frame, area.Left + 14f, area.Bottom - 9f, 90f, Words);
        DrawTitle(ink, item, request);
        DrawFoot(ink, area, extent, context, request);
    }

    /// <summary>The patch with a margin of its own size on every side, in the picture's proportions.</summary>
    private static Envelope Extent(Envelope patch, double aspect)
    {
        var cosine = Math.Max(0.05d, Math.Cos(patch.Centre.Y * Math.PI / 180d));
        var height = Math.Max(Math.Max(patch.Height, patch.Width * cosine / aspect) * 2.2d, SmallestExtentDegrees);
        var width = height * aspect / cosine;
        return new Envelope(
            patch.Centre.X - (width / 2d), patch.Centre.X + (width / 2d), patch.Centre.Y - (height / 2d), patch.Centre.Y + (height / 2d));
    }

    private static void DrawPatch(Ink ink, MapFrame frame, Geometry shape)
    {
        using var path = frame.Path(shape);
        ink.Fill(path, PatchLine.WithAlpha(38));
        ink.Outline(path, SKColors.White, 3.4f);
        ink.Outline(path, PatchLine, 1.9f);
    }

    private static void DrawTitle(Ink ink, TaskPatch item, TaskPackageRequest request)
    {
        ink.Text(ink.Fitted($"{request.Unit.Name.Zh}  图斑 {item.Patch.Number}", 13f, 250f), 8f, 20f, 13f, Palette.Text);
        var area = string.Create(CultureInfo.InvariantCulture, $"{item.Patch.AreaM2:0.00} 平方米");
        ink.Text($"{item.Patch.Period}  {area}", Width - 8f, 20f, 10f, Palette.Text, SKTextAlign.Right);
    }

    private static void DrawFoot(
        Ink ink, SKRect area, Envelope extent, IReadOnlyList<MapContextFeature> context, TaskPackageRequest request)
    {
        var corners = string.Create(
            CultureInfo.InvariantCulture, $"图幅 {extent.MinX:0.00000}°～{extent.MaxX:0.00000}°E，{extent.MinY:0.00000}°～{extent.MaxY:0.00000}°N（CGCS2000）");
        ink.Text(corners, area.Left, area.Bottom + 12f, 8f, Palette.Text);
        ink.Text(request.Profile.Settings.MapApproval.Line("zh-CN"), area.Left, Height - 6f, 7f, Palette.Faint);
        var (x, y) = (area.Left, area.Bottom + 27f);
        foreach (var (code, kind, label) in Legend(context))
        {
            var text = ink.Fitted(label, 8f, 110f);
            var width = 14f + ink.WidthOf(text, 8f) + 12f;
            if (x + width > area.Right)
            {
                (x, y) = (area.Left, y + 13f);
            }

            ContextStyle.Swatch(ink, x, y - 8f, kind, code);
            ink.Text(text, x + 14f, y, 8f, Palette.Text);
            x += width;
        }
    }

    private static IEnumerable<(string Code, MapContextKind? Kind, string Label)> Legend(IReadOnlyList<MapContextFeature> context) => context
        .DistinctBy(feature => (feature.Kind, feature.Code))
        .Take(MostLegendEntries)
        .Select(feature => (feature.Code, (MapContextKind?)feature.Kind, feature.Label))
        .Prepend(("", null, "变化图斑"));
}
