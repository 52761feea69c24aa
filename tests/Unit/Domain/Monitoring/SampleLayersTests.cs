using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial.Overlay;

namespace Platform.Tests.Unit.Domain.Monitoring;

/// <summary>The shipped sample through the rules: every layer is published, real parcels are imported as patches and prejudged.</summary>
public sealed class SampleLayersTests : IDisposable
{
    private static readonly string Sample = SampleManifest.ShippedDirectory("cambridge");

    private readonly string _folder = Directory.CreateTempSubdirectory("sample").FullName;
    private readonly Profile _profile = ProfileLoader.LoadShipped("cambridge").Required();
    private readonly SampleManifest _manifest = SampleManifest.Load(Sample);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryLayer_IsPublished_AndPatchesArePrejudged()
    {
        var layers = _manifest.Layers.Where(l => _profile.Layer(l.Role)!.Kind is LayerKind.PlanLandUse or LayerKind.ControlLine or LayerKind.Permits)
            .Select(Publish).ToList();
        var rows = Import();
        var patches = rows.Select(r => r.Patch).OfType<ChangePatch>().ToList();

        var judged = new Prejudger(_profile.RuleSets[0], new AreaOverlay(), layers).Judge(patches);

        Assert.True(patches.Count >= 200, $"{patches.Count} of {rows.Count} parcels imported: {Counts(rows.SelectMany(r => r.Findings))}");
        Assert.All(rows, row => Assert.True(row.Patch is not null || row.Findings.Count > 0));
        Assert.All(patches.Zip(judged), pair =>
        {
            Assert.Equal(pair.First.AreaM2, pair.Second.PlanClasses.Sum(c => c.AreaM2) + pair.Second.UncoveredM2);
            Assert.Equal(_profile.RuleSets[0].ControlThemes.Select(t => t.Code), pair.Second.Themes.Select(t => t.Theme));
            Assert.All(pair.Second.Themes, t => Assert.True(!t.Known || t.AreaM2 <= pair.First.AreaM2));
            Assert.NotEmpty(pair.Second.Reasons);
        });

        // No layer plays these themes; every other one is known everywhere.
        var unknown = _profile.RuleSets[0].ControlThemes.Where(t => t.LayerRoles.Count == 0).Select(t => t.Code).ToHashSet();
        Assert.All(judged.SelectMany(j => j.Themes), t => Assert.Equal(!unknown.Contains(t.Theme), t.Known));
        Assert.Contains(judged, j => j.SuggestedApproval == ApprovalStatus.Approved);
        Assert.Contains(judged.SelectMany(j => j.Themes), t => t.IsHit);
        layers.ForEach(layer => layer.Reader.Dispose());
    }

    private JudgedLayer Publish(SampleLayer layer)
    {
        var schema = _profile.Layer(layer.Role)!;
        var rules = _profile.RuleSets[0];
        using var delivery = Deliveries.Open(Path.Combine(Sample, layer.File), DeliveryLimits.LayerFile);
        var result = new LayerCheck(schema, (list, text) => rules.FindCodeList(list)?.Resolve(text)?.Code).Run(delivery);
        Assert.True(result.Layer is not null, $"{layer.Role}: {Counts(result.Findings)}");

        var path = Path.Combine(_folder, layer.Role + ".gpkg");
        var version = LayerPublisher.Write(
            result.Layer, path, new Publication(_profile.Id, layer.ValidFrom, DateTimeOffset.UnixEpoch, "officer", layer.Sha256, layer.File, 0));
        return new JudgedLayer(schema, PublishedLayer.Open(version.Id, path));
    }

    private List<ImportedRow> Import()
    {
        using var delivery = Deliveries.Open(Path.Combine(Sample, _manifest.Change.After), DeliveryLimits.LayerFile);
        var parcels = delivery.Layers.Single(l => l.Schema.Geometry is GeometryKind.Polygon or GeometryKind.MultiPolygon);
        var settings = PatchImportSettings.From(
            _profile, _profile.RuleSets[0], _profile.UnitList(_manifest.UnitList)!, _manifest.Period, _manifest.Inputs[0].Sha256, _folder);
        var reading = new PatchImport(settings, new AreaOverlay(), new NothingVerified()).Open([new ParcelsAsPatches(parcels, _manifest)], new FindingLog());
        Assert.False(reading.IsRefused, Counts(reading.Findings));
        return [.. reading.Read([])];
    }

    private static string Counts(IEnumerable<Finding> findings) =>
        string.Join("; ", findings.GroupBy(f => f.Code).Select(g => $"{g.Count()} × {g.Key}: {g.First().MessageEn} {g.First().Location}"));

    private sealed class NothingVerified : IVerifiedPatches
    {
        public IReadOnlyList<VerifiedPatch> Near(string unit, NetTopologySuite.Geometries.Envelope extent) => [];
    }

    /// <summary>Every fortieth parcel with the fields of a change patch.</summary>
    private sealed class ParcelsAsPatches(IFeatureLayer parcels, SampleManifest sample) : IFeatureLayer
    {
        public Platform.Formats.Features.LayerSchema Schema => parcels.Schema with
        {
            Fields = [.. PatchFields.Mandatory.Select(name => new Field(name, name.EndsWith("date", StringComparison.Ordinal) ? FieldType.Date : FieldType.Text))],
        };

        public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default) => parcels.ReadRows(cancellation)
            .Where(row => row.Index % 40 == 0)
            .Select(row => row with
            {
                Values = [$"P{row.Index}", sample.Period, sample.BeforeImageDate, sample.AfterImageDate, sample.Change.BeforeCover, sample.Change.AfterCover],
                Findings = [],
            });
    }
}
