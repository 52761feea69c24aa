using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.Gml;

/// <summary>
/// Builds geometries from GML 2 and 3 elements: points, curves of line strings and arcs, polygons with rings of curves, surfaces of patches, and
/// collections of them. The third ordinate is dropped; arcs become line segments (<see cref="ArcPath"/>).
/// </summary>
internal sealed class GmlGeometryBuilder(bool isNorthFirst, RowGeometry row)
{
    /// <summary>Names of the elements that are geometries.</summary>
    public static bool IsGeometry(string name) => name is "Point" or "LineString" or "LinearRing" or "Curve" or "CompositeCurve" or "OrientableCurve"
        or "Polygon" or "Surface" or "CompositeSurface" or "OrientableSurface" or "PolyhedralSurface" or "MultiPoint" or "MultiLineString" or "MultiCurve"
        or "MultiPolygon" or "MultiSurface" or "MultiGeometry" or "GeometricComplex" or "Solid" or "CompositeSolid" or "Tin" or "TriangulatedSurface";

    /// <exception cref="Platform.Findings.RefusedException">No geometry that can be used.</exception>
    public Geometry Build(GmlShape shape)
    {
        if (shape.IsTooLarge)
        {
            throw row.Refuse(FormatFindings.GeometryTooLarge, GmlShape.MaxOrdinates * sizeof(double));
        }

        if (shape.Fault is not null)
        {
            throw row.Refuse(FormatFindings.GeometryMalformed, shape.Fault);
        }

        return Build(shape, shape.Dimension, depth: 0);
    }

    private Geometry Build(GmlShape shape, int dimension, int depth)
    {
        if (depth >= RowGeometry.MaxDepth)
        {
            throw row.Refuse(FormatFindings.GeometryTooDeep, RowGeometry.MaxDepth);
        }

        dimension = shape.Dimension > 0 ? shape.Dimension : dimension;
        var factory = RowGeometry.Factory;
        return shape.Name switch
        {
            "Point" => Points(shape, dimension) is [var only] ? row.Point(only.X, only.Y) : throw Malformed(shape),
            "LineString" or "Curve" or "CompositeCurve" or "OrientableCurve" or "LinearRing" => row.Line(Sequence(Path(shape, dimension))),
            "Polygon" or "PolygonPatch" or "Rectangle" or "Triangle" => Polygon(shape, dimension),
            "Surface" or "CompositeSurface" or "PolyhedralSurface" or "OrientableSurface" => Surface(shape, dimension, depth),
            "MultiPoint" => factory.CreateMultiPoint(Members<Point>(shape, dimension, depth)),
            "MultiLineString" or "MultiCurve" => factory.CreateMultiLineString(Members<LineString>(shape, dimension, depth)),
            "MultiPolygon" or "MultiSurface" => factory.CreateMultiPolygon([.. Members<Geometry>(shape, dimension, depth).SelectMany(Polygons)]),
            "MultiGeometry" or "GeometricComplex" => factory.CreateGeometryCollection(Members<Geometry>(shape, dimension, depth)),
            _ => throw row.Refuse(FormatFindings.GeometryUnknownType, shape.Name),
        };
    }

    private IEnumerable<Polygon> Polygons(Geometry geometry) => geometry switch
    {
        Polygon polygon => [polygon],
        MultiPolygon many => many.Geometries.Cast<Polygon>(),
        _ => throw row.Refuse(FormatFindings.GeometryMalformed, geometry.GeometryType),
    };

    private T[] Members<T>(GmlShape shape, int dimension, int depth)
        where T : Geometry
    {
        var members = shape.Inside.SelectMany(member => member.Inside).Where(inside => IsGeometry(inside.Name))
            .Select(inside => Build(inside, dimension, depth + 1)).ToList();
        return members.TrueForAll(member => member is T) ? [.. members.Cast<T>()] : throw Malformed(shape);
    }

    private Geometry Surface(GmlShape shape, int dimension, int depth)
    {
        var parts = shape.Inside.SelectMany(member => member.Inside)
            .SelectMany(part => Polygons(Build(part, part.Dimension > 0 ? part.Dimension : dimension, depth + 1))).ToArray();
        return parts.Length == 1 ? parts[0] : RowGeometry.Factory.CreateMultiPolygon(parts);
    }

