using NetTopologySuite.Geometries;
using Platform.Findings;

namespace Platform.Formats.Features;

/// <summary>One feature as delivered. Coordinates are x = easting or longitude, y = northing or latitude, in the layer's CRS.</summary>
/// <param name="Index">0-based position in the layer, counting rows that are refused.</param>
/// <param name="Id">Feature id as the file states it (GeoPackage primary key, GeoJSON id); null in formats without ids.</param>
/// <param name="Geometry">Two-dimensional geometry with finite coordinates, or null when there is none or it could not be read.</param>
/// <param name="Values">Values in the order of <see cref="LayerSchema.Fields"/>, typed as <see cref="FieldType"/> says.</param>
/// <param name="Findings">What is wrong with this row; empty for a good one.</param>
public sealed record FeatureRow(
    long Index, string? Id, Geometry? Geometry, IReadOnlyList<object?> Values, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether any finding on this row is an error: then its content must not be used.</summary>
    public bool IsRefused => Findings.Any(f => f.Severity == Severity.Error);
}
