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
        var last = default(SKPoint);
        for (var index = 0; index < line.NumPoints; index++)
        {
            var point = Place(line.GetCoordinateN(index));
            if (index == 0)
            {
                path.MoveTo(point);
            }
            else if (Math.Abs(point.X - last.X) + Math.Abs(point.Y - last.Y) >= 0.12f || index == line.NumPoints - 1)
            {
                path.LineTo(point);
            }
            else
            {
                continue;
            }

            last = point;
        }

        if (closed)
        {
            path.Close();
        }
    }
}
