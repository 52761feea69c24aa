using System.Runtime.Intrinsics;

namespace Platform.Spatial.Kernel;

/// <summary>
/// Integrates widths over heights with a weight that depends on the height only: 1 in the plane, the density of the ellipsoid in (B, L).
/// Implementations are structs, so that the kernel is compiled for each of them without calls.
/// </summary>
internal interface IAreaWeight
{
    /// <summary>Factor from the integrals, which are twice as large and relative, to square metres.</summary>
    double Scale { get; }

    /// <summary>
    /// Twice the integral of the positive part of a width that is linear over a height, four at a time.
    /// </summary>
    /// <param name="y">Where the height starts.</param>
    /// <param name="height">How high; nothing comes of 0.</param>
    /// <param name="width">Width at the start.</param>
    /// <param name="low">Positive part of the width at the start.</param>
    /// <param name="high">Positive part of the width at the end.</param>
    /// <param name="share">Share of the height on which the width is positive.</param>
    Vector256<double> Integral(
        Vector256<double> y, Vector256<double> height, Vector256<double> width, Vector256<double> low, Vector256<double> high, Vector256<double> share);

    /// <summary>Twice the integral of a width that runs from <paramref name="low"/> to <paramref name="high"/>, negative or not.</summary>
    double Integral(double y, double height, double low, double high);
}
