using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Domain.Changes;
using Platform.Domain.Layers;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Spatial.Crs.CrsDefinition;
using Location = Platform.Findings.Location;

namespace Platform.Desk;

/// <summary>A polygon layer that is read row by row, any number of times, for <c>desk overlay</c>. Dispose it to close the file.</summary>
internal sealed class OverlayFile : IDisposable
{
    private readonly Delivery _delivery;
    private readonly IFeatureLayer _layer;
    private readonly int _field;
    private readonly List<Finding> _findings;
    private readonly HashSet<long> _named = [];

    private OverlayFile(Delivery delivery, IFeatureLayer layer, CrsDefinition crs, int field, List<Finding> findings)
    {
        (_delivery, _layer, Crs, _field, _findings) = (delivery, layer, crs, field, findings);
    }

    /// <summary>The CRS that the file states.</summary>
    public CrsDefinition Crs { get; }

    /// <summary>Whether a field is read beside the geometry.</summary>
    public bool HasField => _field >= 0;

    /// <summary>The place of a row of this layer.</summary>
    public Location At(long? row) => new(_layer.Schema.File, _layer.Schema.Name, row);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">Layer to take; null when there is only one.</param>
    /// <param name="field">Field to read beside the geometry; null for none.</param>
    /// <param name="findings">Gets why nothing is returned, and what is wrong with rows while they are read.</param>
    /// <param name="isReadable">Whether the file itself is sound.</param>
    /// <exception cref="IOException">The file cannot be read at all.</exception>
    public static OverlayFile? Open(string path, string? table, string? field, List<Finding> findings, out bool isReadable)
    {
        var delivery = Deliveries.Open(path, DeliveryLimits.LayerFile);
        isReadable = !delivery.Findings.HasErrors;
        if (Choose(delivery, table, findings) is { } layer && FieldOf(layer, field, findings) is { } index
            && DeliveredCrs.Define(layer.Schema, findings) is { } crs)
        {
            return new OverlayFile(delivery, layer, crs, index, findings);
        }

        findings.AddRange(delivery.Findings.Items);
        delivery.Dispose();
        return null;
    }

    /// <summary>Rows in file order, transformed. A row that cannot be read is named once and left out.</summary>
    public IEnumerable<(long Row, string? Value, Geometry? Geometry)> Read(CrsTransformation transformation)
    {
        foreach (var row in _layer.ReadRows())
        {
            if (row.IsRefused)
            {
                if (_named.Add(row.Index))
                    _findings.AddRange(row.Findings);
                continue;
            }

            var value = _field < 0 ? null : Text(row.Values[_field]);
            yield return (row.Index, value, row.Geometry is null ? null : transformation.Transform(row.Geometry));
        }
    }

    /// <summary>What is wrong with the file as a whole; grows while rows are read.</summary>
    public IEnumerable<Finding> FileFindings => _delivery.Findings.Items;

    public void Dispose() => _delivery.Dispose();

    private static IFeatureLayer? Choose(Delivery delivery, string? table, List<Finding> findings)
    {
        var chosen = delivery.Layers
            .Where(l => l.Schema.Geometry is GeometryKind.Polygon or GeometryKind.MultiPolygon or GeometryKind.Any)
            .Where(l => table is null || string.Equals(l.Schema.Name, table, StringComparison.Ordinal))
            .ToArray();
        if (chosen.Length == 1)
            return chosen[0];

        var names = string.Join(", ", delivery.Layers.Select(l => l.Schema.Name));
        if (chosen.Length > 1)
            findings.Add(ChangeFindings.LayerAmbiguous.At(new Location(delivery.Name), names));
        else if (delivery.IsReadable || table is not null)
            findings.Add(ChangeFindings.LayerNotFound.At(new Location(delivery.Name), table ?? "*", names));
        return null;
    }

    /// <summary>Position of the field, -1 for none, null when it does not exist.</summary>
    private static int? FieldOf(IFeatureLayer layer, string? field, List<Finding> findings)
    {
        if (field is null)
            return -1;
        if (layer.Schema.IndexOf(field) is >= 0 and var index)
            return index;

        var at = new Location(layer.Schema.File, layer.Schema.Name, Field: field);
        findings.Add(ChangeFindings.ClassFieldNotFound.At(at, field, string.Join(", ", layer.Schema.Fields.Select(f => f.Name))));
        return null;
    }

    private static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim();
}
