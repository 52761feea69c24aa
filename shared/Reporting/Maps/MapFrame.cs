using NetTopologySuite.Geometries;
using SkiaSharp;

namespace Platform.Reporting.Maps;

/// <summary>
/// Places geographic coordinates on paper: longitude shortened by the cosine of the middle latitude (equirectangular, standard parallel in the middle).
/// Over a province the scale varies by a few per cent with latitude; the scale bar holds in the middle. Not for measuring.
/// </summary>
internal sealed class MapFrame
{
    /// <summary>Metres per degree of latitude, mean of the CGCS2000 ellipsoid (meridian quadrant 10,001,965.7 m ÷ 90).</summary>
    private const double MetresPerDegree = 111_132.95d;

    private readonly double _west;
    private readonly double _north;
    private readonly double _cosine;
    private readonly double _pointsPerDegree;
    private readonly float _left;
    private readonly float _top;

    public MapFrame(Envelope extent, SKRect area)
    {
        var middle = (extent.MinY + extent.MaxY) / 2d;
        _cosine = Math.Max(0.05d, Math.Cos(middle * Math.PI / 180d));
        var width = Math.Max(extent.Width * _cosine, 1e-7d);
        var height = Math.Max(extent.Height, 1e-7d);
        _pointsPerDegree = Math.Min(area.Width / width, area.Height / height);
        _west = extent.MinX;
        _north = extent.MaxY;
        _left = area.Left + (float)((area.Width - (width * _pointsPerDegree)) / 2d);
        _top = area.Top + (float)((area.Height - (height * _pointsPerDegree)) / 2d);
    }

    /// <summary>
    /// What of the paper is seen, with room for the widest line; by default all. Of outlines that run outside only as much is kept as decides what is inside.
    /// </summary>
    public SKRect? Clip { get; init; }

    /// <summary>Metres on the ground per point on paper, in the middle of the map.</summary>
    public double MetresPerPoint => MetresPerDegree / _pointsPerDegree;

    public SKPoint Place(Coordinate coordinate) => new(
        _left + (float)((coordinate.X - _west) * _cosine * _pointsPerDegree), _top + (float)((_north - coordinate.Y) * _pointsPerDegree));

    /// <summary>The geometry's polygons as one path with holes left open, or its lines; points that fall together on paper are skipped.</summary>
    public SKPath Path(Geometry geometry)
    {
        var path = new SKPath { FillType = SKPathFillType.EvenOdd };
        for (var index = 0; index < geometry.NumGeometries; index++)
        {
            switch (geometry.GetGeometryN(index))
            {
                case Polygon polygon:
                    Add(path, polygon.ExteriorRing, closed: true);
                    foreach (var hole in polygon.InteriorRings)
                    {
                        Add(path, hole, closed: true);
                    }

                    break;
                case LineString line:
                    Add(path, line, closed: false);
                    break;
            }
        }

        return path;
    }

    private void Add(SKPath path, LineString line, bool closed)
    {
        var points = line.CoordinateSequence;
        if (points.Count == 0)
        {
            return;
        }

        var last = default(SKPoint);
        var lastSides = Sides.None;
        var next = Place(points.GetCoordinate(0));
        for (var index = 0; index < points.Count; index++)
        {
            var point = next;
            var sides = SidesOf(point);
            var isEnd = index == points.Count - 1;
            next = isEnd ? point : Place(points.GetCoordinate(index + 1));
            if (index == 0)
            {
                path.MoveTo(point);
            }
            else if (isEnd || (IsApart(point, last) && (lastSides & sides & SidesOf(next)) == Sides.None))
            {
                path.LineTo(point);
            }
            else
            {
                continue;
            }

            (last, lastSides) = (point, sides);
        }

        if (closed)
        {
            path.Close();
        }
    }

    private static bool IsApart(SKPoint one, SKPoint other) => Math.Abs(one.X - other.X) + Math.Abs(one.Y - other.Y) >= 0.12f;

    /// <summary>
    /// Beyond which edges of the clip a point lies. A point that lies beyond the same edge as the point before and the point after it can be left out: the triangle of
    /// the three is not seen.
    /// </summary>
    private Sides SidesOf(SKPoint point) => Clip is not { } clip ? Sides.None
        : (point.X < clip.Left ? Sides.Left : point.X > clip.Right ? Sides.Right : Sides.None)
        | (point.Y < clip.Top ? Sides.Above : point.Y > clip.Bottom ? Sides.Below : Sides.None);

    [Flags]
    private enum Sides
    {
        None = 0,
        Left = 1,
        Right = 2,
        Above = 4,
        Below = 8,
    }
}
