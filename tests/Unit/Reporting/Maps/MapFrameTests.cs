using NetTopologySuite.Geometries;
using Platform.Reporting.Maps;
using SkiaSharp;

namespace Platform.Tests.Unit.Reporting.Maps;

public sealed class MapFrameTests
{
    private static readonly SKRect Area = new(20, 20, 180, 140);

    [Theory]
    [InlineData(0.8)]
    [InlineData(1)]
    [InlineData(30)]
    public void Path_Clipped_LooksTheSameInsideAndIsShorter(double size)
    {
        // A star with a hole around the frame: its outline enters and leaves the frame on every side, or runs far outside.
        var factory = GeometryFactory.Default;
        var star = factory.CreatePolygon(Star(size, 900), [Star(size * 0.3, 300)]);
        var extent = new Envelope(114, 114.016, 38, 38.009);
        using var whole = new MapFrame(extent, Area).Path(star);
        using var clipped = new MapFrame(extent, Area) { Clip = SKRect.Inflate(Area, 4, 4) }.Path(star);

        Assert.True(clipped.PointCount < whole.PointCount);
        Assert.Equal(Draw(whole), Draw(clipped));
    }

    private static LinearRing Star(double size, int points)
    {
        var ring = Enumerable.Range(0, points).Select(index =>
        {
            var (angle, reach) = (index * 2 * Math.PI / points, size * 0.008 * (1 + (0.5 * Math.Sin(index * 0.7))));
            return new Coordinate(114.008 + (reach * Math.Cos(angle)), 38.0045 + (reach * Math.Sin(angle)));
        }).ToList();
        return new LinearRing([.. ring, ring[0]]);
    }

    private static SKColor[] Draw(SKPath path)
    {
        using var bitmap = new SKBitmap(200, 160);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.ClipRect(Area);
        using var fill = new SKPaint { Color = SKColors.Green, IsAntialias = false };
        canvas.DrawPath(path, fill);
        return bitmap.Pixels;
    }
}
