namespace Platform.Spatial.Crs;

/// <summary>
/// Seven parameters of the Bursa–Wolf model with the position-vector convention (EPSG method 9606), heights taken as zero. For the
/// coordinate-frame convention reverse the signs of the rotations.
/// </summary>
/// <param name="Dx">Metres.</param>
/// <param name="Dy">Metres.</param>
/// <param name="Dz">Metres.</param>
/// <param name="RxSeconds">Arc seconds.</param>
/// <param name="RySeconds">Arc seconds.</param>
/// <param name="RzSeconds">Arc seconds.</param>
/// <param name="ScalePpm">Parts per million.</param>
public readonly record struct SevenParameters(
    double Dx, double Dy, double Dz, double RxSeconds, double RySeconds, double RzSeconds, double ScalePpm)
{
    internal (double Longitude, double Latitude) Apply(double longitude, double latitude, Ellipsoid from, Ellipsoid to)
    {
        const double perSecond = Math.PI / 180 / 3600;
        var (x, y, z) = from.ToGeocentric(longitude, latitude);
        var (rx, ry, rz) = (RxSeconds * perSecond, RySeconds * perSecond, RzSeconds * perSecond);
        var k = 1 + (ScalePpm * 1e-6);
        return to.ToGeodetic(
            Dx + (k * (x - (rz * y) + (ry * z))),
            Dy + (k * ((rz * x) + y - (rx * z))),
            Dz + (k * ((-ry * x) + (rx * y) + z)));
    }
}

/// <summary>An ellipsoid of revolution.</summary>
/// <param name="SemiMajorAxis">Metres.</param>
/// <param name="InverseFlattening">Reciprocal of the flattening.</param>
internal readonly record struct Ellipsoid(double SemiMajorAxis, double InverseFlattening)
{
    private double EccentricitySquared => (2 - (1 / InverseFlattening)) / InverseFlattening;

    /// <summary>The ellipsoid that a definition's text names, if it names one.</summary>
    public static Ellipsoid? Of(CrsDefinition crs)
    {
        if (!WktNode.TryParse(crs.Wkt, out var root, out _))
            return null;

        var spheroid = root.Find("SPHEROID", "ELLIPSOID");
        return spheroid is not null && spheroid.Number(0) is { } a and > 0 && spheroid.Number(1) is { } f and > 1 ? new Ellipsoid(a, f) : null;
    }

    public (double X, double Y, double Z) ToGeocentric(double longitude, double latitude)
    {
        var (sinB, cosB) = Math.SinCos(latitude * Math.PI / 180);
        var (sinL, cosL) = Math.SinCos(longitude * Math.PI / 180);
        var n = SemiMajorAxis / Math.Sqrt(1 - (EccentricitySquared * sinB * sinB));
        return (n * cosB * cosL, n * cosB * sinL, n * (1 - EccentricitySquared) * sinB);
    }

    public (double Longitude, double Latitude) ToGeodetic(double x, double y, double z)
    {
        var p = Math.Sqrt((x * x) + (y * y));
        var latitude = Math.Atan2(z, p * (1 - EccentricitySquared));
        for (var step = 0; step < 8; step++)
        {
            var sin = Math.Sin(latitude);
            var n = SemiMajorAxis / Math.Sqrt(1 - (EccentricitySquared * sin * sin));
            latitude = Math.Atan2(z + (EccentricitySquared * n * sin), p);
        }

        return (Math.Atan2(y, x) * 180 / Math.PI, latitude * 180 / Math.PI);
    }
}
