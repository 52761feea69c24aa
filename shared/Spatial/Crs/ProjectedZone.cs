using NetTopologySuite.Geometries;

namespace Platform.Spatial.Crs;

/// <summary>
/// The projected CRS in which planar figures of a place are kept: transverse Mercator on CGCS2000 with the nearest 3° meridian, scale 1,
/// false easting 500 km, no zone prefix. In China's longitudes it is the EPSG zone (EPSG:4534 and following).
/// </summary>
public static class ProjectedZone
{
    /// <summary>The zone of a longitude. Half-way between two meridians the eastern one is taken.</summary>
    /// <param name="longitude">Degrees, −180 to 180.</param>
    public static CrsDefinition For(double longitude)
    {
        if (!(Math.Abs(longitude) <= 180))
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude lies between -180 and 180 degrees.");

        var meridian = CentralMeridian(longitude);
        if (CrsRegistry.TryGetZone(CrsDatum.Cgcs2000, new GaussKrugerZone(meridian, 3, false), out var known))
            return known;

        var name = $"CGCS2000 / transverse Mercator {Math.Abs(meridian)}{(meridian < 0 ? "W" : "E")}";
        return At(meridian, name);
    }

    /// <summary>The zone of the centre of a geometry in degrees.</summary>
    public static CrsDefinition For(Geometry geographic)
    {
        ArgumentNullException.ThrowIfNull(geographic);
        return For(geographic.EnvelopeInternal.Centre.X);
    }

    /// <summary>Degrees of the nearest 3° meridian, −177 to 180.</summary>
    public static int CentralMeridian(double longitude)
    {
        var meridian = (int)Math.Floor((longitude + 1.5) / 3) * 3;
        return meridian == -180 ? 180 : meridian;
    }

    /// <summary>Transverse Mercator with any central meridian, for figures of one place such as distances.</summary>
    internal static CrsDefinition At(double meridian, string name) => new(
        CrsId.Unknown, name, CrsDatum.Cgcs2000, 1, null, CrsWkt.TransverseMercator(name, CrsDatum.Cgcs2000, meridian, 1, 500_000, 0, CrsId.Unknown));
}
