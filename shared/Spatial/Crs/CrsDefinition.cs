using Platform.Spatial.Areas;

namespace Platform.Spatial.Crs;

/// <summary>
/// What the platform knows of a coordinate reference system. Coordinates are always kept with x = east or longitude and y = north or
/// latitude, whatever order the authority prints.
/// </summary>
public sealed record CrsDefinition
{
    internal CrsDefinition(CrsId id, string name, CrsDatum datum, double? metresPerUnit, GaussKrugerZone? zone, string wkt)
    {
        Id = id;
        Name = name;
        Datum = datum;
        MetresPerUnit = metresPerUnit;
        Zone = zone;
        Wkt = wkt;
    }

    /// <summary>Identifier; <see cref="CrsId.Unknown"/> for a system that was read from WKT and has no code known here.</summary>
    public CrsId Id { get; }

    /// <summary>Name as the authority or the file gives it.</summary>
    public string Name { get; }

    /// <summary>Datum, which decides whether it can be transformed.</summary>
    public CrsDatum Datum { get; }

    /// <summary>Length of the coordinate unit in metres; null when coordinates are degrees.</summary>
    public double? MetresPerUnit { get; }

    /// <summary>Coordinates are degrees of longitude and latitude.</summary>
    public bool IsGeographic => MetresPerUnit is null;

    /// <summary>The Gauss–Krüger zone, when it is one.</summary>
    public GaussKrugerZone? Zone { get; }

    /// <summary>Well-known text (version 1).</summary>
    public string Wkt { get; }

    /// <summary>How areas are measured in this system: on the ellipsoid in degrees, otherwise in the plane with the unit's
    /// factor.</summary>
    public AreaMeasure AreaMeasure => MetresPerUnit is { } metres ? AreaMeasure.Planar(metres) : AreaMeasure.Ellipsoidal;

    /// <inheritdoc/>
    public override string ToString() => Id.IsKnown ? $"{Name} ({Id})" : Name;
}

/// <summary>Geodetic datums that the platform tells apart.</summary>
public enum CrsDatum
{
    /// <summary>Another one, transformed only with registered parameters.</summary>
    Other,

    /// <summary>China Geodetic Coordinate System 2000.</summary>
    Cgcs2000,

    /// <summary>WGS 84, taken as CGCS2000 within <see cref="CrsTransformation.Wgs84ToleranceMetres"/>.</summary>
    Wgs84,

    /// <summary>Xi'an 1980 (西安80).</summary>
    Xian1980,

    /// <summary>Beijing 1954 (北京54).</summary>
    Beijing1954,

    /// <summary>New Beijing 1954 (新北京54).</summary>
    NewBeijing1954,

    /// <summary>North American Datum 1983.</summary>
    Nad83,
}

/// <summary>A Gauss–Krüger zone: transverse Mercator, scale 1, false easting 500 km behind the zone number if that is prefixed.</summary>
/// <param name="CentralMeridian">Degrees east.</param>
/// <param name="WidthDegrees">3 or 6.</param>
/// <param name="IsPrefixed">Eastings start with the zone number (e.g. 38 512 345 m).</param>
public readonly record struct GaussKrugerZone(int CentralMeridian, int WidthDegrees, bool IsPrefixed)
{
    /// <summary>Zone number: 39 for 117° E in 3° zones, 20 in 6° zones.</summary>
    public int Number => WidthDegrees == 3 ? CentralMeridian / 3 : (CentralMeridian + 3) / 6;

    /// <summary>Metres.</summary>
    public double FalseEasting => 500_000 + (IsPrefixed ? Number * 1_000_000.0 : 0);
}
