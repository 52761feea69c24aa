using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Platform.Domain.Labels;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Spatial.Overlay;
using Platform.Tests.Unit.Domain.Layers;
using static Platform.Tests.Unit.Domain.Layers.MemoryLayer;
using LayerSchema = Platform.Domain.Layers.LayerSchema;
using UnitShare = Platform.Domain.Monitoring.UnitShare;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class PatchImportTests : IDisposable
{
    private static readonly Field[] Fields = TextFields("图斑编号", "监测期", "前时相", "后时相", "变化前", "变化后");

    private readonly string _folder = Directory.CreateTempSubdirectory("patches").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_GoodPatch_IsTakenWithKeyAreasUnitAndSource()
    {
        var row = Assert.Single(Read(Patch("A-1", Box(114, 38))));

        var patch = row.Patch!;
        Assert.Empty(row.Findings);
        Assert.Equal(("A-1", "130100", "cropland", "building"), (patch.Number, patch.Unit, patch.BeforeCover, patch.AfterCover));
        Assert.Equal((new DateOnly(2014, 9, 1), new DateOnly(2015, 9, 1)), (patch.BeforeImageDate, patch.AfterImageDate));
        Assert.Equal(PatchIdentity.KeyOf(patch.Shape), patch.Key);
        Assert.InRange(patch.AreaM2, 9_600m, 9_900m);
        Assert.InRange(Math.Abs(patch.PlanarAreaM2 - patch.AreaM2), 0m, 1m);
        Assert.Equal(new SourceRow("ab12", "patches.gpkg", "patches", 0), patch.Source);
        Assert.Equal([new UnitShare("130100", patch.AreaM2, 1m)], patch.Shares);
    }

    [Fact]
    public void Read_PatchAcrossUnits_GoesToTheLargestShare()
    {
        // The units meet at 114.5° E; three quarters of the patch lie east of it.
        var patch = Read(Patch("A-1", Box(114.49975, 38))).Single().Patch!;

        Assert.Equal("130200", patch.Unit);
        Assert.Equal(["130200", "130100"], patch.Shares.Select(s => s.Unit));
        Assert.Equal(patch.AreaM2, patch.Shares.Sum(s => s.AreaM2));
        Assert.InRange(patch.Shares[0].Share, 0.749999m, 0.750001m);
    }

    [Fact]
    public void Read_EqualShares_GoToTheLowerCode() =>
        Assert.Equal("130100", Read(Patch("A-1", Box(114.4995, 38))).Single().Patch!.Unit);

    [Fact]
    public void Read_PatchOutsideEveryExtent_IsAFindingNotLost()
    {
        var rows = Read(Patch("A-1", Box(114, 38)), Patch("A-2", Box(115.4, 38)));

        Assert.Equal(2, rows.Count);
        Assert.Null(rows[1].Patch);
        Assert.Equal(("PATCH_OUTSIDE_UNITS", 1L), (rows[1].Findings[0].Code, rows[1].Findings[0].Location.Row!.Value));
    }

    [Theory]
    [InlineData("2014", "2014-09-01", "2015-09-01", "cropland", "PATCH_PERIOD_DIFFERS")]
    [InlineData("2014-2015", "2015-09-02", "2015-09-01", "cropland", "PATCH_DATES_REVERSED")]
    [InlineData("2014-2015", "2012-12-31", "2015-09-01", "cropland", "PATCH_DATE_OUTSIDE_PERIOD")]
    [InlineData("2014-2015", "2014-09-01", "2017-01-01", "cropland", "PATCH_DATE_OUTSIDE_PERIOD")]
    [InlineData("2014-2015", "sometime", "2015-09-01", "cropland", "LAYER_VALUE_TYPE")]
    [InlineData("2014-2015", "2014-09-01", "2015-09-01", "lava", "LAYER_CODE_UNKNOWN")]
    [InlineData("2014-2015", "2014-09-01", "2015-09-01", null, "LAYER_VALUE_MISSING")]
    public void Read_BadField_RefusesTheRowOnly(string period, string before, string after, string? cover, string code)
    {
        var rows = Read([Box(114, 38), "A-1", period, before, after, cover, "building"], Patch("A-2", Box(114.1, 38)));

        Assert.Equal([code], rows[0].Findings.Select(f => f.Code));
        Assert.Null(rows[0].Patch);
        Assert.NotNull(rows[1].Patch);
    }

    [Fact]
    public void Read_LabelsAndLooseSpellings_AreUnderstood()
    {
        var row = Read([Box(114, 38), "A-1", "2014年—2015年", "2014年9月1日", "2015/9/1", "耕地", "Building"]).Single();

        Assert.Empty(row.Findings);
        Assert.Equal(("cropland", "building", "2014-2015"), (row.Patch!.BeforeCover, row.Patch.AfterCover, row.Patch.Period));
    }

    [Fact]
    public void Read_InvalidGeometry_IsAFindingWithItsCoordinate_NeverMended()
    {
        var row = Read(Patch("A-1", "POLYGON ((114 38, 114.002 38.002, 114.002 38, 114 38.002, 114 38))")).Single();

        Assert.Null(row.Patch);
        Assert.Equal("GEOM_SELF_INTERSECTION", row.Findings.Single().Code);
        Assert.Equal(114.001, row.Findings[0].Location.X!.Value, 9);
    }

    [Fact]
    public void Read_TooManyVertices_IsRefused()
    {
        var circle = new Point(114.2, 38.2).Buffer(0.01, quadrantSegments: 8_000);

        Assert.Equal("GEOM_TOO_MANY_VERTICES", Read([circle, .. Patch("A-1", Box(114, 38))[1..]]).Single().Findings.Single().Code);
    }

    [Fact]
    public void Read_BelowMinimumMappingArea_IsTakenWithAWarning()
    {
        var row = Read(Patch("A-1", Box(114, 38, 0.0001, 0.0001))).Single();

        Assert.NotNull(row.Patch);
        Assert.Equal(("PATCH_BELOW_MINIMUM", Severity.Warning), (row.Findings.Single().Code, row.Findings[0].Severity));
    }

    [Fact]
    public void Read_SameNumberShapeOrPlaceTwice_TheFirstStands()
    {
        var rows = Read(
            Patch("A-1", Box(114, 38)), Patch("ａ-1", Box(114.1, 38)), Patch("A-2", "POLYGON ((114.001 38, 114.001 38.001, 114 38.001, 114 38, 114.001 38))"),
            Patch("A-3", Box(114.0005, 38)), Patch("A-4", Box(114.001, 38)));

        Assert.Equal(
            ["", "PATCH_NUMBER_TWICE", "PATCH_SHAPE_TWICE", "PATCH_OVERLAPS", ""], rows.Select(r => string.Join(',', r.Findings.Select(f => f.Code))));
        Assert.Equal([true, false, false, false, true], rows.Select(r => r.Patch is not null));
    }

    [Fact]
    public void Read_AgainAfterAnEarlierUpload_ImportsNothingTwice()
    {
        var earlier = Read(Patch("A-1", Box(114, 38))).Single().Patch!;

        var rows = Read([earlier], [Patch("A-1", Box(114, 38)), Patch("A-1", Box(114.1, 38)), Patch("A-9", Box(114.2, 38))]);

        Assert.Equal(["PATCH_ALREADY_IMPORTED", "PATCH_NUMBER_TAKEN", null], rows.Select(r => r.Findings.Select(f => f.Code).SingleOrDefault()));
        Assert.Equal([Severity.Info, Severity.Error], rows.Take(2).Select(r => r.Findings[0].Severity));
    }

    [Theory]
    [InlineData(0, 0.001, "building", true)]
    [InlineData(0.00005, 0.001, "building", true)]
    [InlineData(0.0002, 0.001, "building", false)]
    [InlineData(0, 0.002, "building", false)]
    [InlineData(0, 0.001, "road", false)]
    public void Read_VerifiedInAnEarlierCampaign_IsNotIssuedAgain(double shift, double width, string cover, bool settled)
    {
        var earlier = new VerifiedPatch("c-2014", "k", "B-7", cover, new WKTReader().Read(Box(114 + shift, 38, width)));

        var row = Read(Layer(Patch("A-1", Box(114, 38))), [], new Verified(earlier)).Single();

        Assert.Equal(settled, row.Patch is null);
        Assert.Equal(settled ? ["PATCH_ALREADY_VERIFIED"] : [], row.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Open_TruncatedFile_TakesNothing()
    {
        var files = new FindingLog();
        files.Add(new Finding("SHP_TRUNCATED", Severity.Error, "断", "cut", Platform.Findings.Location.Whole));

        var reading = Import(new Verified()).Open([Layer(Patch("A-1", Box(114, 38)))], files);

        Assert.True(reading.IsRefused);
        Assert.Empty(reading.Read([]));
        Assert.Contains(reading.Findings, f => f.Code == "LAYER_UNREADABLE");
    }

    [Fact]
    public void Open_NoCrsOrNoLayerOrSwappedAxes_SaysWhatToDo()
    {
        var withoutCrs = new MemoryLayer("patches", Fields, Patch("A-1", Box(114, 38))) { Crs = CrsDefinition.Missing };
        var swapped = new MemoryLayer("patches", Fields, Patch("A-1", Box(38, 89.9)));

        Assert.Equal("CRS_MISSING", Codes(withoutCrs));
        Assert.Equal("LAYER_MISSING", Codes());
        Assert.Equal("LAYER_SEVERAL", Codes(Layer(), Layer()));
        Assert.StartsWith("CRS_", Codes(swapped), StringComparison.Ordinal);

        string Codes(params IFeatureLayer[] layers)
        {
            var reading = Import(new Verified()).Open(layers, new FindingLog());
            Assert.True(reading.IsRefused);
            return string.Join(',', reading.Findings.Select(f => f.Code));
        }
    }

    [Fact]
    public void Read_LeavesNoScratchFile()
    {
        Read(Patch("A-1", Box(114, 38)));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Read_ManyPatches_GivesEveryRowOneOutcomeInOrder()
    {
        var patches = Enumerable.Range(0, 1_201).Select(i => Patch($"N{i}", Box(114 + (0.002 * (i % 40)), 38 + (0.002 * (i / 40))))).ToArray();

        var rows = Read(patches);

        Assert.Equal(Enumerable.Range(0, 1_201).Select(i => (long)i), rows.Select(r => r.Row));
        Assert.All(rows, r => Assert.NotNull(r.Patch));
        Assert.Equal(1_201, rows.Select(r => r.Patch!.Key).Distinct().Count());
    }

    private static object?[] Patch(string number, string wkt) => [wkt, number, "2014-2015", "2014-09-01", "2015-09-01", "cropland", "building"];

    private static MemoryLayer Layer(params object?[][] rows) => new("patches", Fields, rows);

    private List<ImportedRow> Read(params object?[][] rows) => Read([], rows);

    private List<ImportedRow> Read(IEnumerable<ChangePatch> existing, object?[][] rows) => Read(Layer(rows), existing, new Verified());

    private List<ImportedRow> Read(MemoryLayer layer, IEnumerable<ChangePatch> existing, IVerifiedPatches verified)
    {
        var reading = Import(verified).Open([layer], new FindingLog());
        Assert.Empty(reading.Findings);
        return [.. reading.Read(existing)];
    }

    private PatchImport Import(IVerifiedPatches verified) => new(
        new PatchImportSettings
        {
            Period = "2014-2015",
            Schema = Schema,
            Rules = TestRules.Hebei,
            Units = [Unit("130200", 114.5, 115), Unit("130100", 114, 114.5)],
            MinimumMappingAreaM2 = 200m,
            SourceSha256 = "ab12",
            WorkFolder = _folder,
        },
        new AreaOverlay(threads: 1),
        verified);

    private static LayerUnit Unit(string code, double west, double east) => new(code, new GeometryFactory().ToGeometry(new Envelope(west, east, 37.5, 38.5)));

    private static LayerSchema Schema { get; } = new()
    {
        Role = "change-patches",
        Version = "1",
        Title = new Label("变化图斑", "Change patches"),
        Kind = LayerKind.Patches,
        Geometry = [LayerGeometry.Polygon],
        AllowedCrs = [],
        Fields =
        [
            Field(PatchFields.Number, LayerFieldType.Text, "图斑编号"), Field(PatchFields.Period, LayerFieldType.Text, "监测期"),
            Field(PatchFields.BeforeDate, LayerFieldType.Date, "前时相"), Field(PatchFields.AfterDate, LayerFieldType.Date, "后时相"),
            Field(PatchFields.BeforeCover, LayerFieldType.Text, "变化前") with { CodeList = "before-cover" },
            Field(PatchFields.AfterCover, LayerFieldType.Text, "变化后") with { CodeList = "after-cover" },
        ],
        Validity = new LayerValidity(NoOverlap: true, OverlapToleranceM2: 1m),
        Sensitivity = "internal",
    };

    private static LayerField Field(string name, LayerFieldType type, string alias) => new(name, new Label(alias, name), type, Required: true, [alias]);

    private sealed class Verified(params VerifiedPatch[] patches) : IVerifiedPatches
    {
        public IReadOnlyList<VerifiedPatch> Near(string unit, Envelope extent) => [.. patches.Where(p => p.Shape.EnvelopeInternal.Intersects(extent))];
    }
}