    private Polygon Polygon(GmlShape shape, int dimension)
    {
        var shells = Rings(shape, dimension, "exterior", "outerBoundaryIs").ToList();
        if (shells.Count != 1)
        {
            throw Malformed(shape);
        }

        var holes = Rings(shape, dimension, "interior", "innerBoundaryIs");
        return row.Polygon(shells[0], holes);
    }

    private IEnumerable<CoordinateSequence> Rings(GmlShape shape, int dimension, string name, string oldName) => shape.Inside
        .Where(boundary => boundary.Name == name || boundary.Name == oldName)
        .SelectMany(boundary => boundary.Inside)
        .Select(ring => Sequence(Path(ring, ring.Dimension > 0 ? ring.Dimension : dimension)));

    /// <summary>The points of a line, ring or curve; joints of its parts once.</summary>
    private List<Coordinate> Path(GmlShape shape, int dimension)
    {
        dimension = shape.Dimension > 0 ? shape.Dimension : dimension;
        var path = new List<Coordinate>();
        switch (shape.Name)
        {
            case "LineString" or "LinearRing" or "LineStringSegment" or "GeodesicString":
                path = Points(shape, dimension);
                break;
            case "Arc" or "ArcString" or "Circle":
                path = Arcs(shape, dimension);
                break;
            case "ArcByCenterPoint" or "CircleByCenterPoint" or "BSpline" or "Bezier" or "CubicSpline" or "Clothoid" or "ArcByBulge" or "ArcStringByBulge":
                throw row.Refuse(FormatFindings.GeometryCurve, shape.Name);
            default:
                // Members and segments, or the curve that an orientable one is based on.
                foreach (var part in shape.Inside)
                {
                    Join(path, Path(part, dimension));
                }

                break;
        }

        if (shape.IsReversed)
        {
            path.Reverse();
        }

        return path;
    }

    private static void Join(List<Coordinate> path, List<Coordinate> next) =>
        path.AddRange(path.Count > 0 && next.Count > 0 && path[^1].Equals2D(next[0]) ? next.Skip(1) : next);

    private List<Coordinate> Arcs(GmlShape shape, int dimension)
    {
        var points = Points(shape, dimension);
        if (points.Count < 3 || points.Count % 2 == 0)
        {
            throw Malformed(shape);
        }

        var path = new List<Coordinate> { points[0] };
        for (var i = 2; i < points.Count; i += 2)
        {
            ArcPath.AppendThrough(path, points[i - 1], points[i]);
        }

        return path;
    }

    private List<Coordinate> Points(GmlShape shape, int dimension)
    {
        var points = new List<Coordinate>();
        foreach (var inside in shape.Inside)
        {
            if (inside.Name is "pos" or "posList" or "coordinates")
            {
                Add(points, inside, inside.Dimension > 0 ? inside.Dimension : dimension);
            }
            else if (inside.Name == "coord")
            {
                points.Add(At([.. inside.Inside.SelectMany(axis => axis.Ordinates)], 0, shape));
            }
            else if (inside.Name is "pointProperty" or "pointRep")
            {
                points.AddRange(inside.Inside.SelectMany(point => Points(point, dimension)));
            }
        }

        return points;
    }

    private void Add(List<Coordinate> points, GmlShape list, int dimension)
    {
        var ordinates = list.Ordinates;
        var step = dimension is 2 or 3 ? dimension : list.Name == "pos" && ordinates.Count == 3 ? 3 : 2;
        if (ordinates.Count % step != 0)
        {
            throw Malformed(list);
        }

        for (var i = 0; i < ordinates.Count; i += step)
        {
            points.Add(At(ordinates, i, list));
        }
    }

    private Coordinate At(List<double> ordinates, int index, GmlShape shape)
    {
        if (index + 1 >= ordinates.Count)
        {
            throw Malformed(shape);
        }

        return isNorthFirst ? new Coordinate(ordinates[index + 1], ordinates[index]) : new Coordinate(ordinates[index], ordinates[index + 1]);
    }

    private CoordinateSequence Sequence(List<Coordinate> path)
    {
        var sequence = RowGeometry.Sequence(path.Count);
        for (var i = 0; i < path.Count; i++)
        {
            row.Set(sequence, i, path[i].X, path[i].Y);
        }

        return sequence;
    }

    private Platform.Findings.RefusedException Malformed(GmlShape shape) => row.Refuse(FormatFindings.GeometryMalformed, shape.Name);
}
