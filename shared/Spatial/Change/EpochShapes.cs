using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Change;

/// <summary>Makes the distinct, sound, projected shapes of an epoch. Rows with equal geometry (condominiums on one lot) become one
/// shape.</summary>
internal static class EpochShapes
{
    public static IReadOnlyList<Shape> Build(ChangeEpoch epoch, CrsTransformation toPlane, List<Finding> findings)
    {
        var byGeometry = new Dictionary<string, (List<long> Rows, Geometry Geometry, string? Class)>(StringComparer.Ordinal);
        foreach (var row in epoch.Rows.OrderBy(row => row.Row))
        {
            var at = new Location(Layer: epoch.Name, Row: row.Row);
            var repaired = GeometryRepair.Repair(row.Geometry, GeometryLimits.Degrees, AreaMeasure.Ellipsoidal, at);
            if (repaired.Finding is { } finding)
            {
                findings.Add(repaired.IsChanged
                    ? finding
                    : SpatialFindings.RowLeftOut.At(finding.Location, finding.Code, finding.Message, finding.MessageEn));
            }

            if (repaired.Geometry is not null)
                Add(byGeometry, row, toPlane.Transform(repaired.Geometry).Normalized(), at, findings);
        }

        return [.. byGeometry.Values.OrderBy(shape => shape.Rows[0]).Select((shape, i) => new Shape(i, shape.Rows, shape.Geometry, shape.Class))];
    }

    private static void Add(
        Dictionary<string, (List<long> Rows, Geometry Geometry, string? Class)> shapes,
        EpochRow row,
        Geometry plane,
        Location at,
        List<Finding> findings)
    {
        var key = PatchKey.Of(plane, 1000);
        if (shapes.TryGetValue(key, out var first))
        {
            first.Rows.Add(row.Row);
            findings.Add(SpatialFindings.StackedRows.At(at, first.Rows[0], plane.Area.ToString("0.00", CultureInfo.InvariantCulture)));
        }
        else
        {
            shapes.Add(key, ([row.Row], plane, row.Class));
        }
    }
}
