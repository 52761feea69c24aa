namespace Platform.Formats.Features;

/// <summary>
/// The coordinate reference system as the file states it, not yet judged: what it means is decided by
/// <c>Platform.Spatial</c> together with the extent of the coordinates.
/// </summary>
/// <param name="Definition">WKT, URN or other text as found; null when the file says nothing.</param>
/// <param name="Epsg">EPSG code where the file gives one, or where the format fixes it (GeoJSON: 4326).</param>
/// <param name="Source">Where it was found, for messages: <c>.prj</c>, <c>gpkg_spatial_ref_sys</c>, <c>crs</c>.</param>
public sealed record CrsDefinition(string? Definition, int? Epsg, string Source)
{
    /// <summary>The file says nothing about its CRS.</summary>
    public static CrsDefinition Missing { get; } = new(null, null, "");

    /// <summary>Whether the file says nothing about its CRS.</summary>
    public bool IsMissing => Definition is null && Epsg is null;

    /// <summary>A CRS known by its EPSG code, for writing.</summary>
    public static CrsDefinition FromEpsg(int epsg) => new(null, epsg, "EPSG");
}
