using Platform.Spatial.Areas;

namespace Platform.Tests.Unit.Spatial.Areas;

public sealed class AreaMeasureTests
{
    [Fact]
    public void Of_UsSurveyFeet_IsSquareMetres()
    {
        // A US survey acre: 43,560 square survey feet = 4,046.872 609 874 252 m² exactly to 15 digits.
        var acre = EllipsoidalAreaTests.Read("POLYGON((700000 900000, 700660 900000, 700660 900066, 700000 900066, 700000 900000))");
        Assert.Equal(4046.872609874252, AreaMeasure.Planar(1200.0 / 3937).Of(acre), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Planar_UnitWithoutLength_Throws(double metresPerUnit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AreaMeasure.Planar(metresPerUnit));

    [Theory]
    [InlineData(100, 100.00000005, true)]
    [InlineData(100, 100.0002, false)]
    [InlineData(1e6, 1e6 + 9e-4, true)]
    [InlineData(0, 9e-5, true)]
    [InlineData(double.NaN, 0, false)]
    public void Tolerance_IsTheLargerOfRelativeAndAbsolute(double left, double right, bool equal) =>
        Assert.Equal(equal, AreaTolerance.AreEqual(left, right));
}
