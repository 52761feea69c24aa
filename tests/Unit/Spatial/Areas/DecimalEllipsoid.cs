using NetTopologySuite.Geometries;

namespace Platform.Tests.Unit.Spatial.Areas;

/// <summary>
/// An oracle for the official area that shares nothing with the product: it integrates the other form of Green's theorem, ∮ Q(B) dL with the
/// closed form of Q (area of the zone from the equator to B, per radian), by Romberg's method in 28-digit decimal arithmetic.
/// </summary>
internal static class DecimalEllipsoid
{
    private const decimal Pi = 3.1415926535897932384626433833m;
    private const decimal F = 1m / 298.257222101m;
    private const decimal E2 = F * (2 - F);
    private const decimal B = 6378137m * (1 - F);

    public static double Area(Geometry geometry)
    {
        var sum = 0m;
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            sum += Math.Abs(Ring(polygon.ExteriorRing)) - polygon.InteriorRings.Sum(hole => Math.Abs(Ring(hole)));
        }

        return (double)sum;
    }

    private static decimal Ring(LineString ring)
    {
        var c = ring.Coordinates;

        // Zones are measured from the ring's first parallel: 28 digits do not suffice for a tiny parcel measured from the equator.
        var reference = Zone(Exact(c[0].Y));
        var sum = 0m;
        for (var i = 1; i < c.Length; i++)
            sum += (Exact(c[i].X) - Exact(c[i - 1].X)) * Pi / 180 * Mean(Exact(c[i - 1].Y), Exact(c[i].Y), reference);
        return sum;
    }

    // A cast keeps 15 digits only; the product sees the double itself, so its binary fraction is written out.
    private static decimal Exact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        decimal magnitude = (bits & 0xFFFFFFFFFFFFFL) | 0x10000000000000L;
        var exponent = (int)(bits >> 52) - 1075;
        for (; exponent < 0; exponent += Math.Min(32, -exponent))
            magnitude /= 1L << Math.Min(32, -exponent);
        return value < 0 ? -magnitude : magnitude;
    }

    private static decimal Mean(decimal from, decimal to, decimal reference)
    {
        decimal At(decimal t) => Zone(from + (t * (to - from))) - reference;

        var row = new decimal[] { (At(0) + At(1)) / 2 };
        for (var level = 1; level < 18; level++)
        {
            var step = 1m / (1 << level);
            var middle = 0m;
            for (var k = 1; k < 1 << level; k += 2)
                middle += At(k * step);
            var next = new decimal[level + 1];
            next[0] = (row[0] / 2) + (step * middle);
            var factor = 1m;
            for (var j = 1; j <= level; j++)
            {
                factor *= 4;
                next[j] = next[j - 1] + ((next[j - 1] - row[j - 1]) / (factor - 1));
            }

            if (level >= 2 && Math.Abs(next[level] - row[level - 1]) <= 1e-13m + (Math.Abs(next[level]) * 1e-18m))
                return next[level];
            row = next;
        }

        throw new InvalidOperationException("The oracle's integral does not converge.");
    }

    private static decimal Zone(decimal degrees)
    {
        var sin = Sin(degrees * Pi / 180);
        var s2 = sin * sin;
        decimal series = 0, power = 1;
        for (var k = 0; k < 14; k++)
        {
            series += power / ((2 * k) + 1);
            power *= E2 * s2;
        }

        return B * B / 2 * sin * ((1 / (1 - (E2 * s2))) + series);
    }

    private static decimal Sin(decimal x)
    {
        decimal sum = 0, term = x;
        for (var n = 1; Math.Abs(term) > 1e-28m; n++)
        {
            sum += term;
            term *= -x * x / (2 * n * ((2 * n) + 1));
        }

        return sum;
    }
}
