using Platform.Reporting.Figures;
using SkiaSharp;

namespace Platform.Tests.Unit.Reporting.Figures;

public sealed class PalettePngTests
{
    private const int Width = 300;

    [Fact]
    public void Write_FewColors_KeepsEveryPixel()
    {
        var pixels = Picture(200, index => Opaque((index / 50 % 7 * 1_000_003) + (index % 31 * 7)));

        Assert.Equal(pixels, Decoded(Write(pixels)));
    }

    [Fact]
    public void Write_ThousandsOfEdgeColors_KeepsAreasExactlyAndEdgesNearly()
    {
        // Areas of three near colours, and every tenth row a shade of its own for each pixel.
        var pixels = Picture(200, index => index / Width % 10 == 0 ? Opaque((index % Width * 0x0F0F3) + index) : Opaque(0xE8EDE0 + (index / Width / 70)));

        var shown = Decoded(Write(pixels));

        Assert.True(shown.Distinct().Count() <= 256);
        Assert.All(Enumerable.Range(0, pixels.Length).Where(index => index / Width % 10 != 0), index => Assert.Equal(pixels[index], shown[index]));
        Assert.True(Enumerable.Range(0, pixels.Length).Average(index => Difference(pixels[index], shown[index])) < 4);
    }

    [Fact]
    public void Write_OneInstanceForTwoPictures_GivesTheBytesOfTwo()
    {
        var (large, small) = (Picture(100, index => Opaque(index * 37)), Picture(20, index => Opaque(index % 5)));
        using var one = new PalettePng();
        using var ignored = new MemoryStream();
        one.Write(ignored, large, Width);
        using var second = new MemoryStream();
        one.Write(second, small, Width);

        Assert.Equal(Write(small), second.ToArray());
    }

    private static uint Opaque(int color) => 0xFF000000u | ((uint)color & 0xFFFFFF);

    private static uint[] Picture(int height, Func<int, uint> color) => [.. Enumerable.Range(0, Width * height).Select(color)];

    private static byte[] Write(uint[] pixels)
    {
        using var png = new PalettePng();
        using var target = new MemoryStream();
        png.Write(target, pixels, Width);
        return target.ToArray();
    }

    private static uint[] Decoded(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        return [.. picture.Pixels.Select(color => Opaque(color.Red | (color.Green << 8) | (color.Blue << 16)))];
    }

    private static int Difference(uint one, uint other) =>
        Enumerable.Range(0, 3).Max(channel => Math.Abs((int)((one >> (channel * 8)) & 0xFF) - (int)((other >> (channel * 8)) & 0xFF)));
}
