using NetTopologySuite.Geometries;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Crs;

/// <summary>Codes, names and parameters as the EPSG dataset has them.</summary>
public sealed class CrsRegistryTests
{
    [Theory]
    [InlineData(4513, "CGCS2000 / 3-degree Gauss-Kruger zone 25", 75, 25_500_000)]
    [InlineData(4533, "CGCS2000 / 3-degree Gauss-Kruger zone 45", 135, 45_500_000)]
    [InlineData(4534, "CGCS2000 / 3-degree Gauss-Kruger CM 75E", 75, 500_000)]
    [InlineData(4554, "CGCS2000 / 3-degree Gauss-Kruger CM 135E", 135, 500_000)]
    [InlineData(4491, "CGCS2000 / Gauss-Kruger zone 13", 75, 13_500_000)]
    [InlineData(4501, "CGCS2000 / Gauss-Kruger zone 23", 135, 23_500_000)]
    [InlineData(4502, "CGCS2000 / Gauss-Kruger CM 75E", 75, 500_000)]
    [InlineData(4512, "CGCS2000 / Gauss-Kruger CM 135E", 135, 500_000)]
    [InlineData(2349, "Xian 1980 / 3-degree Gauss-Kruger zone 25", 75, 25_500_000)]
    [InlineData(2390, "Xian 1980 / 3-degree Gauss-Kruger CM 135E", 135, 500_000)]
    [InlineData(2327, "Xian 1980 / Gauss-Kruger zone 13", 75, 13_500_000)]
    [InlineData(2348, "Xian 1980 / Gauss-Kruger CM 135E", 135, 500_000)]
    [InlineData(2401, "Beijing 1954 / 3-degree Gauss-Kruger zone 25", 75, 25_500_000)]
    [InlineData(2442, "Beijing 1954 / 3-degree Gauss-Kruger CM 135E", 135, 500_000)]
    [InlineData(21413, "Beijing 1954 / Gauss-Kruger zone 13", 75, 13_500_000)]
    [InlineData(21463, "Beijing 1954 / Gauss-Kruger CM 135E", 135, 500_000)]
    public void TryGet_AZone_IsThatOfTheDataset(int code, string name, int meridian, double easting)
    {
        Assert.True(CrsRegistry.TryGet(CrsId.Epsg(code), out var crs));
        Assert.Equal((name, 1, meridian, easting), (crs.Name, crs.MetresPerUnit, crs.Zone!.Value.CentralMeridian, crs.Zone.Value.FalseEasting));
        Assert.Contains($"PARAMETER[\"central_meridian\",{meridian}]", crs.Wkt, StringComparison.Ordinal);
        Assert.Contains($"PARAMETER[\"false_easting\",{easting}]", crs.Wkt, StringComparison.Ordinal);
        Assert.EndsWith($",AUTHORITY[\"EPSG\",\"{code}\"]]", crs.Wkt, StringComparison.Ordinal);
        Assert.True(CrsRegistry.TryGetZone(crs.Datum, crs.Zone.Value, out var same));
        Assert.Same(crs, same);
        Assert.Equal($"{name} (EPSG:{code})", crs.ToString());
    }

    [Theory]
    [InlineData(32601, "WGS 84 / UTM zone 1N", -177, 0)]
    [InlineData(32660, "WGS 84 / UTM zone 60N", 177, 0)]
    [InlineData(32701, "WGS 84 / UTM zone 1S", -177, 10_000_000)]
    [InlineData(32750, "WGS 84 / UTM zone 50S", 117, 10_000_000)]
    public void TryGet_Utm_IsThatOfTheDataset(int code, string name, double meridian, double northing)
    {
        Assert.True(CrsRegistry.TryGet(CrsId.Epsg(code), out var crs));
        Assert.Equal((name, 1, null, CrsDatum.Wgs84), (crs.Name, crs.MetresPerUnit, crs.Zone, crs.Datum));
        Assert.Contains($"PARAMETER[\"central_meridian\",{meridian}],PARAMETER[\"scale_factor\",0.9996]", crs.Wkt, StringComparison.Ordinal);
        Assert.Contains($"PARAMETER[\"false_northing\",{northing}]", crs.Wkt, StringComparison.Ordinal);
    }

    [Fact]
    public void All_IsInTheOrderOfTheCodes()
    {
        // Degrees of six datums, three families of 21 and 11 zones with and without their number, UTM to the north and south, two foreign ones.
        Assert.Equal(6 + (3 * 2 * (21 + 11)) + 120 + 2, CrsRegistry.All.Count);
        Assert.Equal(CrsRegistry.All.Select(crs => crs.Id.Code).Order(), CrsRegistry.All.Select(crs => crs.Id.Code));
        Assert.Equal([4214, 4269, 4326, 4490, 4555, 4610], CrsRegistry.All.Where(crs => crs.IsGeographic).Select(crs => crs.Id.Code));
        Assert.False(CrsRegistry.TryGet(CrsId.Epsg(4555 + 1), out _));
        Assert.False(CrsRegistry.TryGetZone(CrsDatum.Cgcs2000, new GaussKrugerZone(138, 3, false), out _));
    }

    [Theory]
    [InlineData(1.4999, 0)]
    [InlineData(1.5, 3)]
    [InlineData(-1.5, 0)]
    [InlineData(-1.5001, -3)]
    [InlineData(-178.5, -177)]
    [InlineData(-178.6, 180)]
    [InlineData(-180, 180)]
    [InlineData(180, 180)]
    public void CentralMeridian_IsTheNearest_TheEasternOfTwo(double longitude, int meridian)
    {
        Assert.Equal(meridian, ProjectedZone.CentralMeridian(longitude));
        Assert.Equal(ProjectedZone.For(longitude), ProjectedZone.For(new Point(longitude, 10).Buffer(0.00001)));
    }

    [Theory]
    [InlineData("D_China_2000", CrsDatum.Cgcs2000)]
    [InlineData("CGCS2000", CrsDatum.Cgcs2000)]
    [InlineData("China Geodetic Coordinate System 2000", CrsDatum.Cgcs2000)]
    [InlineData("GCS_China_Geodetic_Coordinate_System_2000", CrsDatum.Cgcs2000)]
    [InlineData("D_WGS_1984", CrsDatum.Wgs84)]
    [InlineData("WGS 84", CrsDatum.Wgs84)]
    [InlineData("World Geodetic System 1984", CrsDatum.Wgs84)]
    [InlineData("World Geodetic System 1984 ensemble", CrsDatum.Wgs84)]
    [InlineData("D_Xian_1980", CrsDatum.Xian1980)]
    [InlineData("Xian 80", CrsDatum.Xian1980)]
    [InlineData("D_Beijing_1954", CrsDatum.Beijing1954)]
    [InlineData("beijing54", CrsDatum.Beijing1954)]
    [InlineData("New_Beijing", CrsDatum.NewBeijing1954)]
    [InlineData("D_North_American_1983", CrsDatum.Nad83)]
    [InlineData("North_American_Datum_1983", CrsDatum.Nad83)]
    [InlineData("NAD83", CrsDatum.Nad83)]
    [InlineData("d_wgs_1984", CrsDatum.Other)]
    [InlineData("", CrsDatum.Other)]
    public void DatumNames_OfAnyProgram_AreKnown(string name, CrsDatum datum) => Assert.Equal(datum, DatumNames.Find(name));
}
