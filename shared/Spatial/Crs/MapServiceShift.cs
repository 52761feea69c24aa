namespace Platform.Spatial.Crs;

/// <summary>
/// The displacements of Chinese map services: GCJ-02 (the published approximation of the "Mars" shift, on the Krassovsky ellipsoid) and
/// BD-09 on top of it. Positions are (longitude, latitude) in degrees; outside China nothing is displaced. The inverse is iterated until it
/// reproduces the displaced position, so forward and back agree to 1e-12° (0.1 µm).
/// </summary>
public static class MapServiceShift
{
    private const double A = 6378245.0;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double BaiduTurn = Math.PI * 3000 / 180;

    /// <summary>WGS 84 (or CGCS2000) to GCJ-02.</summary>
    public static (double Longitude, double Latitude) ToGcj02(double longitude, double latitude)
    {
        if (longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271)
            return (longitude, latitude);

        var (east, north) = Series(longitude - 105, latitude - 35);
        var radians = latitude * Math.PI / 180;
        var sin = Math.Sin(radians);
        var w = 1 - (EccentricitySquared * sin * sin);
        var root = Math.Sqrt(w);
        return (
            longitude + (east * 180 / (A / root * Math.Cos(radians) * Math.PI)),
            latitude + (north * 180 / (A * (1 - EccentricitySquared) / (w * root) * Math.PI)));
    }

    /// <summary>GCJ-02 to WGS 84 (or CGCS2000).</summary>
    public static (double Longitude, double Latitude) FromGcj02(double longitude, double latitude) => Invert(ToGcj02, longitude, latitude);

    /// <summary>GCJ-02 to BD-09.</summary>
    public static (double Longitude, double Latitude) Gcj02ToBd09(double longitude, double latitude)
    {
        var z = Math.Sqrt((longitude * longitude) + (latitude * latitude)) + (0.00002 * Math.Sin(latitude * BaiduTurn));
        var (sin, cos) = Math.SinCos(Math.Atan2(latitude, longitude) + (0.000003 * Math.Cos(longitude * BaiduTurn)));
        return ((z * cos) + 0.0065, (z * sin) + 0.006);
    }

    /// <summary>WGS 84 (or CGCS2000) to BD-09.</summary>
    public static (double Longitude, double Latitude) ToBd09(double longitude, double latitude)
    {
        var (l, b) = ToGcj02(longitude, latitude);
        return Gcj02ToBd09(l, b);
    }

    /// <summary>BD-09 to WGS 84 (or CGCS2000).</summary>
    public static (double Longitude, double Latitude) FromBd09(double longitude, double latitude) => Invert(ToBd09, longitude, latitude);

    // The shift varies by less than a hundredth over its own length, so every step gains about two digits.
    private static (double Longitude, double Latitude) Invert(
        Func<double, double, (double Longitude, double Latitude)> forward, double longitude, double latitude)
    {
        var (l, b) = (longitude, latitude);
        for (var step = 0; step < 40; step++)
        {
            var (atL, atB) = forward(l, b);
            var (dl, db) = (longitude - atL, latitude - atB);
            (l, b) = (l + dl, b + db);
            if (Math.Abs(dl) < 1e-13 && Math.Abs(db) < 1e-13)
                break;
        }

        return (l, b);
    }

    // Displacement in metres east and north at (x, y) degrees from 105° E, 35° N.
    private static (double East, double North) Series(double x, double y)
    {
        static double S(double v) => Math.Sin(v * Math.PI);
        var common = ((20 * S(6 * x)) + (20 * S(2 * x))) * 2 / 3;
        var root = Math.Sqrt(Math.Abs(x));
        var north = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * root) + common
            + (((20 * S(y)) + (40 * S(y / 3))) * 2 / 3) + (((160 * S(y / 12)) + (320 * S(y / 30))) * 2 / 3);
        var east = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * root) + common
            + (((20 * S(x)) + (40 * S(x / 3))) * 2 / 3) + (((150 * S(x / 12)) + (300 * S(x / 30))) * 2 / 3);
        return (east, north);
    }
}
