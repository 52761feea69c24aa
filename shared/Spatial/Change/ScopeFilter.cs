using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.HPRtree;
using Platform.Findings;

namespace Platform.Spatial.Change;

/// <summary>
/// Sets rows aside that map the ground between the other epoch's shapes, such as streets that only one edition of a cadastre has: they
/// enclose many of the other epoch's shapes in their holes, and the other epoch leaves their own ground blank. That is a difference of
/// scope, not a change.
/// </summary>
internal static class ScopeFilter
{
    private const double MostlyBlank = 0.5;

    public static IReadOnlyList<Shape> Apply(
        IReadOnlyList<Shape> shapes, string epoch, IReadOnlyList<Shape> others, ChangeDetectionOptions options, List<Finding> findings)
    {
        var index = ShapeMatcher.Index(others);
        var kept = new List<Shape>(shapes.Count);
        foreach (var shape in shapes)
        {
            var (enclosed, covered) = HasHole(shape.Geometry) ? Neighbours(shape, index) : (0, 0);
            if (enclosed <= options.ScopeEnclosedShapes || covered >= MostlyBlank * shape.Area)
            {
                kept.Add(shape);
                continue;
            }

            var area = shape.Area.ToString("0", CultureInfo.InvariantCulture);
            findings.AddRange(shape.Rows.Select(row => SpatialFindings.EpochScope.At(new Location(Layer: epoch, Row: row), enclosed, area)));
        }

        return kept.Count == shapes.Count ? shapes : [.. kept.Select((shape, i) => shape with { Index = i })];
    }

    private static bool HasHole(Geometry geometry) => Parts(geometry).Any(part => part.NumInteriorRings > 0);

    // Other shapes count by a point inside them: enclosed when it lies in a hole, covering with their whole area when it lies in the shape
    // itself.
    private static (int Enclosed, double Covered) Neighbours(Shape shape, HPRtree<Shape> index)
    {
        var own = PreparedGeometryFactory.Prepare(shape.Geometry);
        var filled = Parts(shape.Geometry).Select(part => (Geometry)part.Factory.CreatePolygon((LinearRing)part.ExteriorRing));
        var shells = PreparedGeometryFactory.Prepare(shape.Geometry.Factory.BuildGeometry(filled));
        var (enclosed, covered) = (0, 0.0);
        foreach (var other in index.Query(shape.Envelope).OrderBy(s => s.Index))
        {
            var inside = other.Geometry.InteriorPoint;
            if (own.Intersects(inside))
                covered += other.Area;
            else if (shells.Intersects(inside))
                enclosed++;
        }

        return (enclosed, covered);
    }

    private static IEnumerable<Polygon> Parts(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).OfType<Polygon>();
}
