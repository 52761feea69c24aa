using System.Globalization;

namespace Platform.Spatial.Crs;

/// <summary>Writes well-known text (version 1) that ProjNET and GDAL read.</summary>
internal static class CrsWkt
{
    private static readonly Dictionary<CrsDatum, string> GeographicSystems = new()
    {
        [CrsDatum.Cgcs2000] = Geographic("China Geodetic Coordinate System 2000", "China_2000", "CGCS2000", "6378137", "298.257222101", 4490),
        [CrsDatum.Wgs84] = Geographic("WGS 84", "WGS_1984", "WGS 84", "6378137", "298.257223563", 4326),
        [CrsDatum.Xian1980] = Geographic("Xian 1980", "Xian_1980", "IAG 1975", "6378140", "298.257", 4610),
        [CrsDatum.Beijing1954] = Geographic("Beijing 1954", "Beijing_1954", "Krassowsky 1940", "6378245", "298.3", 4214),
        [CrsDatum.NewBeijing1954] = Geographic("New Beijing", "New_Beijing", "Krassowsky 1940", "6378245", "298.3", 4555),
        [CrsDatum.Nad83] = Geographic("NAD83", "North_American_Datum_1983", "GRS 1980", "6378137", "298.257222101", 4269),
    };

    /// <summary>GEOGCS of a datum.</summary>
    public static string Geographic(CrsDatum datum) => GeographicSystems[datum];

    /// <summary>PROJCS of a transverse Mercator projection in metres.</summary>
    public static string TransverseMercator(
        string name, CrsDatum datum, double centralMeridian, double scale, double falseEasting, double falseNorthing, CrsId id) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"PROJCS[\"{name}\",{Geographic(datum)},PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0]," +
            $"PARAMETER[\"central_meridian\",{centralMeridian:R}],PARAMETER[\"scale_factor\",{scale:R}]," +
            $"PARAMETER[\"false_easting\",{falseEasting:R}],PARAMETER[\"false_northing\",{falseNorthing:R}]," +
            $"UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]]{Authority(id)}]");

    /// <summary>PROJCS of a Lambert conformal conic projection with two standard parallels.</summary>
    public static string LambertConic(string name, CrsDatum datum, LambertParameters p, double metresPerUnit, CrsId id) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"PROJCS[\"{name}\",{Geographic(datum)},PROJECTION[\"Lambert_Conformal_Conic_2SP\"],PARAMETER[\"latitude_of_origin\",{p.Latitude:R}]," +
            $"PARAMETER[\"central_meridian\",{p.Longitude:R}]," +
            $"PARAMETER[\"standard_parallel_1\",{p.Parallel1:R}],PARAMETER[\"standard_parallel_2\",{p.Parallel2:R}]," +
            $"PARAMETER[\"false_easting\",{p.FalseEasting:R}],PARAMETER[\"false_northing\",{p.FalseNorthing:R}]," +
            $"UNIT[\"{(metresPerUnit == 1 ? "metre" : "US survey foot")}\",{metresPerUnit:R}]{Authority(id)}]");

    private static string Geographic(string name, string datum, string ellipsoid, string a, string inverseFlattening, int code) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"GEOGCS[\"{name}\",DATUM[\"{datum}\",SPHEROID[\"{ellipsoid}\",{a},{inverseFlattening}]],PRIMEM[\"Greenwich\",0]," +
            $"UNIT[\"degree\",0.0174532925199433]{Authority(CrsId.Epsg(code))}]");

    private static string Authority(CrsId id) =>
        id.IsKnown ? string.Create(CultureInfo.InvariantCulture, $",AUTHORITY[\"{id.Authority}\",\"{id.Code}\"]") : string.Empty;
}

/// <summary>Parameters of a Lambert conformal conic projection: degrees, and lengths in its unit.</summary>
internal readonly record struct LambertParameters(
    double Latitude, double Longitude, double Parallel1, double Parallel2, double FalseEasting, double FalseNorthing);
