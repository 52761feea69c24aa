using System.Globalization;
using Platform.Domain.Changes;
using Platform.Domain.Samples;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.GeoPackages;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Formats.Features.CrsDefinition;
using LayerSchema = Platform.Formats.Features.LayerSchema;

namespace Platform.Functions.Sample;

/// <summary>A file of change patches as the province would deliver it.</summary>
/// <param name="Content">A GeoPackage.</param>
/// <param name="Patches">How many it has.</param>
internal sealed record PatchFile(byte[] Content, int Patches);

/// <summary>The sample's change patches: the real differences between two editions of the parcels, found by the platform's own change detection.</summary>
internal static class SamplePatches
{
    private static readonly Field[] Fields =
    [
        new("patch_no", FieldType.Text), new("period", FieldType.Text), new("bef_date", FieldType.Date), new("aft_date", FieldType.Date),
        new("bef_cover", FieldType.Text), new("aft_cover", FieldType.Text), new("note", FieldType.Text),
    ];

    /// <summary>Compares the two editions and writes the patches as the province would deliver them, a GeoPackage.</summary>
    public static PatchFile Make(SampleManifest manifest, string directory, CancellationToken cancellation)
    {
        var before = Read(Path.Combine(directory, manifest.Change.Before), cancellation);
        var after = Read(Path.Combine(directory, manifest.Change.After), cancellation);
        if (!new ChangeDetection().TryDetect(before, after, out var changes, out var refusal))
            throw new InvalidOperationException(refusal.MessageEn);
        var path = Path.Combine(Path.GetTempPath(), $"platform-sample-{Guid.NewGuid():N}.gpkg");
        try
        {
            var schema = new LayerSchema("change_patches", "", GeometryKind.Polygon, Fields, CrsDefinition.FromEpsg(4490));
            GeoPackageWriter.Write(path, [new LayerToWrite(schema, changes.Patches.Select((patch, i) => Row(manifest, patch, i)))], cancellation);
            return new PatchFile(File.ReadAllBytes(path), changes.Patches.Count);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static FeatureToWrite Row(SampleManifest manifest, ChangePatch patch, int index) => new(patch.Geometry,
    [
        $"C{(index + 1).ToString("D4", CultureInfo.InvariantCulture)}",
        manifest.Period,
        manifest.BeforeImageDate,
        manifest.AfterImageDate,
        manifest.Change.BeforeCover,
        manifest.Change.AfterCover,
        $"{patch.Type}: {string.Join(' ', patch.OldRows)} > {string.Join(' ', patch.NewRows)}",
    ]);

    private static ChangeEpoch Read(string path, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        return new EpochFile(path).Read(RegisteredParameters.None, findings, cancellation) ?? throw new InvalidOperationException(
            $"{path}: {findings.First(finding => finding.Severity == Severity.Error).MessageEn}");
    }
}
