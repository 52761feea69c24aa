using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Formats.Features.CrsDefinition;
using static Platform.Tests.Unit.Domain.Layers.MemoryLayer;

namespace Platform.Tests.Unit.Domain.Layers;

public sealed class LayerCheckTests
{
    private static readonly Field[] Fields = TextFields("CODE", "NO");

    [Fact]
    public void Run_GoodLayer_IsReadyWithoutFindings()
    {
        var result = Run(new MemoryLayer("plan", Fields, [Box(114, 38), "R", "1"], [Box(114.001, 38), "G", "2"]));

        Assert.Empty(result.Findings);
        Assert.Equal((2, 2), (result.Rows, result.Layer!.Count));
        Assert.Equal((114, 114.002, 38, 38.001), (result.Layer.Bounds.MinX, Math.Round(result.Layer.Bounds.MaxX, 9), result.Layer.Bounds.MinY, result.Layer.Bounds.MaxY));
        Assert.Equal([0L, 1L], result.Layer.ReadFeatures().Select(f => f.Row));
    }

    [Theory]
    [InlineData("POINT (114 38)", "LAYER_GEOMETRY_KIND")]
    [InlineData("POLYGON ((114 38, 114.001 38.001, 114.001 38, 114 38.001, 114 38))", "GEOM_SELF_INTERSECTION")]
    [InlineData("POLYGON EMPTY", "GEOM_MISSING")]
    [InlineData(null, "GEOM_MISSING")]
    public void Run_BadGeometry_KeepsTheLayerFromPublication(string? wkt, string code)
    {
        var result = Run(new MemoryLayer("plan", Fields, [Box(114, 38), "R", "1"], [wkt, "R", "2"]));

        var finding = Assert.Single(result.Findings);
        Assert.Equal((code, 1L), (finding.Code, finding.Location.Row!.Value));
        Assert.Null(result.Layer);
    }

    [Fact]
    public void Run_SelfIntersection_GivesItsCoordinate()
    {
        var result = Run(new MemoryLayer("plan", Fields, ["POLYGON ((114 38, 114.002 38.002, 114.002 38, 114 38.002, 114 38))", "R", "2"]));

        Assert.Equal(114.001, result.Findings[0].Location.X!.Value, 9);
        Assert.Equal(38.001, result.Findings[0].Location.Y!.Value, 9);
    }

    [Fact]
    public void Run_LayerThatIsMended_WarnsAndSkipsWhatCannotBe()
    {
        var result = Run(
            new MemoryLayer("plan", Fields, ["POLYGON ((114 38, 114.001 38.001, 114.001 38, 114 38.001, 114 38))", "R", "1"], [null, "R", "2"]), TestSchemas.Open);

        Assert.Equal(["GEOM_REPAIRED", "LAYER_FEATURE_SKIPPED"], result.Findings.Select(f => f.Code));
        Assert.Equal(1, result.Layer!.Count);
        Assert.True(result.Layer.ReadFeatures().Single().Shape.IsValid);
    }

