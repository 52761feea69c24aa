namespace Platform.Tests.Unit.Formats.Intake;

/// <summary>
/// Cut anywhere, a file must not look whole with less in it. By default some fixtures are cut at the bytes of their first kilobyte and at some random
/// places; with <c>PLATFORM_TRUNCATION=full</c> every fixture at every byte of its first 4 KB and at 1,000 random places:
/// <c>PLATFORM_TRUNCATION=full dotnet test tests/Unit --filter FullyQualifiedName~TruncationTests</c>.
/// </summary>
public sealed class TruncationTests
{
    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("PLATFORM_TRUNCATION") == "full";

    private static readonly string[] s_chosen =
    [
        "gdal/testpoly.shp", "gdal/testpoly.dbf", "gdal/testpoly.fgb", "gdal/prjwithutf8bom.shp", "gdal/prjwithutf8bom.dbf", "gdal/polygonm_with_m.shp", "pyshp/REL.zip",
        "gdal/poly_non_conformant.gpkg", "poi/SimpleStrict.xlsx", "yauzl-success/linux-info-zip.zip", "own/plan.gml", "own/polyline.dxf", "own/plan.geojson",
        "own/plan.geojsonl", "own/plan.csv", "dxf/hatch.dxf",
    ];

    /// <summary>These are only witnesses of the .shp beside them, and cut down say less.</summary>
    private static readonly string[] s_witnesses = [".shx", ".prj", ".cpg", ".qpj", ".md", ".txt"];

    public static TheoryData<string> Files()
    {
        var root = Fixtures.Path();
        var all = Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !s_witnesses.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal);
        return [.. s_isFull ? all.ToArray() : s_chosen];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_CutFile_IsNeverSilent(string file)
    {
        using var folder = new TemporaryFolder();
        var source = Fixtures.Path(file.Split('/'));
        foreach (var sibling in Directory.GetFiles(Path.GetDirectoryName(source)!, Path.GetFileNameWithoutExtension(source) + ".*").Where(s => s == source || IsShapefile(source)))
        {
            File.Copy(sibling, folder[Path.GetFileName(sibling)]);
        }

        var target = folder[Path.GetFileName(source)];
        var opened = file.EndsWith(".dbf", StringComparison.Ordinal) ? File.Exists(Path.ChangeExtension(target, ".shp")) ? Path.ChangeExtension(target, ".shp") : folder.Path : target;
        var whole = File.ReadAllBytes(source);
        var expected = Outcome.Of(opened);
        foreach (var length in Lengths(whole.Length).Where(length => !IsEndOfLine(file, whole, length)))
        {
            File.WriteAllBytes(target, whole[..length]);
            var outcome = Outcome.Of(opened);
            var isSilent = !outcome.HasErrors && outcome.Findings.Count <= expected.Findings.Count && !outcome.Content.SequenceEqual(expected.Content);

            Assert.False(isSilent, $"{file} cut at {length} of {whole.Length}: {outcome.Features.Count} features, findings: {outcome.Codes}");
        }
    }

    /// <summary>Formats without an end mark or a count: a file that ends with a line of them is whole, as far as anybody can tell.</summary>
    private static bool IsEndOfLine(string file, byte[] whole, int length) =>
        Path.GetExtension(file) is ".csv" or ".geojsonl" && length > 0 && (whole[length - 1] == '\n' || whole[length] == '\n');

    private static bool IsShapefile(string file) => Path.GetExtension(file) is ".shp" or ".dbf";

    private static IEnumerable<int> Lengths(int whole)
    {
        var random = new Random(13);
        var (first, others) = s_isFull ? (4096, 1000) : (1024, 40);
        return Enumerable.Range(0, Math.Min(first, whole)).Concat(Enumerable.Range(0, others).Select(_ => random.Next(whole)));
    }
}
