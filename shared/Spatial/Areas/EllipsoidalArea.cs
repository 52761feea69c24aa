using NetTopologySuite.Geometries;

namespace Platform.Spatial.Areas;

/// <summary>
/// The official area: the exact area on the CGCS2000 ellipsoid of polygons whose edges are straight in geodetic latitude and
/// longitude (B, L). It is additive: the parts of a polygon that was cut in (B, L) add up to it.
/// </summary>
/// <remarks>
/// <para>Coordinates are degrees, x = longitude L, y = latitude B, |B| ≤ 90. Orientation of rings does not matter; holes are subtracted.
/// The parts of a multi-polygon are summed: one that overlaps itself counts twice and is for the geometry guard to refuse.
/// Lines and points have no area. A ring is taken as it is drawn in the (B, L) plane; one that crosses the antimeridian has to
/// be drawn with longitudes beyond 180.</para>
/// <para>The surface element is dS = q(B) dB dL with q(B) = b² cos B / (1 − e² sin² B)². By Green's theorem the area of a ring is
/// |Σ ΔB ∫₀¹ (l + tΔl) q(B + tΔB) dt| over its edges, where l is the longitude from the ring's first vertex. The reference to that vertex
/// takes the cancellation out of small parcels: the integrand of a parcel ten metres wide is of the size of the parcel. q has no
/// singularity nearer than three radians from the real axis, so Gauss–Legendre quadrature on at most half a radian of latitude with ten
/// nodes is exact to rounding; shorter edges need fewer nodes. The sum is compensated.</para>
/// <para>Thread-safe; no state.</para>
/// </remarks>
public static class EllipsoidalArea
{
    private const double LongestStep = 0.5;
    private const double FiveNodesUpTo = 0.05;
    private const double ThreeNodesUpTo = 0.002;

    /// <summary>Area in m² of every polygon in <paramref name="geometry"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a latitude lies outside ±90°.</exception>
    public static double Of(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return geometry switch
        {
            Polygon polygon => OfPolygon(polygon),
            GeometryCollection collection => collection.Geometries.Sum(Of),
            _ => 0,
        };
    }

    /// <summary>The official value: <see cref="Of"/> rounded to 0.01 m², half away from zero.</summary>
    public static AreaM2 Official(Geometry geometry) => AreaM2.Round(Of(geometry));

    /// <summary>Area in m² that the ring encloses, positive when it runs counter-clockwise (x = longitude to the right, y = latitude
    /// up).</summary>
    /// <param name="ring">Closed ring in degrees; fewer than four coordinates enclose nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a latitude lies outside ±90°.</exception>
    public static double OfRing(CoordinateSequence ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        if (ring.Count < 4)
            return 0;

        var origin = Checked(ring.GetX(0), nameof(ring));
        var (l, b) = (0.0, Latitude(ring.GetY(0)));
        double sum = 0, lost = 0;
        for (var i = 1; i < ring.Count; i++)
        {
            // Differences of degrees come before the factor: they are exact for neighbouring coordinates.
            var nextL = (Checked(ring.GetX(i), nameof(ring)) - origin) * Cgcs2000.RadiansPerDegree;
            var nextB = Latitude(ring.GetY(i));
            var deltaB = (ring.GetY(i) - ring.GetY(i - 1)) * Cgcs2000.RadiansPerDegree;
            Add(ref sum, ref lost, EdgeTerm(l, nextL - l, b, deltaB));
            (l, b) = (nextL, nextB);
        }

        return sum + lost;
    }

    /// <summary>∫ l q(B) dB along one edge. Counter-clockwise rings sum to a positive area.</summary>
    internal static double EdgeTerm(double l, double deltaL, double b, double deltaB)
    {
        var size = Math.Abs(deltaB);
        if (size == 0)
            return 0;
        if (size <= LongestStep)
            return Quadrature(RuleFor(size), l, deltaL, b, deltaB);

        var steps = (int)Math.Ceiling(size / LongestStep);
        var sum = 0.0;
        for (var i = 0; i < steps; i++)
        {
            var t = (double)i / steps;
            sum += Quadrature(GaussLegendre.Ten, l + (t * deltaL), deltaL / steps, b + (t * deltaB), deltaB / steps);
        }

        return sum;
    }

    private static double OfPolygon(Polygon polygon)
    {
        var area = Math.Abs(OfRing(polygon.ExteriorRing.CoordinateSequence));
        foreach (var hole in polygon.InteriorRings)
            area -= Math.Abs(OfRing(hole.CoordinateSequence));
        return Math.Max(area, 0);
    }

    private static GaussLegendre RuleFor(double deltaB) =>
        deltaB <= ThreeNodesUpTo ? GaussLegendre.Three : deltaB <= FiveNodesUpTo ? GaussLegendre.Five : GaussLegendre.Ten;

    private static double Quadrature(GaussLegendre rule, double l, double deltaL, double b, double deltaB)
    {
        var sum = 0.0;
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            var t = rule.Nodes[i];
            sum += rule.Weights[i] * (l + (t * deltaL)) * AreaDensity(b + (t * deltaB));
        }

        return sum * deltaB;
    }

    /// <summary>q(B): square metres per square radian.</summary>
    private static double AreaDensity(double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var w = 1 - (Cgcs2000.EccentricitySquared * sin * sin);
        return Cgcs2000.SemiMinorAxis * Cgcs2000.SemiMinorAxis * cos / (w * w);
    }

    private static double Latitude(double degrees) =>
        Math.Abs(degrees) <= 90
            ? degrees * Cgcs2000.RadiansPerDegree
            : throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "A latitude lies between -90 and 90 degrees.");

    private static double Checked(double longitude, string name) =>
        double.IsFinite(longitude) ? longitude : throw new ArgumentOutOfRangeException(name, longitude, "A longitude is finite.");

    // Neumaier's compensated sum: `lost` collects what rounding takes from `sum`.
    private static void Add(ref double sum, ref double lost, double term)
    {
        var total = sum + term;
        lost += Math.Abs(sum) >= Math.Abs(term) ? sum - total + term : term - total + sum;
        sum = total;
    }
}