    [Fact]
    public void Run_UniqueFieldTwice_NamesTheFirstRow()
    {
        var result = Run(new MemoryLayer("plan", Fields, [Box(114, 38), "R", "7"], [Box(115, 38), "R", "8"], [Box(116, 38), "R", "7"]));

        Assert.Equal(("LAYER_VALUE_TWICE", 2L), (result.Findings[0].Code, result.Findings[0].Location.Row!.Value));
        Assert.Contains("row 0", result.Findings[0].MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoCrs_IsAFinding() => Assert.Equal("CRS_MISSING",
        Assert.Single(Run(new MemoryLayer("plan", Fields, [Box(114, 38), "R", "1"]) { Crs = CrsDefinition.Missing }).Findings).Code);

    [Fact]
    public void Run_CrsOutsideTheSchema_IsRefused() => Assert.Equal("LAYER_CRS_NOT_ALLOWED",
        Assert.Single(Run(
            new MemoryLayer("plan", Fields, [Box(114, 38), "R", "1"]) { Crs = CrsDefinition.FromEpsg(4326) },
            TestSchemas.Plan with { AllowedCrs = ["EPSG:4490", "EPSG:4547"] }).Findings).Code);

    [Fact]
    public void Run_SwappedAxes_AreRecognisedByTheExpectedExtent()
    {
        var check = new LayerCheck(TestSchemas.Plan, TestSchemas.Codes, new Envelope(113, 120, 36, 43));

        var result = check.Run([new MemoryLayer("plan", Fields, [Box(38, 80), "R", "1"])], new FindingLog());
        var swapped = check.Run([new MemoryLayer("plan", Fields, [Box(39, 89), "R", "1"])], new FindingLog());

        Assert.Null(result.Layer);
        Assert.All(result.Findings.Concat(swapped.Findings), f => Assert.StartsWith("CRS_", f.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ProjectedDelivery_IsTransformed()
    {
        // EPSG:4547 is CGCS2000, 3-degree Gauss-Krüger, central meridian 114° E: easting 500 km is the meridian.
        var result = Run(new MemoryLayer("plan", Fields, ["POLYGON ((500000 4200000, 500100 4200000, 500100 4200100, 500000 4200100, 500000 4200000))", "R", "1"])
        {
            Crs = CrsDefinition.FromEpsg(4547),
        });

        Assert.Empty(result.Findings);
        Assert.Equal(114, result.Layer!.Bounds.MinX, 9);
        Assert.InRange(result.Layer.Bounds.MinY, 37, 39);
    }

    [Fact]
    public void Run_EmptyLayer_IsAFinding() => Assert.Equal("LAYER_EMPTY", Assert.Single(Run(new MemoryLayer("plan", Fields)).Findings).Code);

    [Fact]
    public void Run_LayerThatEndedEarly_IsNotTaken()
    {
        var files = new FindingLog();
        files.Add(new Finding("SHP_TRUNCATED", Severity.Error, "断", "cut", Platform.Findings.Location.Whole));

        var result = new LayerCheck(TestSchemas.Plan, TestSchemas.Codes).Run([new MemoryLayer("plan", Fields, [Box(114, 38), "R", "1"])], files);

        Assert.Equal(["SHP_TRUNCATED", "LAYER_UNREADABLE"], result.Findings.Select(f => f.Code));
        Assert.Null(result.Layer);
    }

    [Fact]
    public void Run_RowRefusedByTheReader_KeepsItsFinding()
    {
        var layer = new MemoryLayer("plan", Fields, [Box(114, 38), "R", "1"]) { RowFindings = [new Finding("SHP_ROW", Severity.Error, "坏", "bad", Platform.Findings.Location.Whole)] };

        Assert.Equal(["SHP_ROW"], Run(layer).Findings.Select(f => f.Code));
    }

    [Fact]
    public void Run_SeveralLayers_TakesTheOneNamedLikeTheRole()
    {
        var other = new MemoryLayer("other", Fields, [Box(114, 38), "R", "1"]);
        var named = new MemoryLayer("PLAN-LAND-USE", Fields, [Box(114, 38), "R", "1"]);

        Assert.Equal("LAYER_SEVERAL", Assert.Single(Run([other, other], TestSchemas.Plan).Findings).Code);
        Assert.Same(named, Run([other, named], TestSchemas.Plan).Layer!.Source);
    }

    [Fact]
    public void Run_NoPolygonLayer_SaysWhatToDeliver() => Assert.Equal("LAYER_MISSING",
        Assert.Single(Run(new MemoryLayer("plan", Fields) { Geometry = GeometryKind.Point }).Findings).Code);

    [Theory]
    [InlineData(114, null)]
    [InlineData(110, "CRS_OUTSIDE_AREA_OF_USE")]
    public void Run_ForeignDatum_IsTakenWithRegisteredParametersWhereTheyHold(double longitude, string? expected)
    {
        var layer = new MemoryLayer("plan", Fields, [Box(longitude, 38), "R", "1"]) { Crs = CrsDefinition.FromEpsg(4610) };
        Assert.Equal("CRS_NEEDS_PARAMETERS", Assert.Single(Run(layer).Findings).Code);

        Assert.True(CrsRegistry.TryGet(CrsId.Epsg(4610), out var xian));
        var set = RegisteredParameterSet.Of(
            xian, CrsRegistry.Cgcs2000, new SevenParameters(10, 20, 30, 0, 0, 0, 0), new ParameterProvenance(new Envelope(113, 116, 37, 39), "office", 0.1));
        var result = new LayerCheck(TestSchemas.Plan, TestSchemas.Codes, parameters: new RegisteredParameters([set])).Run([layer], new FindingLog());
        Assert.Equal(expected, result.Findings.SingleOrDefault()?.Code);
        Assert.Equal(expected is null, result.Layer is not null);
        if (expected is null)
            Assert.NotEqual(114, result.Layer!.Bounds.MinX);
    }

    private static LayerCheckResult Run(MemoryLayer layer, Platform.Domain.Layers.LayerSchema? schema = null) => Run([layer], schema ?? TestSchemas.Plan);

    private static LayerCheckResult Run(IReadOnlyList<IFeatureLayer> layers, Platform.Domain.Layers.LayerSchema schema) =>
        new LayerCheck(schema, TestSchemas.Codes).Run(layers, new FindingLog());
}
