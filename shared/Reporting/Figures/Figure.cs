using SkiaSharp;

namespace Platform.Reporting.Figures;

/// <summary>
/// A picture of the report that can be drawn on any canvas: as vectors into the PDF, as pixels into a PNG. Drawing the same figure gives the same picture.
/// </summary>
/// <param name="Name">File name of its PNG without extension, e.g. <c>figure-06-approval</c>.</param>
/// <param name="Number">Number in the report.</param>
/// <param name="Caption">Caption in the report's language, with its number.</param>
/// <param name="Width">Width in points (1/72 inch).</param>
/// <param name="Height">Height in points.</param>
/// <param name="Draw">Draws it into the rectangle from 0, 0 to width, height.</param>
public sealed record Figure(string Name, int Number, string Caption, float Width, float Height, Action<SKCanvas> Draw)
{
    /// <summary>True when it holds so many shapes that documents take it as pixels.</summary>
    public bool IsDense { get; init; }

    /// <summary>Writes it as a PNG without metadata.</summary>
    /// <param name="target">Receives the picture; stays open.</param>
    /// <param name="scale">Pixels per point; 3 is 216 dots per inch.</param>
    public void WritePng(Stream target, float scale = 3f)
    {
        using var data = EncodePng(scale);
        data.SaveTo(target);
    }

    /// <param name="scale">Pixels per point.</param>
    internal SKData EncodePng(float scale)
    {
        var info = new SKImageInfo((int)MathF.Ceiling(Width * scale), (int)MathF.Ceiling(Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(scale);
        Draw(surface.Canvas);
        using var pixels = surface.PeekPixels();
        return pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, zLibLevel: 6))
            ?? throw new InvalidOperationException($"The figure {Name} could not be encoded.");
    }
}
