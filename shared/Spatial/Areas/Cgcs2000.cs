namespace Platform.Spatial.Areas;

/// <summary>The CGCS2000 ellipsoid (GB/T 30600; the same figures as GRS 1980 but for the eleventh digit of the flattening).</summary>
public static class Cgcs2000
{
    /// <summary>Semi-major axis, metres.</summary>
    public const double SemiMajorAxis = 6378137.0;

    /// <summary>Reciprocal of the flattening.</summary>
    public const double InverseFlattening = 298.257222101;

    /// <summary>Flattening.</summary>
    public const double Flattening = 1 / InverseFlattening;

    /// <summary>Semi-minor axis, metres.</summary>
    public const double SemiMinorAxis = SemiMajorAxis * (1 - Flattening);

    /// <summary>Square of the first eccentricity.</summary>
    public const double EccentricitySquared = Flattening * (2 - Flattening);

    /// <summary>Radians in a degree.</summary>
    internal const double RadiansPerDegree = Math.PI / 180;
}
