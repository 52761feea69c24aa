using NetTopologySuite.Geometries;
using Platform.Formats.Geometries;

namespace Platform.Formats.Dxf;

/// <summary>Curves as line segments, in the coordinates of their entity: arcs and ellipses in steps of 4° at most, splines with 8 points a knot span.</summary>
internal static class DxfCurves
{
    private const double FullTurn = 2 * Math.PI;
    private const double Step = 4 * Math.PI / 180;
    private const int PointsPerSpan = 8;
    private const int MaxDegree = 25;

    /// <summary>An arc from one angle to another, in degrees; clockwise arcs count their angles clockwise.</summary>
    public static List<Coordinate> Arc(Coordinate centre, double radius, double fromDegrees, double toDegrees, bool isCounterClockwise = true)
    {
        var from = fromDegrees * Math.PI / 180;
        var sweep = Sweep(from, toDegrees * Math.PI / 180);
        var sign = isCounterClockwise ? 1 : -1;
        var path = new List<Coordinate> { new(centre.X + (radius * Math.Cos(from)), centre.Y + (sign * radius * Math.Sin(from))) };
        ArcPath.Append(path, centre, radius, sign * from, sign * sweep);
        return path;
    }

    /// <summary>An elliptic arc between two parameters in radians.</summary>
    /// <param name="centre">Centre.</param>
    /// <param name="major">End of the major axis, from the centre.</param>
    /// <param name="ratio">Minor by major axis; negative runs clockwise.</param>
    /// <param name="from">First parameter.</param>
    /// <param name="to">Last parameter.</param>
    /// <param name="normal">Normal of its plane; upwards by default.</param>
    public static List<DxfPoint> Ellipse(DxfPoint centre, DxfPoint major, double ratio, double from, double to, DxfPoint? normal = null)
    {
        var n = normal ?? new DxfPoint(0, 0, 1);
        var minor = new DxfPoint(
            ratio * ((n.Y * major.Z) - (n.Z * major.Y)), ratio * ((n.Z * major.X) - (n.X * major.Z)), ratio * ((n.X * major.Y) - (n.Y * major.X)));
        var sweep = Sweep(from, to);
        var steps = Math.Clamp((int)Math.Ceiling((sweep / Step) - 1e-9), 1, 90);
        var path = new List<DxfPoint>(steps + 1);
        for (var i = 0; i <= steps; i++)
        {
            var (sin, cos) = Math.SinCos(from + (sweep * i / steps));
            path.Add(new DxfPoint(
                centre.X + (cos * major.X) + (sin * minor.X), centre.Y + (cos * major.Y) + (sin * minor.Y), centre.Z + (cos * major.Z) + (sin * minor.Z)));
        }

        return path;
    }

    /// <summary>A spline by its control points, knots and weights (de Boor), or its fit points when it has no control points.</summary>
    /// <exception cref="Platform.Findings.RefusedException">Knots and control points do not belong together.</exception>
    public static List<DxfPoint> Spline(DxfEntity spline, RowGeometry row)
    {
        var control = Points(spline, 10);
        if (control.Count == 0)
        {
            return Points(spline, 11);
        }

        var degree = spline.Has(71) ? spline.Whole(71) : spline.Whole(94);
        var knots = spline.Tags.Where(tag => tag.Code == 40).Select(tag => tag.Number).ToList();
        var weights = spline.Tags.Where(tag => tag.Code == (spline.Type == DxfHatch.EdgeType ? 42 : 41)).Select(tag => tag.Number).ToList();
        var hasWeights = weights.Count == control.Count;
        if (degree is < 1 or > MaxDegree || control.Count <= degree || knots.Count != control.Count + degree + 1 || !IsAscending(knots))
        {
            throw row.Refuse(FormatFindings.GeometryMalformed, $"spline of degree {degree}, {control.Count} points, {knots.Count} knots");
        }

        var path = new List<DxfPoint>();
        for (var span = degree; span < control.Count; span++)
        {
            for (var i = 0; i < PointsPerSpan && knots[span] < knots[span + 1]; i++)
            {
                path.Add(DeBoor(control, hasWeights ? weights : null, knots, degree, span, knots[span] + ((knots[span + 1] - knots[span]) * i / PointsPerSpan)));
            }
        }

        var last = Enumerable.Range(0, control.Count).Last(span => span <= degree || knots[span] < knots[span + 1]);
        path.Add(DeBoor(control, hasWeights ? weights : null, knots, degree, last, knots[last + 1]));
        return path;
    }

    /// <summary>Points of repeated groups: x opens one, y and z belong to it.</summary>
    public static List<DxfPoint> Points(DxfEntity entity, int code)
    {
        var points = new List<DxfPoint>();
        foreach (var tag in entity.Tags)
        {
            if (tag.Code == code)
            {
                points.Add(new DxfPoint(tag.Number, double.NaN, 0));
            }
            else if (points.Count > 0 && tag.Code == code + 10)
            {
                points[^1] = points[^1] with { Y = tag.Number };
            }
            else if (points.Count > 0 && tag.Code == code + 20)
            {
                points[^1] = points[^1] with { Z = tag.Number };
            }
        }

        return points;
    }

    private static bool IsAscending(List<double> knots)
    {
        for (var i = 1; i < knots.Count; i++)
        {
            if (!(knots[i] >= knots[i - 1]))
            {
                return false;
            }
        }

        return knots.Count > 0 && double.IsFinite(knots[0]) && double.IsFinite(knots[^1]);
    }

    private static DxfPoint DeBoor(List<DxfPoint> control, List<double>? weights, List<double> knots, int degree, int span, double at)
    {
        Span<double> x = stackalloc double[MaxDegree + 1], y = stackalloc double[MaxDegree + 1], z = stackalloc double[MaxDegree + 1], w = stackalloc double[MaxDegree + 1];
        for (var i = 0; i <= degree; i++)
        {
            var (point, weight) = (control[span - degree + i], weights?[span - degree + i] ?? 1);
            (x[i], y[i], z[i], w[i]) = (point.X * weight, point.Y * weight, point.Z * weight, weight);
        }

        for (var level = 1; level <= degree; level++)
        {
            for (var i = degree; i >= level; i--)
            {
                var low = knots[span - degree + i];
                var width = knots[span + 1 + i - level] - low;
                var t = width > 0 ? (at - low) / width : 0;
                (x[i], y[i], z[i], w[i]) = (Mix(x, i, t), Mix(y, i, t), Mix(z, i, t), Mix(w, i, t));
            }
        }

        return new DxfPoint(x[degree] / w[degree], y[degree] / w[degree], z[degree] / w[degree]);
    }

    private static double Mix(Span<double> values, int i, double t) => (values[i - 1] * (1 - t)) + (values[i] * t);

    private static double Sweep(double from, double to)
    {
        var sweep = (to - from) % FullTurn;
        return sweep <= 1e-12 ? sweep + FullTurn : sweep;
    }
}
