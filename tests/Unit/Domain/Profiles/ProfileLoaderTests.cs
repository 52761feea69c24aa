using System.Text.Json.Nodes;
using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Profiles;

/// <summary>A copy of a shipped profile is broken in one place; the loader names the fault and gives no profile.</summary>
public sealed class ProfileLoaderTests : IDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"profile-{Guid.NewGuid():N}");

    public ProfileLoaderTests()
    {
        var source = Path.Combine(ProfileLoader.ShippedRoot, "cambridge");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(directory, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Load_UntouchedCopy_HasTheHashOfTheOriginal() =>
        Assert.Equal(ProfileLoader.LoadShipped("cambridge").Required().Sha256, ProfileLoader.Load(directory).Required().Sha256);

    [Fact]
    public void Load_OneByteMore_ChangesTheHash()
    {
        File.AppendAllText(Path.Combine(directory, "calendar.json"), "\n");

        Assert.NotEqual(ProfileLoader.LoadShipped("cambridge").Required().Sha256, ProfileLoader.Load(directory).Required().Sha256);
    }

    [Fact]
    public void Load_EmptyDirectory_NamesTheMissingFiles()
    {
        var empty = Directory.CreateDirectory(Path.Combine(directory, "empty"));

        var result = ProfileLoader.Load(empty.FullName);

        Assert.Null(result.Profile);
        Assert.Equal(["profile.json", "calendar.json", "regions.json"], result.Findings.Select(f => f.Location.File));
        Assert.All(result.Findings, f => Assert.Equal("PROFILE_FILE_MISSING", f.Code));
    }

    private const string Seven = "\"seven\":{\"dx\":1,\"dy\":2,\"dz\":3,\"rxSeconds\":0,\"rySeconds\":0,\"rzSeconds\":0,\"scalePpm\":4}";
    private const string Four = "\"four\":{\"dx\":1,\"dy\":2,\"rotationSeconds\":0,\"scalePpm\":4}";

    private static string Parameters(string source, string target, string values, string area) =>
        $"[{{\"source\":\"{source}\",\"target\":\"{target}\",\"areaOfUse\":{area},\"document\":\"d\",\"accuracyMetres\":0.05,{values}}}]";

    [Fact]
    public void Load_RegisteredParameters_AreReady()
    {
        Edit("profile.json", "crsParameters", Parameters("EPSG:4610", "EPSG:4490", Seven, "[110,30,120,40]"));
        var set = Assert.Single(ProfileLoader.Load(directory).Required().CrsParameters.Entries);
        Assert.Equal((1.0, 4.0, 110.0, 0.05), (set.Seven!.Value.Dx, set.Seven.Value.ScalePpm, set.AreaOfUse.MinX, set.Provenance.AccuracyMetres));

        Edit("profile.json", "crsParameters", Parameters("EPSG:2383", "EPSG:4547", Four, "[110,30,120,40]"));
        Assert.Equal(2, Assert.Single(ProfileLoader.Load(directory).Required().CrsParameters.Entries).Four!.Value.Dy);
    }

    public static TheoryData<string, string, string?, string> Faults => new()
    {
        // file, path of the member, its new JSON (null: removed), expected finding
        { "profile.json", "timeZone", "\"Mars/Base\"", "PROFILE_VALUE_INVALID" },
        { "profile.json", "timeZone", "\"China Standard Time\"", "PROFILE_VALUE_INVALID" },
        { "profile.json", "minimumMappingAreaM2", "-1", "PROFILE_VALUE_INVALID" },
        { "profile.json", "crsParameters", Parameters("EPSG:99999", "EPSG:4490", Seven, "[110,30,120,40]"), "PROFILE_VALUE_INVALID" },
        { "profile.json", "crsParameters", Parameters("EPSG:4610", "EPSG:4490", Seven, "[110,30,100,40]"), "PROFILE_VALUE_INVALID" },
        { "profile.json", "crsParameters", Parameters("EPSG:4610", "EPSG:4490", Four, "[110,30,120,40]"), "PROFILE_VALUE_INVALID" },
        { "profile.json", "crsParameters", Parameters("EPSG:4610", "EPSG:4490", "\"seven\":null", "[110,30,120,40]"), "PROFILE_VALUE_INVALID" },
        { "profile.json", "crsParameters", Parameters("EPSG:4610", "EPSG:4490", "\"seven\":{\"dx\":1}", "[110,30,120,40]"), "PROFILE_FILE_INVALID" },
        { "profile.json", "title", null, "PROFILE_FILE_INVALID" },
        { "profile.json", "title.en", "\"\"", "PROFILE_LABEL_MISSING" },
        { "profile.json", "colour", "\"red\"", "PROFILE_FILE_INVALID" },
        { "profile.json", "ruleSets", "[\"cambridge-1\",\"cambridge-1\"]", "PROFILE_SPAN_OVERLAP" },
        { "profile.json", "ruleSets", "[\"../../secret\"]", "PROFILE_FILE_MISSING" },
        { "profile.json", "layerRoles", "[\"change-patches\"]", "PROFILE_CODE_DANGLING" },
        { "rulesets/cambridge-1.json", "validTo", "\"1999-01-01\"", "PROFILE_SPAN_REVERSED" },
        { "rulesets/cambridge-1.json", "classificationId", "\"none\"", "PROFILE_FILE_MISSING" },
        { "rulesets/cambridge-1.json", "permitRule.alternatives.0.requiredTypes", "[\"fishing-permit\"]", "PROFILE_CODE_DANGLING" },
        { "rulesets/cambridge-1.json", "permitRule.alternatives.0.requiredTypes", "[]", "PROFILE_RULE_UNREACHABLE" },
        { "rulesets/cambridge-1.json", "permitRule.minimumPatchShare", "1.5", "PROFILE_VALUE_INVALID" },
        { "rulesets/cambridge-1.json", "codeLists.0.entries.0.code", "\"okay\"", "PROFILE_CODE_LIST_NOT_FIXED" },
        { "rulesets/cambridge-1.json", "codeLists.0.name", "\"approvals\"", "PROFILE_CODE_LIST_MISSING" },
        { "rulesets/cambridge-1.json", "controlThemes.0.code", "\"red-tape\"", "PROFILE_THEME_MISSING" },
        { "rulesets/cambridge-1.json", "controlThemes.0.layerRoles", "[\"parcels\"]", "PROFILE_CODE_DANGLING" },
        { "classifications/cambridge-use.json", "classes.1.code", "\"R\"", "PROFILE_CODE_DUPLICATE" },
        { "classifications/cambridge-use.json", "classes.1.parent", "\"ZZ\"", "PROFILE_CODE_DANGLING" },
        { "plan-classes/zoning-2026.json", "entries.0.class", "\"ZZ\"", "PROFILE_CODE_DANGLING" },
        { "plan-classes/zoning-2026.json", "entries.0.class", "null", "PROFILE_VALUE_INVALID" },
        { "conformity/cambridge-1.json", "rows.0.conforms", "[\"ZZ\"]", "PROFILE_CODE_DANGLING" },
        { "units/neighbourhoods.json", "units.0.code", "\"N99\"", "PROFILE_UNIT_WITHOUT_EXTENT" },
        { "units/neighbourhoods.json", "units.0.bureau.zh", "\" \"", "PROFILE_LABEL_MISSING" },
        { "layers/plan-land-use.json", "classField", null, "LAYER_SCHEMA_INVALID" },
        { "layers/plan-land-use.json", "classField", "\"COLOUR\"", "LAYER_SCHEMA_INVALID" },
        { "layers/plan-land-use.json", "fields.0.codeList", "\"colours\"", "PROFILE_CODE_DANGLING" },
        { "layers/open-space.json", "theme", null, "LAYER_SCHEMA_INVALID" },
        { "layers/open-space.json", "kind", "\"poetry\"", "PROFILE_FILE_INVALID" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Load_OneFault_IsNamedAndNoProfileGiven(string file, string path, string? json, string expected)
    {
        Edit(file, path, json);

        var result = ProfileLoader.Load(directory);

        Assert.Null(result.Profile);
        Assert.Contains(result.Findings, finding => finding.Code == expected);
        Assert.Throws<InvalidOperationException>(result.Required);
    }

    [Fact]
    public void Load_UnitsOnTopOfEachOther_IsAFinding()
    {
        SimplifyExtents();
        var extents = Path.Combine(directory, "units", "neighbourhoods.geojson");
        File.WriteAllText(extents, File.ReadAllText(extents).Replace("[[[2,0],[3,0],[3,1],[2,0]]]", "[[[1,0],[2,0],[2,1],[1,0]]]", StringComparison.Ordinal));

        var finding = Assert.Single(ProfileLoader.Load(directory).Findings);

        Assert.Equal(("PROFILE_VALUE_INVALID", "N02"), (finding.Code, finding.Location.Field));
    }

    [Fact]
    public void Load_TruncatedJson_NamesTheFile()
    {
        var file = Path.Combine(directory, "rulesets", "cambridge-1.json");
        File.WriteAllText(file, File.ReadAllText(file)[..500]);

        var result = ProfileLoader.Load(directory);

        Assert.Contains(result.Findings, f => f.Code == "PROFILE_FILE_INVALID" && f.Location.File == "rulesets/cambridge-1.json");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"features\":[{\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]}}]}")]
    [InlineData("{\"features\":[{\"properties\":{\"code\":\"N01\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0],[1]]]}}]}")]
    [InlineData("not json")]
    public void Load_BrokenExtentFile_IsAFinding(string content)
    {
        File.WriteAllText(Path.Combine(directory, "units", "neighbourhoods.geojson"), content);

        Assert.Contains(ProfileLoader.Load(directory).Findings, f => f.Code == "PROFILE_FILE_INVALID");
    }

    /// <summary>Small squares instead of the real extents: the faults concern other things, and these load fast.</summary>
    private void SimplifyExtents()
    {
        var squares = Enumerable.Range(1, 13).Select(i =>
            $$"""{"properties":{"code":"N{{i:00}}"},"geometry":{"type":"Polygon","coordinates":[[[{{i}},0],[{{i + 1}},0],[{{i + 1}},1],[{{i}},0]]]} }""");
        File.WriteAllText(Path.Combine(directory, "units", "neighbourhoods.geojson"), $$"""{"features":[{{string.Join(',', squares)}}]}""");
    }

    private void Edit(string file, string path, string? json)
    {
        SimplifyExtents();
        var name = Path.Combine(directory, file);
        var root = JsonNode.Parse(File.ReadAllText(name))!;
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        if (json is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent[steps[^1]] = JsonNode.Parse(json);
        }

        File.WriteAllText(name, root.ToJsonString());
    }
}
