using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Validity;
using Platform.Tests.Unit.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Validity;

public sealed class OverlayBudgetTests
{
    [Fact]
    public void Admits_CrossedCombs_IsFalseWithoutTheWork()
    {
        Assert.False(OverlayBudget.Default.Admits(Comb(1200, false), Comb(1200, true), out var crossings));
        Assert.True(crossings > OverlayBudget.Default.MaxCrossings);
    }

    [Fact]
    public void Admits_ManyVerticesFewCrossings_IsTrue()
    {
        var factory = new GeometryFactory();
        var one = factory.CreatePoint(new Coordinate(0, 0)).Buffer(10, 2000);
        var other = factory.CreatePoint(new Coordinate(5, 0)).Buffer(10, 2000);
        Assert.True(OverlayBudget.Default.Admits(one, other, out var crossings));
        Assert.InRange(crossings, 1, 1000);
    }

    [Fact]
    public void Admits_UpToItsBounds_IsTrue()
    {
        var (one, other) = (AreaOverlayTests.Box(0, 0, 4, 4), AreaOverlayTests.Box(2, 2, 6, 6));
        Assert.True(new OverlayBudget(FreeProduct: 25, MaxCrossings: 0).Admits(one, other, out var unseen));
        Assert.False(new OverlayBudget(FreeProduct: 24, MaxCrossings: 0).Admits(one, other, out _));
        Assert.True(new OverlayBudget(FreeProduct: 24).Admits(one, other, out var crossings));
        Assert.Equal(0, unseen);
        Assert.InRange(crossings, 2, 16);
        Assert.True(new OverlayBudget(FreeProduct: 0, MaxCrossings: crossings).Admits(one, other, out _));
        Assert.False(new OverlayBudget(FreeProduct: 0, MaxCrossings: crossings - 1).Admits(one, other, out _));
        Assert.True(new OverlayBudget(FreeProduct: 0, MaxCrossings: 0).Admits(one, AreaOverlayTests.Box(5, 0, 6, 6), out var apart));
        Assert.Equal(0, apart);
    }

    [Fact]
    public void AdmitsSelf_CountsEachMeetingOfTwoEdgesOnce()
    {
        var random = new Random(20171201);
        var corners = Enumerable.Range(0, 60).Select(_ => new Coordinate(100 * random.NextDouble(), 100 * random.NextDouble())).ToList();
        var tangle = new GeometryFactory().CreatePolygon([.. corners, corners[0].Copy()]);
        Envelope[] edges = [.. Enumerable.Range(0, 60).Select(i => new Envelope(corners[i], corners[(i + 1) % 60]))];
        var meetings = (from i in Enumerable.Range(0, 60) from j in Enumerable.Range(0, 60) where j > i + 1 && (i, j) is not (0, 59) && edges[i].Intersects(edges[j]) select i).Count();
        Assert.True(new OverlayBudget(FreeProduct: 0).AdmitsSelf(tangle, out var crossings));

        // The search by extents comes to some pairs more.
        Assert.InRange(crossings, meetings - 2, 1.2 * meetings);
        Assert.True(new OverlayBudget(FreeProduct: 0, MaxCrossings: crossings + 1).AdmitsSelf(tangle, out _));
        Assert.False(new OverlayBudget(FreeProduct: 0, MaxCrossings: crossings - 1).AdmitsSelf(tangle, out _));
        Assert.True(new OverlayBudget(FreeProduct: 0, MaxCrossings: 1).AdmitsSelf(AreaOverlayTests.Box(0, 0, 4, 4), out var none));
        Assert.Equal(0, none);
    }

    [Fact]
    public void AreasByClass_CrossedCombs_TakeNoCrossings()
    {
        // Two triangles of a tooth's width a unit from each other: every tooth crosses every other.
        var layer = new AreaOverlay().Prepare([new LayerRow(3, "a", Comb(1200, false))], AreaMeasure.PlanarMetres);
        var result = Assert.Single(layer.AreasByClass([new OverlaySubject(9, Comb(1200, true))]));
        Assert.Null(result.Refusal);
        var common = Assert.Single(result.Classes).AreaM2;
        Assert.InRange(common, 0.2 * result.AreaM2, 0.8 * result.AreaM2);
    }

    [Fact]
    public void AreasByClass_CrossedCombs_AreExact()
    {
        var (standing, lying) = (Comb(12, false), Comb(12, true));
        var layer = new AreaOverlay().Prepare([new LayerRow(3, "a", standing)], AreaMeasure.PlanarMetres);
        var result = Assert.Single(layer.AreasByClass([new OverlaySubject(9, lying)]));
        Assert.Equal(ExactOverlay.CommonArea(standing, lying), Assert.Single(result.Classes).AreaM2, 1e-9);
    }

    [Fact]
    public void AreasByClass_MoreEdgePairsThanAllowed_IsATypedRefusal()
    {
        var overlay = new AreaOverlay(new OverlayBudget(MaxEdgePairs: 1_000_000));
        var layer = overlay.Prepare([new LayerRow(3, "a", Comb(1200, false))], AreaMeasure.PlanarMetres);
        var result = Assert.Single(layer.AreasByClass([new OverlaySubject(9, Comb(1200, true))]));
        Assert.Equal("OVL_TOO_COMPLEX", result.Refusal!.Code);
        Assert.Equal(9, result.Refusal.Location.Row);
        Assert.Empty(result.Classes);
    }

    /// <summary>A comb of as many teeth, 1 apart and <paramref name="teeth"/> long, upright or lying.</summary>
    internal static Polygon Comb(int teeth, bool lying)
    {
        var ring = new List<Coordinate>();
        for (var i = 0; i < teeth; i++)
        {
            ring.Add(new Coordinate(i, 0));
            ring.Add(new Coordinate(i + 0.5, teeth));
        }

        ring.Add(new Coordinate(teeth, 0));
        ring.Add(new Coordinate(teeth, -1));
        ring.Add(new Coordinate(0, -1));
        ring.Add(ring[0].Copy());
        return new GeometryFactory().CreatePolygon([.. ring.Select(c => lying ? new Coordinate(c.Y, c.X) : c)]);
    }
}
