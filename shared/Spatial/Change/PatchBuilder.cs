using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Quadtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Change;

/// <summary>Turns differences into typed patches and counts what is left out.</summary>
internal sealed class PatchBuilder(CrsTransformation toDegrees, double minimumAreaM2, SliverFilter slivers)
{
    private const double KeyStepsPerDegree = 1e7;

    private readonly List<ChangePatch> _patches = [];
    private readonly Quadtree<Polygon> _taken = new();
    private int _slivers;
    private double _sliverArea;
    private int _belowMinimum;
    private double _belowMinimumArea;

    public void AddCommon(IEnumerable<Difference> common, Heirs heirs)
    {
        foreach (var d in common)
        {
            if (TypeOf(d.Old!, d.New!, heirs) is { } type)
                Add(d, type);
        }
    }

    public void AddOneSided(IEnumerable<Difference> oneSided, Heirs heirs)
    {
        foreach (var d in oneSided)
        {
            Add(d, d.Old is null
                ? heirs.HasPredecessor(d.New!) ? ChangeType.Reshaped : ChangeType.Appeared
                : heirs.LivesOn(d.Old) ? ChangeType.Reshaped : ChangeType.Disappeared);
        }
    }

    public void AddReclassified(IEnumerable<Difference> reclassified)
    {
        foreach (var d in reclassified)
            Add(d, ChangeType.Reclassified);
    }

    public IReadOnlyList<ChangePatch> Patches() =>
    [
        .. _patches
            .OrderBy(p => p.NewRows.Count > 0 ? p.NewRows[0] : long.MaxValue)
            .ThenBy(p => p.OldRows.Count > 0 ? p.OldRows[0] : long.MaxValue)
            .ThenBy(p => p.Geometry.EnvelopeInternal.MinX)
            .ThenBy(p => p.Geometry.EnvelopeInternal.MinY)
            .ThenBy(p => p.Key, StringComparer.Ordinal),
    ];

    public ChangeCounts Counts(int oldShapes, int newShapes, int unchanged) =>
        new(oldShapes, newShapes, unchanged, _slivers, _sliverArea, _belowMinimum, _belowMinimumArea);

    /// <summary>Null when the land stays with the heir.</summary>
    private static ChangeType? TypeOf(Shape old, Shape @new, Heirs heirs)
    {
        if (heirs.Are(old, @new))
            return ChangeDetection.ClassChanged(old, @new) ? ChangeType.Reclassified : null;
        return (heirs.LivesOn(old), heirs.HasPredecessor(@new)) switch
        {
            (true, true) => ChangeType.Reshaped,
            (true, false) => ChangeType.Split,
            (false, true) => ChangeType.Merged,
            (false, false) => ChangeType.Replaced,
        };
    }

    private void Add(Difference difference, ChangeType type)
    {
        if (difference.Geometry.IsEmpty)
            return;

        var parts = slivers.RealParts(difference.Geometry).SelectMany(Untaken).ToList();
        if (parts.Count == 0)
        {
            _slivers++;
            _sliverArea += difference.Geometry.Area;
        }

        foreach (var part in parts)
        {
            _taken.Insert(part.EnvelopeInternal, part);
            foreach (var degrees in InDegrees(part))
                Add(difference, type, degrees);
        }
    }

    private void Add(Difference difference, ChangeType type, Polygon degrees)
    {
        var area = EllipsoidalArea.Official(degrees);
        if ((double)area.Value < minimumAreaM2)
        {
            _belowMinimum++;
            _belowMinimumArea += (double)area.Value;
            return;
        }

        _patches.Add(new ChangePatch(
            PatchKey.Of(degrees, KeyStepsPerDegree), type, degrees, area,
            difference.Old?.Rows ?? [], difference.New?.Rows ?? [], difference.Old?.Class, difference.New?.Class));
    }

    // Rows of one epoch may overlap each other, and then differences do: the first one found keeps the place, so that no land is in two
    // patches.
    private IReadOnlyList<Polygon> Untaken(Polygon part)
    {
        var others = _taken.Query(part.EnvelopeInternal).Where(t => t.EnvelopeInternal.Intersects(part.EnvelopeInternal)).ToArray();
        if (others.Length == 0)
            return [part];

        var common = OverlayNGRobust.Overlay(part, OverlayNGRobust.Union(others), SpatialFunction.Intersection);
        if (common.Area <= AreaTolerance.SquareMetres)
            return [part];
        return slivers.RealParts(PolygonalPart.Of(OverlayNGRobust.Overlay(part, OverlayNGRobust.Union(others), SpatialFunction.Difference)));
    }

    // Rounding to degrees may close a neck to a point; such a part is taken apart there.
    private IEnumerable<Polygon> InDegrees(Polygon part)
    {
        var degrees = (Polygon)toDegrees.Transform(part.Normalized());
        return degrees.IsValid
            ? [degrees]
            : PolygonExtracter.GetPolygons(GeometryFixer.Fix(degrees)).Cast<Polygon>().Where(p => !p.IsEmpty).OrderBy(p => p.EnvelopeInternal.MinX);
    }
}
