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
        var (standing, lying) = (Comb(24, false), Comb(24, true));
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
