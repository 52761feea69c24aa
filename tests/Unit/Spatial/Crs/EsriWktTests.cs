using Platform.Findings;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Crs;

public sealed class EsriWktTests
{
    [Fact]
    public void TryWrite_EverySystemWithACode_IsRecognisedAgain() => Assert.All(CrsRegistry.All, crs =>
    {
        var text = EsriWkt.TryWrite(crs)!;
        Assert.DoesNotContain("AUTHORITY", text, StringComparison.Ordinal);
        Assert.True(CrsRecognition.TryFromWkt(text, Location.Whole, out var again, out _), text);
        Assert.Equal((crs.Id, text), (again.Id, text));
    });

    /// <summary>By <c>gdalsrsinfo -o wkt_esri</c> of GDAL 3.6.</summary>
    [Theory]
    [InlineData(4490, "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]")]
    [InlineData(4526, "PROJCS[\"CGCS2000_3_Degree_GK_Zone_38\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",38500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]")]
    [InlineData(21459, "PROJCS[\"Beijing_1954_Gauss_Kruger_CM_111E\",GEOGCS[\"GCS_Beijing_1954\",DATUM[\"D_Beijing_1954\",SPHEROID[\"Krasovsky_1940\",6378245.0,298.3]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",111.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]")]
    [InlineData(32650, "PROJCS[\"WGS_1984_UTM_Zone_50N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",117.0],PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]")]
    public void TryWrite_KnownSystem_IsSpelledAsGdalSpellsIt(int code, string expected)
    {
        Assert.True(CrsRegistry.TryGet(CrsId.Epsg(code), out var crs));
        Assert.Equal(expected, EsriWkt.TryWrite(crs));
    }

    [Theory]
    [InlineData("PROJCS[\"a\",GEOGCS[\"b\",DATUM[\"c\",SPHEROID[\"d\",6378137,298]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Mercator\"],UNIT[\"m\",1]]", true)]
    [InlineData("GEOGCRS[\"a\",DATUM[\"b\",ELLIPSOID[\"c\",6378137,298]],CS[ellipsoidal,2],ANGLEUNIT[\"degree\",0.0174532925199433]]", false)]
    [InlineData("LOCAL_CS[\"a\",UNIT[\"m\",1]]", false)]
    public void TryWrite_UnknownSystem_StaysAsItWasFoundInVersionOne(string wkt, bool isWritten)
    {
        Assert.True(CrsRecognition.TryFromWkt(wkt, Location.Whole, out var crs, out _));
        Assert.Equal(isWritten ? wkt : null, EsriWkt.TryWrite(crs));
    }
}
