using System.Globalization;
using Platform.Formats.Features;

namespace Platform.Formats.GeoPackages;

/// <summary>A row of <c>gpkg_spatial_ref_sys</c>.</summary>
/// <param name="Id">srs_id: the EPSG code, -1 for undefined, 100000 and up for a CRS known by its definition only.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Organization">EPSG or NONE.</param>
/// <param name="Definition">WKT 1, or <c>undefined</c>.</param>
internal sealed record SpatialReference(int Id, string Name, string Organization, string Definition)
{
    private const string Wgs84Text =
        "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],"
        + "PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
        + "AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4326\"]]";

    private const string Cgcs2000Text =
        "GEOGCS[\"China Geodetic Coordinate System 2000\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101,AUTHORITY[\"EPSG\",\"1024\"]],"
        + "AUTHORITY[\"EPSG\",\"1043\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],"
        + "UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],AUTHORITY[\"EPSG\",\"4490\"]]";

    /// <summary>The three rows that every GeoPackage has.</summary>
    public static IReadOnlyList<SpatialReference> Required { get; } =
    [
        new(-1, "Undefined cartesian SRS", "NONE", "undefined"),
        new(0, "Undefined geographic SRS", "NONE", "undefined"),
        new(4326, "WGS 84", "EPSG", Wgs84Text),
    ];

    /// <summary>The row for a layer's CRS.</summary>
    /// <param name="crs">CRS of the layer.</param>
    /// <param name="freeId">Id to use for a CRS without an EPSG code.</param>
    public static SpatialReference For(CrsDefinition crs, int freeId)
    {
        if (crs.IsMissing)
        {
            return Required[0];
        }

        if (crs.Epsg is not { } code)
        {
            return new SpatialReference(freeId, "Custom", "NONE", crs.Definition!);
        }

        return code switch
        {
            4326 => Required[2],
            4490 => new SpatialReference(4490, "China Geodetic Coordinate System 2000", "EPSG", Cgcs2000Text),
            _ => GaussKruger(code) ?? new SpatialReference(code, Named(code), "EPSG", crs.Definition ?? "undefined"),
        };
    }

    /// <summary>The CGCS2000 Gauss–Kruger zones: 6° (4491–4512) and 3° (4513–4554), with and without the zone number in the easting.</summary>
    private static SpatialReference? GaussKruger(int code) => code switch
    {
        >= 4491 and <= 4501 => Zone(code, $"Gauss-Kruger zone {code - 4478}", ((code - 4478) * 6) - 3, code - 4478),
        >= 4502 and <= 4512 => Zone(code, $"Gauss-Kruger CM {75 + ((code - 4502) * 6)}E", 75 + ((code - 4502) * 6), 0),
        >= 4513 and <= 4533 => Zone(code, $"3-degree Gauss-Kruger zone {code - 4488}", (code - 4488) * 3, code - 4488),
        >= 4534 and <= 4554 => Zone(code, $"3-degree Gauss-Kruger CM {75 + ((code - 4534) * 3)}E", 75 + ((code - 4534) * 3), 0),
        _ => null,
    };

    private static SpatialReference Zone(int code, string name, int meridian, int zone)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"PROJCS[\"CGCS2000 / {name}\",{Cgcs2000Text},PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],"
            + $"PARAMETER[\"central_meridian\",{meridian}],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",{(zone * 1_000_000) + 500_000}],"
            + $"PARAMETER[\"false_northing\",0],UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]],AXIS[\"Northing\",NORTH],AXIS[\"Easting\",EAST],"
            + $"AUTHORITY[\"EPSG\",\"{code}\"]]");
        return new SpatialReference(code, "CGCS2000 / " + name, "EPSG", text);
    }

    private static string Named(int code) => string.Create(CultureInfo.InvariantCulture, $"EPSG:{code}");
}
