using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Change;

/// <summary>A difference between the epochs: common part of an old and a new shape, or of one shape and nothing.</summary>
/// <param name="Old">Old shape; null when the older epoch maps nothing there.</param>
/// <param name="New">New shape; null when the newer epoch maps nothing there.</param>
/// <param name="Geometry">The land in question, metres.</param>
internal sealed record Difference(Shape? Old, Shape? New, Geometry Geometry);

/// <summary>
/// Overlays the shapes that have no equal in the other epoch with everything of the other epoch. Shapes of one epoch that overlap each
/// other are first made disjoint, the smaller one on top, so that no place counts twice.
/// </summary>
internal sealed class DifferenceFinder
{
    private readonly IReadOnlyList<Shape> _old;
    private readonly IReadOnlyList<Shape> _new;
    private readonly bool[] _oldIsEqual;
    private readonly bool[] _newIsEqual;
    private readonly HPRtree<Shape> _oldIndex;
    private readonly HPRtree<Shape> _newIndex;

    public DifferenceFinder(IReadOnlyList<Shape> old, IReadOnlyList<Shape> @new, IReadOnlyList<ShapePair> equal)
    {
        _oldIsEqual = new bool[old.Count];
        _newIsEqual = new bool[@new.Count];
        foreach (var pair in equal)
            (_oldIsEqual[pair.Old], _newIsEqual[pair.New]) = (true, true);
        _old = Disjoint(old, _oldIsEqual);
        _new = Disjoint(@new, _newIsEqual);
        _oldIndex = ShapeMatcher.Index(_old);
        _newIndex = ShapeMatcher.Index(_new);
    }

    /// <summary>Every common part with area of a changed shape and a shape of the other epoch, in the order of old, then new
    /// shapes.</summary>
    public IEnumerable<Difference> Common()
    {
        foreach (var old in _old)
        {
            foreach (var other in _newIndex.Query(old.Envelope).OrderBy(s => s.Index))
            {
                if (_oldIsEqual[old.Index] && _newIsEqual[other.Index])
                    continue;
                var common = PolygonalPart.Of(OverlayNGRobust.Overlay(old.Geometry, other.Geometry, SpatialFunction.Intersection));
                if (!common.IsEmpty)
                    yield return new Difference(old, other, common);
            }
        }
    }

    /// <summary>What only one epoch maps: of the changed old shapes, then of the changed new ones.</summary>
    public IEnumerable<Difference> OneSided()
    {
        foreach (var old in _old.Where(s => !_oldIsEqual[s.Index]))
            yield return new Difference(old, null, Outside(old, _newIndex));
        foreach (var @new in _new.Where(s => !_newIsEqual[s.Index]))
            yield return new Difference(null, @new, Outside(@new, _oldIndex));
    }

    private static Geometry Outside(Shape shape, HPRtree<Shape> index)
    {
        var near = index.Query(shape.Envelope).OrderBy(s => s.Index).Select(s => s.Geometry).ToArray();
        return near.Length == 0 ? shape.Geometry : Cut(shape.Geometry, near);
    }

    private static Geometry Cut(Geometry geometry, Geometry[] by) =>
        PolygonalPart.Of(OverlayNGRobust.Overlay(geometry, OverlayNGRobust.Union(by), SpatialFunction.Difference));

    // Only changed shapes are cut: a changed shape on top of an unchanged one is found as their common part, once.
    private static Shape[] Disjoint(IReadOnlyList<Shape> shapes, bool[] isEqual)
    {
        var result = shapes.ToArray();
        var index = ShapeMatcher.Index([.. shapes.Where(s => !isEqual[s.Index])]);
        foreach (var shape in shapes.Where(s => !isEqual[s.Index]))
        {
            var onTop = index.Query(shape.Envelope).Where(other => IsBelow(shape, other)).OrderBy(s => s.Index).Select(s => s.Geometry).ToArray();
            if (onTop.Length > 0)
                result[shape.Index] = shape with { Geometry = Cut(shape.Geometry, onTop) };
        }

        return result;
    }

    private static bool IsBelow(Shape shape, Shape other) =>
        (other.Area, other.Index).CompareTo((shape.Area, shape.Index)) < 0
        && OverlayNGRobust.Overlay(shape.Geometry, other.Geometry, SpatialFunction.Intersection).Dimension == Dimension.Surface;
}
