using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Kernel;

/// <summary>
/// The density q(B) of the ellipsoid (see <see cref="EllipsoidalArea"/>) near one parallel, relative to its value there: a Taylor polynomial of the
/// third degree in degrees from the centre. On a band of <see cref="BandDegrees"/> it is exact to 4e-13; a width times the polynomial is integrated
/// about the middle of its height with all terms above 1e-13.
/// </summary>
internal readonly struct EllipsoidalWeight : IAreaWeight
{
    /// <summary>Height of the band, degrees, about whose middle the polynomial is used.</summary>
    public const double BandDegrees = 0.2;

    private const int Terms = 4;

    private readonly double _centre;
    private readonly double _k1;
    private readonly double _k2;
    private readonly double _k3;

    /// <summary>The weight near a parallel.</summary>
    /// <param name="centre">Latitude, degrees.</param>
    public EllipsoidalWeight(double centre)
    {
        Span<double> q = stackalloc double[Terms];
        Density(centre * Cgcs2000.RadiansPerDegree, q);
        const double Rad = Cgcs2000.RadiansPerDegree;
        _centre = centre;
        _k1 = q[1] / q[0] * Rad;
        _k2 = q[2] / q[0] * Rad * Rad;
        _k3 = q[3] / q[0] * Rad * Rad * Rad;
        Scale = q[0] * Rad * Rad / 2;
    }

    public double Scale { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Integral(
        Vector256<double> y, Vector256<double> height, Vector256<double> width, Vector256<double> low, Vector256<double> high, Vector256<double> share)
    {
        // The positive part starts with the height, unless the width is negative there.
        var half = share * 0.5;
        var middle = Vector256.ConditionalSelect(Vector256.LessThan(width, Vector256<double>.Zero), Vector256<double>.One - half, half);
        var t = y + (height * middle) - Vector256.Create(_centre);
        var h = height * share;
        var hh = h * h;
        var mean = Vector256<double>.One + (t * (Vector256.Create(_k1) + (t * (Vector256.Create(_k2) + (t * _k3)))))
            + (hh * (Vector256.Create(_k2 / 12) + (t * (_k3 / 4))));
        var slope = Vector256.Create(_k1 / 6) + (t * (Vector256.Create(_k2 / 3) + (t * (_k3 / 2)))) + (hh * (_k3 / 40));
        return h * (((low + high) * mean) + ((high - low) * h * slope));
    }

    public double Integral(double y, double height, double low, double high)
    {
        var t = y + (height / 2) - _centre;
        var hh = height * height;
        var mean = 1 + (t * (_k1 + (t * (_k2 + (t * _k3))))) + (hh * ((_k2 / 12) + (t * _k3 / 4)));
        var slope = (_k1 / 6) + (t * ((_k2 / 3) + (t * _k3 / 2))) + (hh * _k3 / 40);
        return height * (((low + high) * mean) + ((high - low) * height * slope));
    }

    /// <summary>Taylor coefficients of q(B) = b² cos B / (1 − e² sin² B)² at a latitude, in radians.</summary>
    private static void Density(double latitude, Span<double> q)
    {
        var (sin, cos) = Math.SinCos(latitude);
        ReadOnlySpan<double> s = [sin, cos, -sin / 2, -cos / 6];
        ReadOnlySpan<double> c = [cos, -sin, -cos / 2, sin / 6];
        Span<double> w = stackalloc double[Terms];
        Span<double> ww = stackalloc double[Terms];
        Multiply(s, s, w);
        for (var i = 0; i < Terms; i++)
            w[i] = (i == 0 ? 1 : 0) - (Cgcs2000.EccentricitySquared * w[i]);
        Multiply(w, w, ww);

        const double B2 = Cgcs2000.SemiMinorAxis * Cgcs2000.SemiMinorAxis;
        for (var n = 0; n < Terms; n++)
        {
            var rest = B2 * c[n];
            for (var i = 0; i < n; i++)
                rest -= q[i] * ww[n - i];
            q[n] = rest / ww[0];
        }
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        product.Clear();
        for (var i = 0; i < Terms; i++)
        {
            for (var j = 0; i + j < Terms; j++)
                product[i + j] += a[i] * b[j];
        }
    }
}
