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
        Assert.Null(finding);
    }

    [Theory]
    [InlineData("656166.667", "656166.6679", 2249)]
    [InlineData("656166.667", "656166.6681", null)]
    [InlineData("2460625.0", "2460625.0009", 2249)]
    [InlineData("2460625.0", "2460624.9989", null)]
    [InlineData("42.6833333333333", "42.6833333345", null)]
    [InlineData("41.7166666666667", "41.71666666661", 2249)]
    [InlineData("-71.5", "-71.4", null)]
    [InlineData("Lambert_Conformal_Conic", "Lambert_Conformal_Conic_2SP", 2249)]
    [InlineData("Lambert_Conformal_Conic", "Albers", null)]
    [InlineData("0.304800609601219", "0.3048", null)]
    [InlineData("D_North_American_1983", "D_WGS_1984", null)]
    [InlineData(",UNIT[\"US", ",PARAMETER[\"Scale_Factor\",1.0],UNIT[\"US", 2249)]
    [InlineData(",UNIT[\"US", ",PARAMETER[\"Scale_Factor\",0.9999],UNIT[\"US", null)]
    public void TryFromWkt_ParametersOfAKnownSystem_AreThatSystemWithinAMillimetre(string stated, string instead, int? code)
    {
        var wkt = ((string)Texts.Select(row => row[0]).Single(text => text is string s && s.Contains("Massachusetts", StringComparison.Ordinal))).Replace(stated, instead, StringComparison.Ordinal);
        Assert.True(CrsRecognition.TryFromWkt(wkt, Location.Whole, out var definition, out _));
        Assert.Equal(code is { } known ? CrsId.Epsg(known) : CrsId.Unknown, definition.Id);
    }

    [Theory]
    [InlineData("PARAMETER[\"Central_Meridian\",114]", "PARAMETER[\"Central_Meridian\",114.0000000005]", 4547)]
    [InlineData("PARAMETER[\"Central_Meridian\",114]", "PARAMETER[\"Central_Meridian\",113.999999998]", null)]
    [InlineData("PARAMETER[\"False_Easting\",500000]", "PARAMETER[\"False_Easting\",500000.0000005]", 4547)]
    [InlineData("PARAMETER[\"False_Easting\",500000]", "PARAMETER[\"False_Easting\",500000.001]", null)]
    [InlineData("PARAMETER[\"False_Easting\",500000]", "PARAMETER[\"False_Easting\",38500000]", 4526)]
    [InlineData("PARAMETER[\"False_Northing\",0.0]", "PARAMETER[\"False_Northing\",1.0]", null)]
    [InlineData("PARAMETER[\"Scale_Factor\",1.0]", "PARAMETER[\"Scale_Factor\",0.9996]", null)]
    [InlineData("PARAMETER[\"Latitude_Of_Origin\",0.0]", "PARAMETER[\"Latitude_Of_Origin\",30.0]", null)]
    [InlineData("UNIT[\"Meter\",1.0]", "UNIT[\"Kilometer\",1000.0]", null)]
    [InlineData("UNIT[\"Meter\",1.0]", "UNIT[\"Meter\",0.0]", 4547)]
    [InlineData(",UNIT[\"Meter\",1.0]]", "]", 4547)]
    [InlineData("Gauss_Kruger", "Transverse_Mercator", 4547)]
    [InlineData("Gauss_Kruger", "Cassini", null)]
    public void TryFromWkt_AZone_IsToldByAllItsParameters(string stated, string instead, int? code)
    {
        var wkt = Zone("City", China, 114, 500000).Replace(stated, instead, StringComparison.Ordinal);
        Assert.True(CrsRecognition.TryFromWkt(wkt, Location.Whole, out var definition, out _));
        Assert.Equal(code is { } known ? CrsId.Epsg(known) : CrsId.Unknown, definition.Id);
    }

    [Theory]
    [InlineData("CGCS2000_GK_CM_117E", 4509)]
    [InlineData("Gauss-Kruger 117", 4509)]
    [InlineData("gauss 117", 4509)]
    [InlineData("gk 117", 4548)]
    [InlineData("GK 3 degree 117", 4548)]
    [InlineData("GK 3 Degree 117", 4548)]
    [InlineData("GK 3 117", 4509)]
    [InlineData("GK degree 117", 4509)]
    public void TryFromWkt_TheSameGridOfTwoWidths_IsToldByItsName(string name, int code)
    {
        Assert.True(CrsRecognition.TryFromWkt(Zone(name, China, 117, 500000), Location.Whole, out var definition, out _));
        Assert.Equal(CrsId.Epsg(code), definition.Id);
    }

    [Fact]
    public void TryFromWkt_ParameterThatIsNotStated_HasItsUsualValue()
    {
        var utm = (string)Texts.Select(row => row[0]).Single(text => text is string s && s.Contains("UTM", StringComparison.Ordinal));
        foreach (var parameter in new[] { "PARAMETER[\"False_Northing\",0.0],", "PARAMETER[\"Latitude_Of_Origin\",0.0]," })
        {
            Assert.True(CrsRecognition.TryFromWkt(utm.Replace(parameter, "", StringComparison.Ordinal), Location.Whole, out var definition, out _));
            Assert.Equal(CrsId.Epsg(32650), definition.Id);
        }
    }

    [Theory]
    [InlineData("LOCAL_CS[\"site\",LOCAL_DATUM[\"x\",0],UNIT[\"foot\",0.3048]]", "site", 0.3048)]
    [InlineData("ENGCRS[\"site\",EDATUM[\"x\"],CS[Cartesian,2],AXIS[\"x\",east,LENGTHUNIT[\"foot\",0.3048]]]", "site", 0.3048)]
    [InlineData("LOCAL_CS[\"site\"]", "site", 1.0)]
    public void TryFromWkt_ALocalSystem_IsDescribed(string wkt, string name, double unit)
    {
        Assert.True(CrsRecognition.TryFromWkt($" {wkt}\n", Location.Whole, out var definition, out _));
        Assert.Equal((CrsId.Unknown, name, CrsDatum.Other, unit, wkt), (definition.Id, definition.Name, definition.Datum, definition.MetresPerUnit, definition.Wkt));
        Assert.Equal(name, definition.ToString());
    }

    [Theory]
    [InlineData("COMPD_CS[\"x\",VERT_CS[\"h\"]," + China + "]", 4490)]
    [InlineData("BOUNDCRS[SOURCECRS[" + Xian + "],TARGETCRS[" + China + "]]", 4610)]
    [InlineData("COMPD_CS[\"x\",PROJCS[\"y\",AUTHORITY[\"EPSG\",\"4526\"]]]", 4526)]
    public void TryFromWkt_ACompoundSystem_IsItsFirstKnownPart(string wkt, int code)
    {
        Assert.True(CrsRecognition.TryFromWkt(wkt, Location.Whole, out var definition, out _));
        Assert.Equal(CrsId.Epsg(code), definition.Id);
    }

    [Fact]
    public void TryFromWkt_DegreesOfAnotherUnitOrDatum_HaveNoCode()
    {
        var gon = China.Replace("UNIT[\"Degree\",0.0174532925199433]", "UNIT[\"Grad\",0.01570796326794897]", StringComparison.Ordinal);
        Assert.True(CrsRecognition.TryFromWkt(gon, Location.Whole, out var definition, out _));
        Assert.Equal((CrsId.Unknown, CrsDatum.Other, true), (definition.Id, definition.Datum, definition.IsGeographic));
        Assert.True(CrsRecognition.TryFromWkt(China.Replace(",UNIT[\"Degree\",0.0174532925199433]", "", StringComparison.Ordinal), Location.Whole, out definition, out _));
        Assert.Equal(CrsId.Cgcs2000, definition.Id);
        Assert.True(CrsRecognition.TryFromWkt("GEOGCS[\"GCS_WGS_1984\",DATUM[\"odd\",SPHEROID[\"x\",1,2]]]", Location.Whole, out definition, out _));
        Assert.Equal(CrsId.Wgs84, definition.Id);
        Assert.False(CrsRecognition.TryFromWkt("VERT_CS[\"h\"]", new Location("a.prj"), out _, out var finding));
        Assert.Equal(("CRS_UNREADABLE", true), (finding.Code, finding.MessageEn.Contains("VERT_CS[\"h\"]", StringComparison.Ordinal)));
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
    [InlineData("COMPD_CS[\"x\",VERT_CS[\"h\"]]", "CRS_UNREADABLE")]
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
    [InlineData("", 4490, Xian, 4610)]
    [InlineData(null, 4490, Xian, 4610)]
    [InlineData("E PSG", 4490, Xian, 4610)]
    public void TryFromGeoPackage_ByCodeThenByText(string? organization, int code, string wkt, int expected)
    {
        Assert.True(CrsRecognition.TryFromGeoPackage(organization, code, wkt, Location.Whole, out var definition, out _));
        Assert.Equal(CrsId.Epsg(expected), definition.Id);
    }

    [Theory]
    [InlineData(-1, "undefined")]
    [InlineData(0, "undefined")]
    [InlineData(0, China)]
    [InlineData(-1, China)]
    [InlineData(100001, " UNDEFINED ")]
    [InlineData(100001, null)]
    public void TryFromGeoPackage_Undefined_IsMissing(int code, string? wkt)
    {
        Assert.False(CrsRecognition.TryFromGeoPackage("NONE", code, wkt, Location.Whole, out _, out var finding));
        Assert.Equal("CRS_MISSING", finding.Code);
    }

    [Theory]
    [InlineData("parcels", "a.gpkg", "parcels")]
    [InlineData(null, "a.prj", "a.prj")]
    [InlineData(null, null, "?")]
    public void TryFromWkt_Missing_SaysWhere(string? layer, string? file, string expected)
    {
        Assert.False(CrsRecognition.TryFromWkt(null, new Location(file, Layer: layer), out _, out var finding));
        Assert.Contains(expected, finding.MessageEn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EPSG:4490", null)]
    [InlineData("EPSG:31467", "CRS_UNSUPPORTED")]
    [InlineData("nothing", "CRS_UNSUPPORTED")]
    [InlineData(null, "CRS_MISSING")]
    public void TryFromCode_KnownOrAFinding(string? code, string? expected)
    {
        Assert.Equal(expected is null, CrsRecognition.TryFromCode(code, Location.Whole, out _, out var finding));
        Assert.Equal(expected, finding?.Code);
    }

    private static string Zone(string name, string geographic, double meridian, double easting) => FormattableString.Invariant(
        $"PROJCS[\"{name}\",{geographic},PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",{easting}],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{meridian}],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]");
}
