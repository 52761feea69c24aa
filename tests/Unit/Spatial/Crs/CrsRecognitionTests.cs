using Platform.Findings;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Crs;

public sealed class CrsRecognitionTests
{
    private const string China = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private const string Xian = "GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private const string Nad83 = "GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    public static TheoryData<string, int> Texts => new()
    {
        { China, 4490 },
        { Xian, 4610 },
        { "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]", 4326 },
        { Zone("CGCS2000_3_Degree_GK_CM_114E", China, 114, 500000), 4547 },
        { Zone("CGCS2000_3_Degree_GK_Zone_39", China, 117, 39500000), 4527 },
        { Zone("CGCS2000_GK_CM_117E", China, 117, 500000), 4509 },
        { Zone("CGCS2000_3_Degree_GK_CM_117E", China, 117, 500000), 4548 },
        { Zone("CGCS2000_GK_Zone_20", China, 117, 20500000), 4498 },
        { Zone("Xian_1980_3_Degree_GK_CM_102E", Xian, 102, 500000), 2379 },
        { Zone("unnamed", China, 117, 500000), 4548 },
        { "PROJCS[\"WGS_1984_UTM_Zone_50N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",117.0],PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]", 32650 },
        { "PROJCS[\"NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001_Feet\"," + Nad83 + ",PROJECTION[\"Lambert_Conformal_Conic\"],PARAMETER[\"False_Easting\",656166.667],PARAMETER[\"False_Northing\",2460625.0],PARAMETER[\"Central_Meridian\",-71.5],PARAMETER[\"Standard_Parallel_1\",42.6833333333333],PARAMETER[\"Standard_Parallel_2\",41.7166666666667],PARAMETER[\"Latitude_Of_Origin\",41.0],UNIT[\"US survey foot\",0.304800609601219]]", 2249 },
        { "PROJCRS[\"CGCS2000 / 3-degree Gauss-Kruger CM 114E\",BASEGEOGCRS[\"China Geodetic Coordinate System 2000\",DATUM[\"China 2000\",ELLIPSOID[\"CGCS2000\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]]],CONVERSION[\"x\",METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]],PARAMETER[\"Latitude of natural origin\",0],PARAMETER[\"Longitude of natural origin\",114],PARAMETER[\"Scale factor at natural origin\",1],PARAMETER[\"False easting\",500000],PARAMETER[\"False northing\",0]],CS[Cartesian,2],AXIS[\"northing (X)\",north,ORDER[1],LENGTHUNIT[\"metre\",1]],AXIS[\"easting (Y)\",east,ORDER[2],LENGTHUNIT[\"metre\",1]]]", 4547 },
        { "PROJCS[\"anything\"," + China + ",PROJECTION[\"Transverse_Mercator\"],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"4526\"]]", 4526 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TryFromWkt_KnownSystem_IsItsCode(string wkt, int code)
    {
        Assert.True(CrsRecognition.TryFromWkt(wkt, Location.Whole, out var definition, out var finding), finding?.MessageEn);
        Assert.Equal(CrsId.Epsg(code), definition.Id);
    }

    [Fact]
    public void TryFromWkt_OddMeridian_IsDescribedAndTransformable()
    {
        // A city's own meridian on CGCS2000: no code, but nothing to refuse.
        Assert.True(CrsRecognition.TryFromWkt(Zone("City", China, 114.5, 500000), Location.Whole, out var definition, out _));
        Assert.False(definition.Id.IsKnown);
        Assert.Equal(CrsDatum.Cgcs2000, definition.Datum);
        var (longitude, latitude) = CrsTransformationTests.Create(definition, CrsRegistry.Cgcs2000).Transform(500000, 4212000);
        Assert.Equal(114.5, longitude, 1e-9);
        Assert.Equal(38.04, latitude, 0.01);
    }

    [Fact]
    public void TryFromWkt_UnknownDatumInFeet_KeepsTheUnitForAreas()
    {
        const string wkt = "PROJCS[\"Somewhere\",GEOGCS[\"x\",DATUM[\"Clarke\",SPHEROID[\"Clarke 1866\",6378206.4,294.9786982]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Polyconic\"],UNIT[\"foot\",0.3048]]";
        Assert.True(CrsRecognition.TryFromWkt(wkt, Location.Whole, out var definition, out _));
        Assert.Equal(CrsDatum.Other, definition.Datum);
        Assert.Equal(0.3048, definition.MetresPerUnit);
        Assert.False(CrsTransformation.TryCreate(definition, CrsRegistry.Cgcs2000, RegisteredParameters.None, out _, out var refusal));
        Assert.Equal("CRS_NEEDS_PARAMETERS", refusal.Code);
    }

    [Theory]
    [InlineData(null, "CRS_MISSING")]
    [InlineData("  ", "CRS_MISSING")]
    [InlineData("PROJCS[\"x\"", "CRS_UNREADABLE")]
    [InlineData("PROJCS[\"x", "CRS_UNREADABLE")]
    [InlineData("not well-known text", "CRS_UNREADABLE")]
    [InlineData("[[[[", "CRS_UNREADABLE")]
    public void TryFromWkt_Nonsense_IsAFinding(string? wkt, string code)
    {
        Assert.False(CrsRecognition.TryFromWkt(wkt, new Location("a.prj"), out _, out var finding));
        Assert.Equal(code, finding.Code);
        Assert.Equal("a.prj", finding.Location.File);
    }

    [Fact]
    public void TryFromWkt_NestedVeryDeep_IsAFindingNotAnOverflow()
    {
        var wkt = string.Concat(Enumerable.Repeat("A[", 5000));
        Assert.False(CrsRecognition.TryFromWkt(wkt, Location.Whole, out _, out var finding));
        Assert.Equal("CRS_UNREADABLE", finding.Code);
    }

    [Theory]
    [InlineData("EPSG", 4490, "", 4490)]
    [InlineData("epsg", 2249, "", 2249)]
    [InlineData("NONE", 100001, China, 4490)]
    public void TryFromGeoPackage_ByCodeThenByText(string organization, int code, string wkt, int expected)
    {
        Assert.True(CrsRecognition.TryFromGeoPackage(organization, code, wkt, Location.Whole, out var definition, out _));
        Assert.Equal(CrsId.Epsg(expected), definition.Id);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void TryFromGeoPackage_Undefined_IsMissing(int code)
    {
        Assert.False(CrsRecognition.TryFromGeoPackage("NONE", code, "undefined", Location.Whole, out _, out var finding));
        Assert.Equal("CRS_MISSING", finding.Code);
    }

    [Theory]
    [InlineData("EPSG:4490", null)]
    [InlineData("EPSG:31467", "CRS_UNSUPPORTED")]
    [InlineData("nothing", "CRS_UNSUPPORTED")]
    [InlineData(null, "CRS_MISSING")]
    public void TryFromCode_KnownOrAFinding(string? code, string? expected)
    {
        CrsRecognition.TryFromCode(code, Location.Whole, out _, out var finding);
        Assert.Equal(expected, finding?.Code);
    }

    private static string Zone(string name, string geographic, double meridian, double easting) => FormattableString.Invariant(
        $"PROJCS[\"{name}\",{geographic},PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",{easting}],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{meridian}],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]");
}
