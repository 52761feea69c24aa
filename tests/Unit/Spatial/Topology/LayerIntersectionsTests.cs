using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Topology;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;
using Platform.Tests.Unit.Spatial.Validity;
using static Platform.Tests.Unit.Spatial.Overlay.AreaOverlayTests;

namespace Platform.Tests.Unit.Spatial.Topology;

public sealed class LayerIntersectionsTests
{
    [Fact]
    public void TryIntersect_GivesThePartsInRowOrder_AndNoneOfWhatTouches()
    {
        LayerRow[] rows = [new(0, "a", Box(0, 0, 4, 10)), new(1, "b", Box(4, 0, 10, 5)), new(2, "beside", Box(10, 0, 20, 10)), new(3, "line", Read("LINESTRING(0 0, 9 9)"))];
        Assert.Null(new LayerIntersections(rows, AreaMeasure.PlanarMetres).TryIntersect(new OverlaySubject(7, Box(0, 0, 10, 6)), out var parts));
        Assert.Equal([(0, "a", 24), (1, "b", 30)], parts.Select(p => (p.Row, p.Class, p.AreaM2)));
        Assert.True(parts[0].Geometry.EqualsTopologically(Box(0, 0, 4, 6)));
        Assert.True(parts[1].Geometry.EqualsTopologically(Box(4, 0, 10, 5)));
    }

    public static TheoryData<int> Kinds => [-1, .. Enumerable.Range(0, PolygonPairs.Degenerate.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TryIntersect_AnyPair_HasTheExactAreaOrIsRefused(int kind)
    {
        var (make, refused) = (kind < 0 ? PolygonPairs.Crossing : PolygonPairs.Degenerate[kind], 0);
        for (var i = 0; i < Trials.Of(400, 12); i++)
        {
            var (a, b) = make(new Random(20170900 + i), i % 2 == 0 ? new Coordinate(0, 0) : new Coordinate(38_512_345.678, 4_212_345.678));
            var refusal = new LayerIntersections([new LayerRow(0, "b", b)], AreaMeasure.PlanarMetres).TryIntersect(new OverlaySubject(0, a), out var parts);
            refused += refusal is null ? 0 : 1;
            if (refusal is not null)
                continue;
            var exact = ExactOverlay.CommonArea(a, b);
            Assert.True(AreaTolerance.AreEqual(exact, parts.Sum(p => p.Geometry.Area)), $"{exact:R}: {a} {b}");
            Assert.All(parts, p => Assert.True(p.Geometry.IsValid && p.Geometry is Polygon or MultiPolygon));
        }

        Assert.InRange(refused, 0, 4);
    }

    [Fact]
    public void TryIntersect_OnTheEllipsoid_PartsAddUpToTheSubject()
    {
        var layer = new LayerIntersections(Mosaic.Of(new Random(20170910), 114.5, 38, 0.0003, 20), AreaMeasure.Ellipsoidal);
        var subject = Box(114.501, 38.001, 114.505, 38.004);
        Assert.Null(layer.TryIntersect(new OverlaySubject(0, subject), out var parts));
        Assert.True(AreaTolerance.AreEqual(EllipsoidalArea.Of(subject), parts.Sum(p => EllipsoidalArea.Of(p.Geometry))));
        Assert.True(parts.Count > 100);
    }

    [Fact]
    public void TryIntersect_WhatIsNotSoundOrTooComplex_IsAFinding()
    {
        var bowTie = Read("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))");
        var layer = new LayerIntersections([new LayerRow(0, "a", bowTie), new LayerRow(1, "a", OverlayBudgetTests.Comb(1200, false))], AreaMeasure.PlanarMetres);
        Assert.Equal(("GEOM_SELF_INTERSECTION", 0L), Assert.Single(layer.Findings.Select(f => (f.Code, f.Location.Row!.Value))));
        Assert.Equal("GEOM_SELF_INTERSECTION", layer.TryIntersect(new OverlaySubject(5, bowTie), out var none)!.Code);
        Assert.Empty(none);
        Assert.Equal("OVL_TOO_COMPLEX", layer.TryIntersect(new OverlaySubject(5, OverlayBudgetTests.Comb(1200, true)), out _)!.Code);
    }
}
