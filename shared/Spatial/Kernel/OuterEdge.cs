using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Platform.Spatial.Kernel;

/// <summary>One edge that is held against many: its line, and the heights that count.</summary>
internal readonly struct OuterEdge(double x, double y, double slope, double low, double high)
{
    /// <summary>
    /// Σ σ_f ∫ (x(y) − x_f(y))⁺ dy over edges of another polygon, four lanes apart, times two, and the same without signs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<double> Total, Vector256<double> Size) Against<TWeight>(EdgeTable other, int first, int end, TWeight weight)
        where TWeight : struct, IAreaWeight
    {
        var (total, size) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var f = first; f < end; f += Vector256<double>.Count)
        {
            var fLowY = Load(other.LowY, f);
            var y0 = Vector256.Max(fLowY, Vector256.Create(low));
            var y1 = Vector256.Min(Load(other.HighY, f), Vector256.Create(high));
            if (Vector256.GreaterThanOrEqualAll(y0, y1))
                continue;

            // Differences first: of equal edges nothing is left, not even rounding.
            var fSlope = Load(other.Slope, f);
            var apart = Vector256.Create(x) - Load(other.LowX, f);
            var width0 = apart + (((y0 - Vector256.Create(y)) * slope) - ((y0 - fLowY) * fSlope));
            var width1 = apart + (((y1 - Vector256.Create(y)) * slope) - ((y1 - fLowY) * fSlope));
            var positive0 = Vector256.Max(width0, Vector256<double>.Zero);
            var positive1 = Vector256.Max(width1, Vector256<double>.Zero);
            var change = width0 - width1;
            var share = Vector256.ConditionalSelect(
                Vector256.Equals(change, Vector256<double>.Zero), Vector256<double>.One, (positive0 - positive1) / change);
            var height = Vector256.Max(y1 - y0, Vector256<double>.Zero);
            var term = weight.Integral(y0, height, width0, positive0, positive1, share);
            total += term * Load(other.Sign, f);
            size += term;
        }

        return (total, size);
    }

    private static Vector256<double> Load(double[] column, int at) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)at);
}
