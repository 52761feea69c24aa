using System.IO.Compression;
using System.Xml.Linq;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Tests.Unit.Formats.Corpora;
using Xunit.Abstractions;

namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>The JTS overlay cases of two polygons: the common area against the exact oracle, and against the expected result where the case has one.</summary>
public sealed class JtsCasesTests(ITestOutputHelper output)
{
    // The exact oracle takes the square of this.
    private const int MostPoints = 700;

    [Fact]
    public void CommonArea_OfShippedCases_IsExact()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", "overlay"), "*.xml");
        Assert.True(files.Sum(file => Check(XDocument.Load(file), Path.GetFileName(file))) > 40);
    }

    [CorpusFact]
    public void CommonArea_OfAllCases_IsExact()
    {
        var cases = 0;
        foreach (var path in Directory.GetFiles(Path.Combine(CorpusFactAttribute.Folder!, "09_overlay_xml"), "*.zip"))
        {
            using var archive = ZipFile.OpenRead(path);
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                cases += Check(XDocument.Load(stream), entry.Name);
            }
        }

        output.WriteLine($"{cases} cases");
        Assert.True(cases > 150);
    }

    private static int Check(XDocument file, string name)
    {
        var isFloating = !(file.Descendants("precisionModel").FirstOrDefault()?.Attributes().Any(a => a.Name == "scale" || a.Value == "FIXED") ?? false);
        return file.Descendants("case").Count(test => TryCheck(test, name, isFloating));
    }

    private static bool TryCheck(XElement test, string name, bool isFloating)
    {
        if (Polygonal(test.Element("a")?.Value) is not { } a || Polygonal(test.Element("b")?.Value) is not { } b || a.NumPoints + b.NumPoints > MostPoints)
            return false;

        var result = new AreaOverlay().Prepare([new LayerRow(0, "b", b)], AreaMeasure.PlanarMetres).AreasByClass([new OverlaySubject(0, a)]).Single();
        var actual = result.Classes.Sum(c => c.AreaM2);
        var tolerance = 1e-13 * (a.EnvelopeInternal.Area + b.EnvelopeInternal.Area + (Math.Abs(a.EnvelopeInternal.MaxX) * (a.Length + b.Length)));
        Assert.Null(result.Refusal);
        Assert.True(Math.Abs(actual - ExactOverlay.CommonArea(a, b)) <= tolerance, $"{name}: {test.Element("desc")?.Value}: {actual}");
        var expected = test.Descendants("op").FirstOrDefault(op => op.Value.Trim().Length > 0 && op.Attribute("name")?.Value is "intersection" or "intersectionNG" or "intersectionSR");
        if (expected is not null && isFloating && !name.Contains("Prec", StringComparison.Ordinal))
            Assert.True(Math.Abs(Read(expected.Value).Area - actual) <= Math.Max(1e-6, 1e-6 * actual), $"{name}: {test.Element("desc")?.Value}: {actual}");
        return true;
    }

    private static Geometry? Polygonal(string? text)
    {
        var geometry = Read(text ?? string.Empty);
        return geometry is Polygon or MultiPolygon && geometry is { IsEmpty: false, IsValid: true } ? geometry : null;
    }

    private static Geometry Read(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            return Point.Empty;
        return char.IsAsciiHexDigit(text[0]) && !text.Contains('(') ? new WKBReader().Read(WKBReader.HexToBytes(text)) : new WKTReader().Read(text);
    }
}
