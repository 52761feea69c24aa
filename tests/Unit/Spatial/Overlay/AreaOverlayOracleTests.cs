using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>
/// Common areas of random pairs against two oracles: <see cref="ExactOverlay"/>, which never rounds, and OverlayNG. OverlayNG itself errs on a few nearly coincident pairs, where the exact oracle decides.
/// </summary>
public sealed class AreaOverlayOracleTests(ITestOutputHelper output)
{
    // Around zero, and where a 3-degree zone with its prefix has its coordinates.
    private static readonly Coordinate[] Places = [new(0, 0), new(512_345.678, 4_212_345.678), new(38_512_345.678, 4_212_345.678)];

    [Fact]
    public void CommonArea_OfCrossingPairs_IsExact() => AssertExact(Trials.Of(100_000, 120), PolygonPairs.Crossing);

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, PolygonPairs.Degenerate.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CommonArea_OfDegeneratePairs_IsExact(int kind) => AssertExact(Trials.Of(4_000, 12), PolygonPairs.Degenerate[kind]);

    private void AssertExact(int pairs, Func<Random, Coordinate, (Geometry A, Geometry B)> make)
    {
        var overlay = new AreaOverlay(threads: 1);
        var (otherwise, worst, gate) = (0, 0.0, new Lock());
        Parallel.For(0, pairs, i =>
        {
            var (a, b) = make(new Random(20170300 + i + Trials.Seed), Places[i % Places.Length]);
            var actual = CommonArea(overlay, a, b);
            var exact = ExactOverlay.CommonArea(a, b);

            // Far below the platform's tolerance: what doubles of this size cannot tell apart along the shorter boundary.
            var rounding = 4e-16 * (Math.Abs(a.EnvelopeInternal.MaxX) + Math.Abs(a.EnvelopeInternal.MaxY)) * Math.Min(a.Length, b.Length);
            Assert.True(Math.Abs(actual - exact) <= (1e-13 * (a.Area + b.Area)) + rounding, $"{actual:R}, exactly {exact:R}: {a} {b}");
            var robust = OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection).Area;
            lock (gate)
            {
                otherwise += Math.Abs(robust - exact) > AreaTolerance.At(exact) ? 1 : 0;
                worst = Math.Max(worst, Math.Abs(actual - exact));
            }
        });
        output.WriteLine($"{pairs} pairs, {worst:e1} m² off at most; OverlayNG errs on {otherwise}");
        Assert.True(otherwise <= 1 + (pairs / 100), $"OverlayNG differs from the exact area on {otherwise} pairs");
    }

    private static double CommonArea(AreaOverlay overlay, Geometry a, Geometry b)
    {
        var result = overlay.Prepare([new LayerRow(0, "b", b)], AreaMeasure.PlanarMetres).AreasByClass([new OverlaySubject(0, a)]).Single();
        Assert.True(result.Refusal is null, $"{result.Refusal?.Code}: {a}");
        return result.Classes.Sum(c => c.AreaM2);
    }
}
