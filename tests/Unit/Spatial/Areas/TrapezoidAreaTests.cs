using Platform.Spatial.Areas;

namespace Platform.Tests.Unit.Spatial.Areas;

public sealed class TrapezoidAreaTests
{
    [Fact]
    public void Of_BoundedByMeridiansAndParallels_EqualsTheExactArea()
    {
        // Without slanted edges the survey's formula is exact but for its series.
        var sheet = EllipsoidalAreaTests.Read("POLYGON((114.5 38, 114.6 38, 114.6 38.1, 114.5 38.1, 114.5 38))");
        var comparison = TrapezoidArea.Compare(sheet);
        Assert.True(Math.Abs(comparison.Difference) <= 1e-11 * comparison.Exact, $"{comparison}");
    }

    [Fact]
    public void Compare_SlantedEdges_DiffersInProportionToTheirLength()
    {
        var small = TrapezoidArea.Compare(EllipsoidalAreaTests.Read("POLYGON((114.5 38, 114.51 38.004, 114.505 38.01, 114.5 38))"));
        var large = TrapezoidArea.Compare(EllipsoidalAreaTests.Read("POLYGON((114.5 38, 114.6 38.04, 114.55 38.1, 114.5 38))"));
        var ratio = Math.Abs(large.Difference / large.Exact) / Math.Abs(small.Difference / small.Exact);
        Assert.True(Math.Abs(small.Difference / small.Exact) < 2e-5, $"{small}");
        Assert.InRange(ratio, 8, 12);
    }

    [Fact]
    public void Of_ParcelOfACity_AgreesToACoupleOfHundredths()
    {
        var parcel = EllipsoidalAreaTests.Read("POLYGON((114.5 38, 114.5009 38.0001, 114.5008 38.0008, 114.4999 38.0007, 114.5 38))");
        Assert.InRange(Math.Abs(TrapezoidArea.Compare(parcel).Difference), 0, 0.02);
    }

    [Fact]
    public void Of_HolesAndParts_AreSubtractedAndAdded()
    {
        const string Hole = "(114.52 38.02, 114.54 38.02, 114.54 38.04, 114.52 38.04, 114.52 38.02)";
        const string Other = "((115 38, 115.1 38, 115.1 38.1, 115 38.1, 115 38))";
        var both = TrapezoidArea.Compare(EllipsoidalAreaTests.Read(
            $"MULTIPOLYGON(((114.5 38, 114.6 38, 114.6 38.1, 114.5 38.1, 114.5 38),{Hole}),{Other})"));
        Assert.True(Math.Abs(both.Difference) <= 1e-11 * both.Exact, $"{both}");
    }
}
