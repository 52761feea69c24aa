using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.Dxf;

/// <summary>
/// The geometry of an entity in the plane of the drawing: points, lines, and polygons of closed polylines, circles, hatches and filled
/// quadrilaterals. Curves become line segments in the entity's own coordinates and are placed then.
/// </summary>
internal sealed class DxfShapes(DxfPlacement placement, RowGeometry row)
{
    private const int MeshFlags = 16 | 64;
    private const int SplineFrame = 16;

    /// <summary>Whether entities of this type have a geometry here.</summary>
    public static bool IsKnown(string type) => type is "POINT" or "LINE" or "LWPOLYLINE" or "POLYLINE" or "ARC" or "CIRCLE" or "ELLIPSE" or "SPLINE"
        or "TEXT" or "MTEXT" or "ATTRIB" or "HATCH" or "SOLID" or "TRACE" or "3DFACE" or "INSERT" or "DIMENSION";

    /// <summary>The geometry.</summary>
    /// <exception cref="Platform.Findings.RefusedException">No geometry that can be used.</exception>
    public Geometry? Build(DxfEntity entity)
    {
        if (entity.IsTooLarge)
        {
            throw row.Refuse(FormatFindings.DxfEntityTooLarge, DxfEntity.MaxTags);
        }

        return entity.Type switch
        {
            "POINT" => Point(placement, entity.Point(10)),
            "TEXT" or "ATTRIB" => Point(InOcs(entity), entity.Point(10)),
            "MTEXT" => Point(placement, entity.Point(10)),
            "LINE" => Line(placement, [entity.Point(10), entity.Point(11)]),
            "LWPOLYLINE" => Polyline(entity, LightVertices(entity), entity.Number(38)),
            "POLYLINE" => HeavyPolyline(entity),
            "ARC" => Line(InOcs(entity), At(DxfCurves.Arc(Plane(entity.Point(10)), entity.Number(40), entity.Number(50), entity.Number(51)), entity.Number(30))),
            "CIRCLE" => Area(InOcs(entity), At(DxfCurves.Arc(Plane(entity.Point(10)), entity.Number(40), 0, 360), entity.Number(30))),
            "ELLIPSE" => Ellipse(entity),
            "SPLINE" => Spline(entity),
            "HATCH" => Hatch(entity),
            "SOLID" or "TRACE" => Area(InOcs(entity), [entity.Point(10), entity.Point(11), entity.Has(13) ? entity.Point(13) : entity.Point(12), entity.Point(12)]),
            "3DFACE" => Area(placement, [entity.Point(10), entity.Point(11), entity.Point(12), entity.Has(13) ? entity.Point(13) : entity.Point(12)]),
            _ => null,
        };
    }

    /// <summary>The points of a polyline with bulges; a closed one ends where it begins.</summary>
    public static List<Coordinate> Path(IReadOnlyList<(Coordinate Point, double Bulge)> vertices, bool isClosed)
    {
        var path = new List<Coordinate>();
        for (var i = 0; i < vertices.Count; i++)
        {
            if (i == 0)
            {
                path.Add(vertices[0].Point);
            }
            else
            {
                ArcPath.AppendBulge(path, vertices[i].Point, vertices[i - 1].Bulge);
            }
        }

        if (isClosed && vertices.Count > 1)
        {
            ArcPath.AppendBulge(path, vertices[0].Point, vertices[^1].Bulge);
        }

        return path;
    }

    private static List<(Coordinate Point, double Bulge)> LightVertices(DxfEntity entity)
    {
        var vertices = new List<(Coordinate, double)>();
        foreach (var tag in entity.Tags)
        {
            switch (tag.Code)
            {
                case 10: vertices.Add((new Coordinate(tag.Number, double.NaN), 0)); break;
                case 20 when vertices.Count > 0: vertices[^1].Item1.Y = tag.Number; break;
                case 42 when vertices.Count > 0: vertices[^1] = (vertices[^1].Item1, tag.Number); break;
            }
        }

        return vertices;
    }

    private Geometry? Polyline(DxfEntity entity, List<(Coordinate Point, double Bulge)> vertices, double elevation)
    {
        if (entity.Type == "LWPOLYLINE" && entity.Whole(90, vertices.Count) != vertices.Count)
        {
            throw row.Refuse(FormatFindings.GeometryTruncated);
        }

        var isClosed = (entity.Whole(70) & 1) != 0;
        return Closed(InOcs(entity), At(Path(vertices, isClosed), elevation), isClosed);
    }

