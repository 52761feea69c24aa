using NetTopologySuite.Geometries;
using Platform.Spatial.Crs;
using Location = Platform.Findings.Location;

namespace Platform.Tests.Unit.Spatial.Crs;

public sealed class ExtentRecognitionTests
{
    private static readonly Envelope Shijiazhuang = new(114.2, 114.8, 37.8, 38.3);
    private static readonly Envelope Hebei = new(113.4, 119.9, 36.0, 42.7);

    [Theory]
    [InlineData(114.5, 38.04, "EPSG:4490", false)]
    [InlineData(38.04, 114.5, "EPSG:4490", true)]
    [InlineData(543892, 4212055, "EPSG:4547", false)]
    [InlineData(4212055, 543892, "EPSG:4547", true)]
    [InlineData(38543892, 4212055, "EPSG:4526", false)]
    [InlineData(19807292, 4217725, "EPSG:4497", false)]
    public void Guess_OneCity_TellsPrefixAxesAndZoneWidthApart(double x, double y, string expected, bool swapped)
    {
        var (reading, finding) = ExtentRecognition.Guess(Around(x, y), Shijiazhuang, Location.Whole);
        Assert.Null(finding);
        Assert.Equal(expected, reading!.Value.Crs.Id.ToString());
        Assert.Equal(swapped, reading.Value.AxesSwapped);
    }

    [Fact]
    public void Guess_WholeProvinceWithoutZone_IsAmbiguous()
    {
        var (reading, finding) = ExtentRecognition.Guess(Around(543892, 4212055), Hebei, Location.Whole);
        Assert.Null(reading);
        Assert.Equal("CRS_AMBIGUOUS", finding!.Code);
        Assert.Contains("4547", finding.MessageEn, StringComparison.Ordinal);
        Assert.Contains("4548", finding.MessageEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4490, 114.5, 38.04, null)]
    [InlineData(4526, 38543892, 4212055, null)]
    [InlineData(4610, 114.5, 38.04, null)]
    [InlineData(4490, 38.04, 114.5, "CRS_SWAPPED_AXES")]
    [InlineData(4547, 4212055, 543892, "CRS_SWAPPED_AXES")]
    [InlineData(4547, 38543892, 4212055, "CRS_CONTRADICTS_COORDINATES")]
    [InlineData(4526, 543892, 4212055, "CRS_CONTRADICTS_COORDINATES")]
    [InlineData(4548, 543892, 4212055, "CRS_CONTRADICTS_COORDINATES")]
    [InlineData(4490, 543892, 4212055, "CRS_CONTRADICTS_COORDINATES")]
    [InlineData(4490, 10, 10, "CRS_OUTSIDE_EXTENT")]
    [InlineData(2379, 543892, 300, "CRS_OUTSIDE_EXTENT")]
    public void Check_DeclaredSystem_IsHeldAgainstTheCoordinates(int declared, double x, double y, string? expected)
    {
        var finding = ExtentRecognition.Check(CrsTransformationTests.Known(declared), Around(x, y), Shijiazhuang, Location.Whole);
        Assert.Equal(expected, finding?.Code);
    }

    [Theory]
    [InlineData(113.95, 38.04, null)]
    [InlineData(113.85, 38.04, "CRS_OUTSIDE_EXTENT")]
    [InlineData(114.5, 38.53, null)]
    [InlineData(114.5, 38.57, "CRS_OUTSIDE_EXTENT")]
    public void Check_NearTheExpectedExtent_IsAllowedHalfOfItsSize(double x, double y, string? expected) => Assert.Equal(
        expected, ExtentRecognition.Check(CrsRegistry.Cgcs2000, new Envelope(x, x, y, y), Shijiazhuang, Location.Whole)?.Code);

    [Theory]
    [InlineData(114, double.PositiveInfinity)]
    public void Readings_NotFiniteOrEmpty_AreNone(double x, double y)
    {
        Assert.Empty(ExtentRecognition.Readings(new Envelope(114, x, 38, y), Shijiazhuang));
        Assert.Empty(ExtentRecognition.Readings(new Envelope(), Shijiazhuang));
        Assert.Empty(ExtentRecognition.Readings(new Envelope(114, 115, 38, 39), new Envelope()));
    }

    [Fact]
    public void Check_OtherReadings_SaysWhichOfThemHaveTheirAxesSwapped()
    {
        var swapped = ExtentRecognition.Check(CrsRegistry.Cgcs2000, Around(4212055, 543892), Shijiazhuang, Location.Whole)!.MessageEn;
        Assert.Contains("(EPSG:4547), x↔y", swapped, StringComparison.Ordinal);
        var plain = ExtentRecognition.Check(CrsRegistry.Cgcs2000, Around(543892, 4212055), Shijiazhuang, Location.Whole)!.MessageEn;
        Assert.DoesNotContain("↔", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_MissingPrefix_NamesTheRightZone()
    {
        var finding = ExtentRecognition.Check(CrsTransformationTests.Known(4526), Around(543892, 4212055), Shijiazhuang, Location.Whole);
        Assert.Contains("EPSG:4547", finding!.MessageEn, StringComparison.Ordinal);
    }

    private static Envelope Around(double x, double y) => new(x * 0.99999, x * 1.00001, y * 0.99999, y * 1.00001);
}
