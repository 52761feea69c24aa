using NetTopologySuite.Geometries;

namespace Platform.Formats.Geometries;

/// <summary>
/// Circular arcs as line segments. A step is 4° at most, as in GDAL: the path stays within 0.061 % of the radius of the arc.
/// </summary>
internal static class ArcPath
{
    private const double Step = 4 * Math.PI / 180;

    /// <summary>Adds an arc without its first point.</summary>
    /// <param name="path">Receives the points.</param>
    /// <param name="centre">Centre.</param>
    /// <param name="radius">Radius.</param>
    /// <param name="from">Angle of the first point, radians counter-clockwise from x.</param>
    /// <param name="sweep">Angle to go, negative for clockwise.</param>
    /// <param name="end">The last point exactly; null computes it.</param>
    public static void Append(ICollection<Coordinate> path, Coordinate centre, double radius, double from, double sweep, Coordinate? end = null)
    {
        var steps = Math.Clamp((int)Math.Ceiling(Math.Abs(sweep) / Step - 1e-9), 1, 90);
        for (var i = 1; i <= steps; i++)
        {
            var angle = from + (sweep * i / steps);
            path.Add(i == steps && end is not null ? end : new Coordinate(centre.X + (radius * Math.Cos(angle)), centre.Y + (radius * Math.Sin(angle))));
        }
    }

    /// <summary>Adds an arc from the path's last point through one point to another; a straight line when the three lie on one.</summary>
    public static void AppendThrough(IList<Coordinate> path, Coordinate middle, Coordinate end)
    {
        var start = path[^1];
        var (ax, ay, bx, by) = (middle.X - start.X, middle.Y - start.Y, end.X - start.X, end.Y - start.Y);
        var isCircle = bx == 0 && by == 0;
        var twice = 2 * ((ax * by) - (ay * bx));
        if (isCircle)
        {
            var half = new Coordinate(start.X + (ax / 2), start.Y + (ay / 2));
            Append(path, half, Math.Sqrt((ax * ax) + (ay * ay)) / 2, Math.Atan2(-ay, -ax), 2 * Math.PI, end);
            return;
        }

        var centre = new Coordinate(
            start.X + (((by * ((ax * ax) + (ay * ay))) - (ay * ((bx * bx) + (by * by)))) / twice),
            start.Y + (((ax * ((bx * bx) + (by * by))) - (bx * ((ax * ax) + (ay * ay)))) / twice));
        if (twice == 0 || !double.IsFinite(centre.X + centre.Y))
        {
            path.Add(middle);
            path.Add(end);
            return;
        }

        var from = Math.Atan2(start.Y - centre.Y, start.X - centre.X);
        var sweep = Math.Atan2(end.Y - centre.Y, end.X - centre.X) - from;
        sweep = twice > 0 ? Positive(sweep) : -Positive(-sweep);
        Append(path, centre, start.Distance(centre), from, sweep, end);
    }

    /// <summary>Adds an arc from the path's last point to <paramref name="end"/>, given by the tangent of a quarter of its angle (DXF bulge).</summary>
    public static void AppendBulge(IList<Coordinate> path, Coordinate end, double bulge)
    {
        var start = path[^1];
        var chord = start.Distance(end);
        if (bulge == 0 || chord == 0 || !double.IsFinite(bulge))
        {
            path.Add(end);
            return;
        }

        var sweep = 4 * Math.Atan(bulge);
        var radius = chord / (2 * Math.Sin(Math.Abs(sweep) / 2));
        var towards = Math.Atan2(end.Y - start.Y, end.X - start.X) + (Math.PI / 2) - (sweep / 2);
        var centre = new Coordinate(start.X + (radius * Math.Cos(towards) * Math.Sign(bulge)), start.Y + (radius * Math.Sin(towards) * Math.Sign(bulge)));
        Append(path, centre, radius, Math.Atan2(start.Y - centre.Y, start.X - centre.X), sweep, end);
    }

    private static double Positive(double angle) => angle < 0 ? angle + (2 * Math.PI) : angle;
}
