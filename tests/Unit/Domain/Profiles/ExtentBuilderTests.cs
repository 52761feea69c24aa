using Platform.Domain.Profiles;
using Platform.Domain.Regions;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Domain.Profiles;

public sealed class ExtentBuilderTests : IDisposable
{
    private static readonly RegionRegister Register = ProfileLoader.LoadShipped("hebei").Required().Regions;

    private readonly string directory = Directory.CreateTempSubdirectory("outlines-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static UnitList Units(params (string Code, string[] Regions)[] units) => new()
    {
        Id = "t", AsOf = new(2016, 12, 31), ValidFrom = new(2016, 12, 31), Title = new("t", "t"), Authority = "130000", ExtentLabel = new("t", "t"),
        Source = new("t", "t"), ExtentFile = "t.geojson",
        Units = [.. units.Select(u => new MonitoringUnit
        {
            Code = u.Code, Name = new(u.Code, u.Code), Bureau = new("b", "b"), Kind = "county-city", AnswersTo = "130000", RegionCodes = u.Regions,
        })],
    };

    private string File(params string[] features)
    {
        var path = Path.Combine(directory, $"{Guid.NewGuid():N}.geojson");
        System.IO.File.WriteAllText(path, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
        return path;
    }

    private static string Square(string property, string value, double west, double south, double size = 0.1)
    {
        var (east, north) = (west + size, south + size);
        var ring = FormattableString.Invariant($"[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
        return $$"""{"type":"Feature","properties":{"{{property}}":"{{value}}"},"geometry":{"type":"Polygon","coordinates":[[{{ring}}]]} }""";
    }

    [Fact]
    public void Build_MergesTheRegionsOfAUnit()
    {
        var build = new ExtentBuilder(Register, Units(("130100", ["130102", "130104"])))
            .Build([new OutlineSource(File(Square("adcode", "130102", 114, 38), Square("adcode", "130104", 114.1, 38)), IsGcj02: false)]);

        Assert.Empty(build.Findings);
        var unit = Assert.Single(build.Units);
        Assert.Equal((1, 0.02), (unit.Shape.NumGeometries, Math.Round(unit.Shape.Area, 9)));
    }

    [Fact]
    public void Build_CodeOfAnotherDate_IsBroughtToTheListsDate_WithAnInfo()
    {
        var build = new ExtentBuilder(Register, Units(("130223", ["130223"])))
            .Build([new OutlineSource(File(Square("adcode", "130284", 118, 39)), IsGcj02: false)]);

        Assert.Equal("130223", Assert.Single(build.Units).Code);
        Assert.Equal("PROFILE_OUTLINE_RECODED", Assert.Single(build.Findings).Code);
    }

    [Fact]
    public void Build_NamesInsideAParent_AreResolvedThereOnly()
    {
        var build = new ExtentBuilder(Register, Units(("130902", ["130902"])))
            .Build([new OutlineSource(File(Square("name", "新华区", 116.8, 38.3)), IsGcj02: false, NamesWithin: "130900")]);

        Assert.Equal("130902", Assert.Single(build.Regions).Code);
    }

    [Fact]
    public void Build_DisplacedFile_IsPutBackToWithinTheGrid()
    {
        var (x, y) = MapServiceShift.ToGcj02(114.5, 38.0);

        var build = new ExtentBuilder(Register, Units(("130102", ["130102"])))
            .Build([new OutlineSource(File(Square("adcode", "130102", x, y)), IsGcj02: true)]);

        var corner = build.Regions[0].Shape.EnvelopeInternal;
        Assert.Equal(114.5, corner.MinX, 4);
        Assert.Equal(38.0, corner.MinY, 4);
    }

    [Fact]
    public void Build_OverlappingUnits_TheLowerCodeKeepsTheGround()
    {
        var build = new ExtentBuilder(Register, Units(("130183", ["130183"]), ("130181", ["130181"])))
            .Build([new OutlineSource(File(Square("adcode", "130181", 115, 38), Square("adcode", "130183", 115.05, 38)), IsGcj02: false)]);

        Assert.Equal(["130181", "130183"], build.Units.Select(u => u.Code));
        Assert.Equal([0.01, 0.005], build.Units.Select(u => Math.Round(u.Shape.Area, 6)));
    }

    [Fact]
    public void Build_BowTie_IsMendedAndSaidSo()
    {
        const string BowTie = """{"type":"Feature","properties":{"adcode":"130102"},"geometry":{"type":"Polygon","coordinates":[[[114,38],[114.1,38.1],[114.1,38],[114,38.1],[114,38]]]}}""";

        var build = new ExtentBuilder(Register, Units(("130102", ["130102"]))).Build([new OutlineSource(File(BowTie), IsGcj02: false)]);

        Assert.True(Assert.Single(build.Units).Shape.IsValid);
        Assert.Equal(0.005, build.Units[0].Shape.Area, 6);
        Assert.Equal("PROFILE_OUTLINE_MENDED", Assert.Single(build.Findings).Code);
    }

    [Theory]
    [InlineData("130104", "PROFILE_UNIT_WITHOUT_EXTENT")]
    [InlineData("139999", "REGION_CODE_UNKNOWN")]
    public void Build_RegionMissing_IsAFinding(string delivered, string expected)
    {
        var build = new ExtentBuilder(Register, Units(("130102", ["130102"])))
            .Build([new OutlineSource(File(Square("adcode", delivered, 114, 38)), IsGcj02: false)]);

        Assert.Empty(build.Units);
        Assert.Contains(build.Findings, f => f.Code == expected);
    }

    [Fact]
    public void Build_ExtentsOfUnits_StandForThemselves()
    {
        var build = new ExtentBuilder(Register, Units(("130100", ["130102", "130104"]), ("130181", ["130181"])))
            .Build([new OutlineSource(File(Square("code", "130100", 114, 38, 0.001), Square("code", "130181", 115, 38)), IsGcj02: false, IsUnitExtents: true)]);

        Assert.Empty(build.Findings);
        Assert.Empty(build.Regions);
        Assert.Equal([0.000001, 0.01], build.Units.Select(u => Math.Round(u.Shape.Area, 9)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{\"features\":[{}]}")]
    [InlineData("{\"features\":")]
    public void Build_UnreadableFile_IsAFinding(string? content)
    {
        var path = Path.Combine(directory, "broken.geojson");
        if (content is not null)
        {
            System.IO.File.WriteAllText(path, content);
        }

        var build = new ExtentBuilder(Register, Units(("130102", ["130102"]))).Build([new OutlineSource(path, IsGcj02: false)]);

        Assert.Contains(build.Findings, f => f.Code == "PROFILE_FILE_INVALID");
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes_AndTheLoadersReaderReadsThem()
    {
        var source = new OutlineSource(File(Square("adcode", "130102", 114.00000049, 38)), IsGcj02: false);
        var paths = Enumerable.Range(0, 2).Select(i => Path.Combine(directory, $"out{i}.geojson")).ToList();
        foreach (var path in paths)
        {
            ExtentWriter.Write(path, new ExtentBuilder(Register, Units(("130102", ["130102"]))).Build([source]).Units);
        }

        var text = System.IO.File.ReadAllText(paths[0]);
        Assert.Equal(text, System.IO.File.ReadAllText(paths[1]));
        Assert.Contains("[114,38]", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }
}
