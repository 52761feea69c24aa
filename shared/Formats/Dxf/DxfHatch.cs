using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.Dxf;

/// <summary>Reads the boundary paths of a HATCH: polylines with bulges, and loops of lines, arcs, ellipses and splines. Counts are held to the groups that are there.</summary>
internal sealed class DxfHatch(List<DxfTag> tags, RowGeometry row)
{
    /// <summary>Type of the entity that the groups of one edge are put into.</summary>
    public const string EdgeType = "EDGE";

    private int _next;

    /// <summary>The loops in the hatch's own coordinates, each closed by whoever builds it.</summary>
    /// <exception cref="Platform.Findings.RefusedException">The groups are no boundary.</exception>
    public List<List<Coordinate>> Loops()
    {
        var loops = new List<List<Coordinate>>();
        _next = tags.FindIndex(tag => tag.Code == 91);
        if (_next < 0)
        {
            return loops;
        }

        var count = tags[_next++].Whole;
        for (var i = 0; i < count && Find(92); i++)
        {
            const int IsPolyline = 2;
            var flags = tags[_next++].Whole;
            var loop = (flags & IsPolyline) != 0 ? Polyline() : Edges();
            if (loop.Count > 0)
            {
                loops.Add(loop);
            }
        }

        return loops.Count > 0 || count == 0 ? loops : throw row.Refuse(FormatFindings.GeometryTruncated);
    }

    private List<Coordinate> Polyline()
    {
        var count = Find(93) ? tags[_next++].Whole : throw row.Refuse(FormatFindings.GeometryTruncated);
        var vertices = new List<(Coordinate Point, double Bulge)>();
        for (; _next < tags.Count && vertices.Count <= count; _next++)
        {
            var tag = tags[_next];
            if (tag.Code == 10 && vertices.Count < count)
            {
                vertices.Add((new Coordinate(tag.Number, Number(_next + 1, 20)), 0));
            }
            else if (tag.Code == 42 && vertices.Count > 0)
            {
                vertices[^1] = (vertices[^1].Point, tag.Number);
            }
            else if (tag.Code is not 20)
            {
                break;
            }
        }

        return vertices.Count == count && count > 0 ? DxfShapes.Path(vertices, isClosed: true) : throw row.Refuse(FormatFindings.GeometryTruncated);
    }

    private List<Coordinate> Edges()
    {
        var count = Find(93) ? tags[_next++].Whole : throw row.Refuse(FormatFindings.GeometryTruncated);
        var loop = new List<Coordinate>();
        for (var i = 0; i < count; i++)
        {
            if (_next >= tags.Count || tags[_next].Code != 72)
            {
                throw row.Refuse(FormatFindings.GeometryTruncated);
            }

            var type = tags[_next++].Whole;
            var edge = Edge(type, EdgeTags());
            loop.AddRange(loop.Count > 0 && edge.Count > 0 && loop[^1].Distance(edge[0]) < 1e-9 ? edge.Skip(1) : edge);
        }

        return loop;
    }

    /// <summary>The groups up to the next edge or the end of the path.</summary>
    private DxfEntity EdgeTags()
    {
        var edge = new DxfEntity(EdgeType);
        for (; _next < tags.Count && tags[_next].Code is not (72 or 92 or 97 or 75); _next++)
        {
            edge.Tags.Add(tags[_next]);
        }

        return edge;
    }

    private List<Coordinate> Edge(int type, DxfEntity edge)
    {
        var isCounterClockwise = edge.Whole(73, 1) != 0;
        switch (type)
        {
            case 1:
                return [Plane(edge.Point(10)), Plane(edge.Point(11))];
            case 2:
                return DxfCurves.Arc(Plane(edge.Point(10)), edge.Number(40), edge.Number(50), edge.Number(51), isCounterClockwise);
            case 3:
                var (from, to) = (edge.Number(50) * Math.PI / 180, edge.Number(51) * Math.PI / 180);
                return DxfCurves.Ellipse(edge.Point(10), edge.Point(11), isCounterClockwise ? edge.Number(40) : -edge.Number(40), from, to).ConvertAll(Plane);
            case 4:
                return DxfCurves.Spline(edge, row).ConvertAll(Plane);
            default:
                throw row.Refuse(FormatFindings.GeometryMalformed, $"edge type {type}");
        }
    }

    private static Coordinate Plane(DxfPoint point) => new(point.X, point.Y);

    private bool Find(int code)
    {
        while (_next < tags.Count && tags[_next].Code != code)
        {
            _next++;
        }

        return _next < tags.Count;
    }

    private double Number(int index, int code) => index < tags.Count && tags[index].Code == code ? tags[index].Number : double.NaN;
}
