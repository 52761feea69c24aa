namespace Platform.Domain.Submissions;

/// <summary>The kind of file in which answers go back with their bad rows marked: the kind in which they came.</summary>
public enum MarkedFormKind
{
    /// <summary>One workbook with all worksheets and CSV files.</summary>
    Workbook,

    /// <summary>A GeoPackage with the check's columns added.</summary>
    GeoPackage,

    /// <summary>A GeoJSON file with the check's properties added.</summary>
    GeoJson,

    /// <summary>A zip of several of them.</summary>
    Archive,
}

/// <summary>How files of these kinds are called.</summary>
public static class MarkedFormKinds
{
    /// <summary>File extension with its dot.</summary>
    public static string Extension(this MarkedFormKind kind) => kind switch
    {
        MarkedFormKind.Workbook => ".xlsx",
        MarkedFormKind.GeoPackage => ".gpkg",
        MarkedFormKind.GeoJson => ".geojson",
        _ => ".zip",
    };

    /// <summary>Media type.</summary>
    public static string MediaType(this MarkedFormKind kind) => kind switch
    {
        MarkedFormKind.Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        MarkedFormKind.GeoPackage => "application/geopackage+sqlite3",
        MarkedFormKind.GeoJson => "application/geo+json",
        _ => "application/zip",
    };
}
