using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Monitoring;

/// <summary>What became of one delivered row.</summary>
/// <param name="Row">0-based row of the layer.</param>
/// <param name="Patch">The patch, when it is taken.</param>
/// <param name="Findings">Why it is not, or what a user should know.</param>
public sealed record ImportedRow(long Row, ChangePatch? Patch, IReadOnlyList<Finding> Findings);

/// <summary>
/// Imports change patches from a delivery with exactly one polygon layer. <see cref="Open(Delivery, CancellationToken)"/> reads the layer once to its end, so that a
/// truncated file or a wrong CRS refuses it before anything is taken; <see cref="PatchImportReading.Read"/> reads it again and gives every row its outcome, in file order.
/// </summary>
/// <remarks>
/// Of two rows with one number, of two rows with one shape, and of two rows that overlap by more than the schema's tolerance, the first
/// stands and the later is refused with a pointer to it: a row is a fact about a place, and taking the first loses none. A patch outside
/// every monitoring extent is refused with a finding. A patch that an earlier campaign has settled is not taken again: it has the key of an
/// accepted patch of the unit, or each covers at least 90 % of the other, and the cover after the change is the same.
/// </remarks>
public sealed class PatchImport(PatchImportSettings settings, IAreaOverlay overlay, IVerifiedPatches verified)
{
    /// <summary>Rows that are overlaid with the extents together.</summary>
    public const int BatchSize = 500;

    /// <summary>Share that two patches must cover of each other to be the same.</summary>
    public const double SameShare = 0.9;

    /// <summary>Opens a delivery.</summary>
    public PatchImportReading Open(Delivery delivery, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return Open(delivery.Layers, delivery.Findings, cancellation);
    }

    /// <summary>Opens layers; <paramref name="files"/> are the findings of their files, which grow while rows are read.</summary>
    public PatchImportReading Open(IReadOnlyList<IFeatureLayer> layers, FindingLog files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (PatchFields.Mandatory.FirstOrDefault(name => settings.Schema.Field(name) is null) is { } missing)
        {
            throw new InvalidOperationException($"The patch schema {settings.Schema.Role} has no field {missing}.");
        }

        var found = new FindingLog();
        var layer = LayerChoice.Choose(layers, [LayerGeometry.Polygon], settings.Schema.Role, settings.Schema.Title, found);
        var recognised = new List<Finding>();
        var crs = layer is null ? null : DeliveredCrs.Recognise(layer.Schema, settings.Schema.AllowedCrs, settings.Parameters, recognised);
        found.AddRange(recognised);
        if (layer is null || crs is null)
        {
            return new PatchImportReading([.. files.Items, .. found.Items], 0, null);
        }

        var drafts = new PatchDrafts(settings, layer.Schema, crs);
        found.AddRange(drafts.Fields.Findings);
        var rows = Survey(layer, crs, files, found, cancellation);
        Finding[] findings = [.. files.Items, .. found.Items];
        return new PatchImportReading(findings, rows, () => new PatchIntake(settings, overlay, verified, drafts, layer));
    }

    private long Survey(IFeatureLayer layer, DeliveredCrs crs, FindingLog files, FindingLog found, CancellationToken cancellation)
    {
        var (rows, extent) = (0L, new Envelope());
        foreach (var row in layer.ReadRows(cancellation))
        {
            rows++;
            if (row.Geometry is { IsEmpty: false } geometry)
            {
                extent.ExpandToInclude(geometry.EnvelopeInternal);
            }
        }

        var at = new Location(layer.Schema.File, layer.Schema.Name);
        var expected = new Envelope();
        foreach (var unit in settings.Units)
        {
            expected.ExpandToInclude(unit.Extent.EnvelopeInternal);
        }

        if (files.HasErrors)
        {
            found.Add(LayerFindings.LayerUnreadable.At(at, layer.Schema.Name));
        }

        if (rows == 0)
        {
            found.Add(LayerFindings.LayerEmpty.At(at, layer.Schema.Name));
        }
        else if (crs.Contradiction(extent, expected.IsNull ? null : expected, at) is { } contradiction)
        {
            found.Add(contradiction);
        }

        return rows;
    }
}

/// <summary>An opened delivery of patches.</summary>
public sealed class PatchImportReading
{
    private readonly Func<PatchIntake>? _intake;

    internal PatchImportReading(IReadOnlyList<Finding> findings, long rows, Func<PatchIntake>? intake)
    {
        Findings = findings;
        Rows = rows;
        _intake = findings.Any(f => f.Severity == Severity.Error) ? null : intake;
    }

    /// <summary>Findings on the files and the layer as a whole.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Rows of the layer.</summary>
    public long Rows { get; }

    /// <summary>Whether the delivery is refused as a whole; then there is nothing to read.</summary>
    public bool IsRefused => _intake is null;

    /// <summary>Reads every row with its outcome, in file order; memory is bounded by a batch.</summary>
    /// <param name="existing">
    /// Patches that the campaign has from other uploads. Leave out those of this very upload when it is processed for the second time.
    /// </param>
    /// <param name="cancellation">Stops between batches.</param>
    public IEnumerable<ImportedRow> Read(IEnumerable<ChangePatch> existing, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(existing);
        if (_intake is null)
        {
            yield break;
        }

        using var intake = _intake();
        intake.Remember(existing);
        foreach (var row in intake.Read(cancellation))
        {
            yield return row;
        }
    }
}
