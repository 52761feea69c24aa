using Platform.Findings;
using Platform.Formats.Intake;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>What came of reading an epoch.</summary>
/// <param name="Epoch">The polygons in EPSG:4490 by delivered row; null when the delivery cannot be used.</param>
/// <param name="Findings">Why not, and what was noticed.</param>
public sealed record EpochReading(ChangeEpoch? Epoch, IReadOnlyList<Finding> Findings);

/// <summary>Reads one edition of a polygon layer for change detection.</summary>
public static class EpochReader
{
    /// <summary>Reads the layer named <paramref name="layer"/>, or the only polygon layer of the delivery.</summary>
    /// <param name="delivery">The opened delivery.</param>
    /// <param name="layer">Name of the layer; null for the only one.</param>
    /// <param name="classField">Field with the class; null compares shapes only.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static EpochReading Read(Delivery delivery, string? layer, string? classField, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var findings = new Formats.FindingLog();
        var chosen = LayerChoice.Choose(delivery.Layers, [LayerGeometry.Polygon], layer ?? "", new("一期地块", "one edition of a polygon layer"), findings);
        var recognised = new List<Finding>();
        var crs = chosen is null ? null : DeliveredCrs.Recognise(chosen.Schema, [], RegisteredParameters.None, recognised);
        if (chosen is null || crs is null)
            return new EpochReading(null, [.. delivery.Findings.Items, .. findings.Items, .. recognised]);

        var column = classField is null ? -1 : chosen.Schema.IndexOf(classField);
        if (classField is not null && column < 0)
            recognised.Add(LayerFindings.FieldMissing.At(new Location(chosen.Schema.File, chosen.Schema.Name, Field: classField), classField, classField, classField, classField));
        var rows = new List<EpochRow>();
        foreach (var row in chosen.ReadRows(cancellation))
        {
            recognised.AddRange(row.Findings);
            var shape = row.Geometry is null || row.IsRefused ? null : crs.ToGeographic.Transform(row.Geometry);
            rows.Add(new EpochRow(row.Index, shape, column < 0 ? null : row.Values[column]?.ToString()));
        }

        Finding[] all = [.. delivery.Findings.Items, .. findings.Items, .. recognised];
        var usable = !delivery.Findings.HasErrors && (classField is null || column >= 0);
        return new EpochReading(usable ? new ChangeEpoch(delivery.Name, rows) : null, all);
    }
}
