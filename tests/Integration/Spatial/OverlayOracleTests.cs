using System.Diagnostics;
using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Domain.Changes;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Areas;
using Xunit.Abstractions;

namespace Platform.Tests.Integration.Spatial;

/// <summary>
/// The whole sample against oracles that share no code with the product: planar areas by class against shapely (GEOS) in the same projected CRS, official areas
/// against 28-digit decimal integration, areas by class on the ellipsoid against that integration over shapely's intersections. Equal within 1e-9 or 1e-4 m².
/// </summary>
public sealed class OverlayOracleTests(CambridgeParcels parcels, ITestOutputHelper output) : IClassFixture<CambridgeParcels>
{
    private static readonly (string File, string Field)[] Layers =
    [
        ("cambridge_zoning_districts.geojson", "ZONE_TYPE"),
        ("cambridge_open_space.geojson", "NAME"),
        ("cambridge_floodplain_100y.geojson", "FLD_ZONE"),
        ("cambridge_neighborhoods.geojson", "NAME"),
    ];

    [Fact]
    public void OfficialArea_OfEveryParcelAndPatch_EqualsDecimalIntegration()
    {
        var geometries = parcels.Old.Rows.Concat(parcels.New.Rows).Select(row => row.Geometry)
            .Concat(parcels.Result.Patches.Select(p => (Geometry)p.Geometry)).OfType<Geometry>().Where(g => g.IsValid).ToArray();
        Assert.True(geometries.Length > 26_000);
        AssertEqual("every polygon", geometries.Select(g => (DecimalEllipsoid.Area(g), EllipsoidalArea.Of(g))));
    }

    [PythonFact("shapely")]
    public void PlanarAreaByClass_OfEveryPatch_EqualsShapely()
    {
        Assert.True(CrsTransformation.TryCreate(
            CrsRegistry.Cgcs2000, ProjectedZone.For(-71.1), RegisteredParameters.None, out var toPlane, out _));
        foreach (var layer in Layers)
            Compare(layer, toPlane.Transform, AreaMeasure.PlanarMetres, (_, area) => area);
    }

    [PythonFact("shapely")]
    public void OfficialAreaByClass_OfEveryPatch_EqualsShapelyAndDecimalIntegration()
    {
        foreach (var layer in Layers)
            Compare(layer, geometry => geometry, AreaMeasure.Ellipsoidal, (common, _) => DecimalEllipsoid.Area(common));
    }

    private void Compare((string File, string Field) layer, Func<Geometry, Geometry> project, AreaMeasure measure, Func<Geometry, double, double> oracleArea)
    {
        var subjects = parcels.Result.Patches.Select((p, i) => new OverlaySubject(i, project(p.Geometry))).ToArray();
        var rows = Rows(layer.File, layer.Field, project);
        var prepared = new AreaOverlay().Prepare(rows, measure);
        Assert.DoesNotContain(prepared.Findings, f => f.Severity == Severity.Error);
        var actual = prepared.AreasByClass(subjects)
            .SelectMany(s => s.Classes.Select(c => (Key: (s.Subject, c.Class), c.AreaM2)))
            .ToDictionary(c => c.Key, c => c.AreaM2);
        var expected = Shapely(subjects, rows)
            .GroupBy(line => (line.Subject, line.Class))
            .ToDictionary(g => g.Key, g => g.Sum(line => oracleArea(line.Common, line.Area)));
        Assert.NotEmpty(expected);
        AssertEqual(layer.File, expected.Keys.Union(actual.Keys).Select(key => (expected.GetValueOrDefault(key), actual.GetValueOrDefault(key))));
    }

    // Classes get numbers, so that names need no quoting on the way to the oracle.
    private static LayerRow[] Rows(string file, string field, Func<Geometry, Geometry> project)
    {
        var findings = new List<Finding>();
        var path = Path.Combine(AppContext.BaseDirectory, "samples", "cambridge", file);
        var epoch = new EpochFile(path, ClassField: field).Read(RegisteredParameters.None, findings);
        Assert.True(epoch is not null, string.Join('\n', findings.Select(f => f.MessageEn)));
        var classes = epoch.Rows.Select(row => row.Class!).Distinct().Order(StringComparer.Ordinal).ToList();
        return [.. epoch.Rows.Where(row => row.Geometry is not null).Select(row => new LayerRow(
            row.Row, classes.IndexOf(row.Class!).ToString(CultureInfo.InvariantCulture), project(row.Geometry!)))];
    }

    private static List<(long Subject, string Class, double Area, Geometry Common)> Shapely(OverlaySubject[] subjects, LayerRow[] rows)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Spatial", "oracle_overlay.py");
        using var process = Process.Start(new ProcessStartInfo(PythonFactAttribute.Python, [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEndAsync();
        foreach (var subject in subjects)
            process.StandardInput.WriteLine(FormattableString.Invariant($"S {subject.Row} {Hex(subject.Geometry)}"));
        foreach (var row in rows)
            process.StandardInput.WriteLine(FormattableString.Invariant($"L {row.Row} {row.Class} {Hex(row.Geometry)}"));
        process.StandardInput.Close();
        var lines = text.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. lines.Select(line => line.Split(' ')).Select(w => (
            long.Parse(w[0], CultureInfo.InvariantCulture), w[1], double.Parse(w[2], CultureInfo.InvariantCulture), new WKBReader().Read(WKBReader.HexToBytes(w[3]))))];
    }

    private static string Hex(Geometry geometry) => WKBWriter.ToHex(new WKBWriter().Write(geometry));

    private void AssertEqual(string what, IEnumerable<(double Oracle, double Platform)> areas)
    {
        var (count, worst) = (0, 0.0);
        foreach (var (oracle, platform) in areas)
        {
            Assert.True(AreaTolerance.AreEqual(oracle, platform), $"{what}: oracle {oracle:R} m², platform {platform:R} m²");
            (count, worst) = (count + 1, Math.Max(worst, Math.Abs(oracle - platform)));
        }

        output.WriteLine(FormattableString.Invariant($"{what}: {count} areas, largest difference {worst:0.0e+0} m²"));
    }
}
