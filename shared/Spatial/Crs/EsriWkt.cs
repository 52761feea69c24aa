using System.Globalization;

namespace Platform.Spatial.Crs;

/// <summary>
/// Writes well-known text in the dialect of ESRI's programs, which is what a <c>.prj</c> file holds: their names of systems, datums and projections, no
/// codes. Names are those that the EPSG dataset lists as ESRI's aliases, so that a reader finds the code again.
/// </summary>
public static class EsriWkt
{
    private static readonly Dictionary<CrsDatum, (string System, string Datum, string Ellipsoid)> Names = new()
    {
        [CrsDatum.Cgcs2000] = ("China_Geodetic_Coordinate_System_2000", "China_2000", "CGCS2000"),
        [CrsDatum.Wgs84] = ("WGS_1984", "WGS_1984", "WGS_1984"),
        [CrsDatum.Xian1980] = ("Xian_1980", "Xian_1980", "Xian_1980"),
        [CrsDatum.Beijing1954] = ("Beijing_1954", "Beijing_1954", "Krasovsky_1940"),
        [CrsDatum.NewBeijing1954] = ("New_Beijing", "New_Beijing", "Krasovsky_1940"),
        [CrsDatum.Nad83] = ("North_American_1983", "North_American_1983", "GRS_1980"),
    };

    private static readonly (string Name, string Common, double Otherwise)[] Parameters =
    [
        ("False_Easting", "falseeasting", 0), ("False_Northing", "falsenorthing", 0), ("Central_Meridian", "centralmeridian", 0),
        ("Standard_Parallel_1", "standardparallel1", double.NaN), ("Standard_Parallel_2", "standardparallel2", double.NaN),
        ("Scale_Factor", "scalefactor", double.NaN), ("Latitude_Of_Origin", "latitudeoforigin", 0),
    ];

    /// <summary>The text of a system: of one that is known by its code in ESRI's dialect, of another one as it was found.</summary>
    /// <returns>The text, or null when it was found in version 2 or describes no geographic or projected system: <c>.prj</c> files hold neither.</returns>
    public static string? TryWrite(CrsDefinition crs)
    {
        ArgumentNullException.ThrowIfNull(crs);
        if (!WktNode.TryParse(crs.Wkt, out var root, out _) || root.Keyword is not ("GEOGCS" or "PROJCS"))
            return null;
        if (!crs.Id.IsKnown)
            return crs.Wkt;
        return crs.IsGeographic ? Geographic(crs.Datum, root) : Projected(crs, root);
    }

    private static string Geographic(CrsDatum datum, WktNode root)
    {
        var (system, name, ellipsoid) = Names[datum];
        var figure = root.Find("SPHEROID")!;
        return $"GEOGCS[\"GCS_{system}\",DATUM[\"D_{name}\",SPHEROID[\"{ellipsoid}\",{Spelled(figure.Number(0)!.Value)},{Spelled(figure.Number(1)!.Value)}]],"
            + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    }

    private static string Projected(CrsDefinition crs, WktNode root)
    {
        var stated = WktParameters.Of(root);
        var method = !stated.IsTransverseMercator ? "Lambert_Conformal_Conic" : crs.Zone is null ? "Transverse_Mercator" : "Gauss_Kruger";
        var parameters = Parameters.Select(p => (p.Name, Value: stated[p.Common, p.Otherwise])).Where(p => !double.IsNaN(p.Value))
            .Select(p => $"PARAMETER[\"{p.Name}\",{Spelled(p.Value)}],");
        var unit = crs.MetresPerUnit == 1 ? "UNIT[\"Meter\",1.0]" : $"UNIT[\"Foot_US\",{Spelled(crs.MetresPerUnit!.Value)}]";
        return $"PROJCS[\"{NameOf(crs)}\",{Geographic(crs.Datum, root)},PROJECTION[\"{method}\"],{string.Concat(parameters)}{unit}]";
    }

    private static string NameOf(CrsDefinition crs) => crs switch
    {
        { Id.Code: 26986 } => "NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001",
        { Id.Code: 2249 } => "NAD_1983_StatePlane_Massachusetts_Mainland_FIPS_2001_Feet",
        { Datum: CrsDatum.Beijing1954, Zone: { WidthDegrees: 6, IsPrefixed: false } zone } => $"Beijing_1954_Gauss_Kruger_CM_{zone.CentralMeridian}E",
        _ => crs.Name.Replace("WGS 84 / ", "WGS_1984_", StringComparison.Ordinal).Replace(" / ", "_", StringComparison.Ordinal)
            .Replace("3-degree ", "3_Degree_", StringComparison.Ordinal).Replace("Gauss-Kruger", "GK", StringComparison.Ordinal)
            .Replace("zone", "Zone", StringComparison.Ordinal).Replace(' ', '_'),
    };

    private static string Spelled(double value) => value.ToString("0.0##############", CultureInfo.InvariantCulture);
}
