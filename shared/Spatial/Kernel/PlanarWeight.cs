using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Platform.Spatial.Kernel;

/// <summary>The plane.</summary>
/// <param name="squareMetresPerSquareUnit">Factor to m².</param>
internal readonly struct PlanarWeight(double squareMetresPerSquareUnit) : IAreaWeight
{
    public double Scale { get; } = squareMetresPerSquareUnit / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Integral(
        Vector256<double> y, Vector256<double> height, Vector256<double> width, Vector256<double> low, Vector256<double> high, Vector256<double> share) =>
        (low + high) * (height * share);

    public double Integral(double y, double height, double low, double high) => (low + high) * height;
}
