using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Changes;

/// <summary>One of the two files that change detection compares: a zip of a shapefile, a GeoPackage or GeoJSON, also compressed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Layer">Layer to take; null when there is only one.</param>
/// <param name="ClassField">Field whose values are compared as classes; null compares geometry only.</param>
public sealed record EpochFile(string Path, string? Layer = null, string? ClassField = null)
{
    /// <summary>Reads the epoch into EPSG:4490. A row that cannot be read is left out with a warning; a file that cannot be read whole
    /// gives none.</summary>
    /// <param name="parameters">Datum parameters that the province registered.</param>
    /// <param name="findings">Gets what is wrong, the reason of a null result among it.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public ChangeEpoch? Read(RegisteredParameters parameters, ICollection<Finding> findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        using var delivery = Deliveries.Open(Path, DeliveryLimits.LayerFile, cancellation);
        var epoch = Choose(delivery, findings) is { } layer && Fields(layer, findings) is { } classIndex
            && DeliveredCrs.Recognise(layer.Schema, [], parameters, findings) is { } crs
                ? new ChangeEpoch(delivery.Name, Rows(layer, crs.ToGeographic, classIndex, findings, cancellation))
                : null;
        foreach (var finding in delivery.Findings.Items)
            findings.Add(finding);
        return delivery.Findings.HasErrors ? null : epoch;
    }

    private IFeatureLayer? Choose(Delivery delivery, ICollection<Finding> findings)
    {
        var chosen = delivery.Layers
            .Where(l => l.Schema.Geometry is GeometryKind.Polygon or GeometryKind.MultiPolygon or GeometryKind.Any)
            .Where(l => Layer is null || string.Equals(l.Schema.Name, Layer, StringComparison.Ordinal))
            .ToArray();
        if (chosen.Length == 1)
            return chosen[0];

        var names = string.Join(", ", delivery.Layers.Select(l => l.Schema.Name));
        var at = new Location(delivery.Name);
        if (chosen.Length > 1)
            findings.Add(ChangeFindings.LayerAmbiguous.At(at, names));
        else if (delivery.IsReadable || Layer is not null)
            findings.Add(ChangeFindings.LayerNotFound.At(at, Layer ?? "*", names));
        return null;
    }

    /// <summary>Position of the class field, -1 without one, null when it does not exist.</summary>
    private int? Fields(IFeatureLayer layer, ICollection<Finding> findings)
    {
        if (ClassField is null)
            return -1;
        if (layer.Schema.IndexOf(ClassField) is >= 0 and var index)
            return index;

        var at = new Location(layer.Schema.File, layer.Schema.Name, Field: ClassField);
        findings.Add(ChangeFindings.ClassFieldNotFound.At(at, ClassField, string.Join(", ", layer.Schema.Fields.Select(f => f.Name))));
        return null;
    }

    private static List<EpochRow> Rows(
        IFeatureLayer layer, CrsTransformation toDegrees, int classIndex, ICollection<Finding> findings, CancellationToken cancellation)
    {
        var rows = new List<EpochRow>();
        foreach (var row in layer.ReadRows(cancellation))
        {
            if (row.Findings.FirstOrDefault(f => f.Severity == Severity.Error) is { } fault)
            {
                findings.Add(SpatialFindings.RowLeftOut.At(fault.Location, fault.Code, fault.Message, fault.MessageEn));
                continue;
            }

            var geometry = row.Geometry is null ? null : toDegrees.Transform(row.Geometry);
            rows.Add(new EpochRow(row.Index, geometry, classIndex < 0 ? null : Text(row.Values[classIndex])));
        }

        return rows;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? string.Empty;
}