    private Geometry? HeavyPolyline(DxfEntity entity)
    {
        const int Is3D = 8;
        var flags = entity.Whole(70);
        var vertices = entity.Followers.Where(vertex => (vertex.Whole(70) & SplineFrame) == 0).ToList();
        if ((flags & MeshFlags) != 0)
        {
            throw row.Refuse(FormatFindings.GeometryUnknownType, "POLYLINE mesh");
        }

        if ((flags & Is3D) != 0)
        {
            var points = vertices.ConvertAll(vertex => vertex.Point(10));
            return Closed(placement, (flags & 1) != 0 && points.Count > 0 ? [.. points, points[0]] : points, (flags & 1) != 0);
        }

        return Polyline(entity, vertices.ConvertAll(vertex => (Plane(vertex.Point(10)), vertex.Number(42))), entity.Number(30));
    }

    private Geometry? Closed(DxfPlacement place, List<DxfPoint> path, bool isClosed) =>
        isClosed && path.Distinct().Count() > 2 ? Area(place, path) : Line(place, path);

    private Geometry? Ellipse(DxfEntity entity)
    {
        var (from, to) = (entity.Number(41), entity.Number(42, 2 * Math.PI));
        var path = DxfCurves.Ellipse(entity.Point(10), entity.Point(11), entity.Number(40, 1), from, to, DxfPlacement.Extrusion(entity));
        return Math.Abs(to - from - (2 * Math.PI)) < 1e-9 ? Area(placement, path) : Line(placement, path);
    }

    private Geometry? Spline(DxfEntity entity)
    {
        var path = DxfCurves.Spline(entity, row);
        return Closed(placement, path, (entity.Whole(70) & 1) != 0);
    }

    private Geometry? Hatch(DxfEntity entity)
    {
        var place = InOcs(entity);
        var loops = new DxfHatch(entity.Tags, row).Loops();
        var rings = row.Rings(loops.Select(loop => Sequence(place, At(loop, entity.Number(30)), isRing: true)));
        return rings.Count switch
        {
            0 => null,
            1 => RowGeometry.Factory.CreatePolygon(rings[0]),
            _ => RingAssembly.AssembleByNesting(rings, row),
        };
    }

    private DxfPlacement InOcs(DxfEntity entity) => placement.After(DxfPlacement.OfExtrusion(DxfPlacement.Extrusion(entity)));

    private static Coordinate Plane(DxfPoint point) => new(point.X, point.Y);

    private static List<DxfPoint> At(List<Coordinate> path, double elevation) => path.ConvertAll(point => new DxfPoint(point.X, point.Y, elevation));

    private Point Point(DxfPlacement place, DxfPoint point)
    {
        var placed = place.Apply(point);
        return row.Point(placed.X, placed.Y);
    }

    private LineString? Line(DxfPlacement place, List<DxfPoint> path) => path.Count == 0 ? null : row.Line(Sequence(place, path, isRing: false));

    private Polygon Area(DxfPlacement place, List<DxfPoint> path) => RowGeometry.Factory.CreatePolygon(row.Ring(Sequence(place, path, isRing: true)));

    /// <summary>The placed points, repeated ones once; a ring ends exactly where it begins.</summary>
    private CoordinateSequence Sequence(DxfPlacement place, List<DxfPoint> path, bool isRing)
    {
        var points = new List<Coordinate>(path.Count + 1);
        foreach (var point in path.Select(place.Apply))
        {
            if (!isRing || points.Count == 0 || points[^1].X != point.X || points[^1].Y != point.Y)
            {
                points.Add(new Coordinate(point.X, point.Y));
            }
        }

        if (isRing && points.Count > 2)
        {
            Close(points);
        }

        var sequence = RowGeometry.Sequence(points.Count);
        for (var i = 0; i < points.Count; i++)
        {
            row.Set(sequence, i, points[i].X, points[i].Y);
        }

        return sequence;
    }

    private static void Close(List<Coordinate> points)
    {
        const double Rounding = 1e-9;
        var size = Math.Max(Math.Abs(points[0].X), Math.Abs(points[0].Y)) + 1;
        if (points[^1].Distance(points[0]) <= Rounding * size)
        {
            points.RemoveAt(points.Count - 1);
        }

        points.Add(points[0]);
    }
}
