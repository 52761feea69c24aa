using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Spatial;
using Platform.Spatial.Validity;
using CrsDefinition = Platform.Spatial.Crs.CrsDefinition;
using Location = Platform.Findings.Location;

namespace Platform.Desk.Files;

/// <summary>What <c>desk validate</c> looks at beyond reading: validity of geometries, missing geometries, coordinates outside their CRS.</summary>
internal sealed class LayerValidation(LayerSchema schema, FindingLog findings)
{
    private static readonly GeometryLimits Limits = GeometryLimits.Projected with { PolygonsOnly = false };

    /// <summary>Looks a row over that could be read.</summary>
    public void Check(FeatureRow row)
    {
        if (schema.Geometry == GeometryKind.None || row.IsRefused)
            return;

        var at = new Location(schema.File, schema.Name, row.Index);
        if (row.Geometry is null)
            findings.Add(SpatialFindings.GeometryMissing.At(at));
        else if (row.Geometry.GetType() != typeof(GeometryCollection) && GeometryGuard.Check(row.Geometry, Limits, at) is { } fault)
            findings.Add(fault);
    }

    /// <summary>Holds the extent against a geographic CRS.</summary>
    public void CheckExtent(CrsDefinition? crs, Envelope extent)
    {
        var degrees = GeometryLimits.Degrees;
        if (crs is not { IsGeographic: true } || extent.IsNull)
            return;

        var (x, y) = (Furthest(extent.MinX, extent.MaxX), Furthest(extent.MinY, extent.MaxY));
        if (Math.Abs(x) > degrees.MaxAbsoluteX || Math.Abs(y) > degrees.MaxAbsoluteY)
            findings.Add(SpatialFindings.CrsNotDegrees.At(new Location(schema.File, schema.Name, X: x, Y: y), crs, x, y));
    }

    private static double Furthest(double low, double high) => Math.Abs(low) > Math.Abs(high) ? low : high;
}
