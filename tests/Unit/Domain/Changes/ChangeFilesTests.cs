using NetTopologySuite.Geometries;
using Platform.Domain.Changes;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Domain.Changes;

public sealed class ChangeFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("changes");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.geojson")]
    [InlineData("a.json")]
    [InlineData("sub/a.gpkg")]
    public void Write_ThenRead_GivesGeometryAndAttributesBack(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        ChangeLayer.Write(path, ChangeLayer.Of([Patch(0, ChangeType.Split), Patch(1, ChangeType.Reclassified)], withClasses: true));
        var findings = new List<Finding>();
        var epoch = new EpochFile(path, ClassField: "change_type").Read(RegisteredParameters.None, findings);
        Assert.DoesNotContain(findings, f => f.Severity == Severity.Error);
        Assert.Equal(["split", "reclassified"], epoch!.Rows.Select(row => row.Class));
        Assert.Equal([0L, 1L], epoch.Rows.Select(row => row.Row));
        Assert.True(epoch.Rows[1].Geometry!.EqualsTopologically(Patch(1, ChangeType.Split).Geometry));
        Assert.Equal(["C"], new EpochFile(path, ClassField: "after_class").Read(RegisteredParameters.None, findings)!.Rows.Select(row => row.Class).Distinct());
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        var (one, two) = (Path.Combine(_folder.FullName, "1.gpkg"), Path.Combine(_folder.FullName, "2.gpkg"));
        foreach (var path in new[] { one, two })
            ChangeLayer.Write(path, ChangeLayer.Of([Patch(0, ChangeType.Split)], withClasses: false));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
    }

    [Fact]
    public void Write_OtherExtension_Throws()
    {
        Assert.False(ChangeLayer.CanWrite("a.shp"));
        Assert.Throws<ArgumentException>(() => ChangeLayer.Write(Path.Combine(_folder.FullName, "a.shp"), ChangeLayer.Of([], false)));
    }

    [Theory]
    [InlineData("nothing", null, "CHG_LAYER_NOT_FOUND")]
    [InlineData(null, "nothing", "CHG_CLASS_FIELD_NOT_FOUND")]
    public void Read_WrongName_IsAFindingThatListsTheRightOnes(string? layer, string? field, string code)
    {
        var path = Path.Combine(_folder.FullName, "a.gpkg");
        ChangeLayer.Write(path, ChangeLayer.Of([Patch(0, ChangeType.Split)], withClasses: false));
        var findings = new List<Finding>();
        Assert.Null(new EpochFile(path, layer, field).Read(RegisteredParameters.None, findings));
        var finding = Assert.Single(findings, f => f.Code == code);
        Assert.Contains(layer is null ? "patch_key" : ChangeLayer.Name, finding.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TruncatedFile_GivesNoEpoch()
    {
        var path = Path.Combine(_folder.FullName, "a.geojson");
        ChangeLayer.Write(path, ChangeLayer.Of([Patch(0, ChangeType.Split), Patch(1, ChangeType.Split)], withClasses: false));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
        var findings = new List<Finding>();
        Assert.Null(new EpochFile(path).Read(RegisteredParameters.None, findings));
        Assert.Contains(findings, f => f.Severity == Severity.Error);
    }

    private static ChangePatch Patch(int i, ChangeType type)
    {
        var polygon = (Polygon)new GeometryFactory().ToGeometry(new Envelope(114 + (0.01 * i), 114.005 + (0.01 * i), 38, 38.005));
        return new ChangePatch($"KEY{i}", type, polygon, EllipsoidalArea.Official(polygon), [i], [i + 1, i + 2], "R", "C");
    }
}
