using NetTopologySuite.Geometries;
using Platform.Spatial.Crs;

namespace Platform.Domain.Monitoring;

/// <summary>How far a camera stood from a patch.</summary>
internal static class PhotographDistance
{
    // A camera 3° away stands in no useful relation to the patch, and the projection would stretch: half a degree is far enough to say so.
    private const double FarDegrees = 0.5;
    private const double MeanRadius = 6_371_009;

    /// <summary>Metres from the patch's nearest edge, 0 inside, to 0.1 m; beyond half a degree from its centre, to half a percent.</summary>
    /// <param name="patch">EPSG:4490.</param>
    /// <param name="longitude">WGS 84, taken as CGCS2000.</param>
    /// <param name="latitude">WGS 84.</param>
    public static double Metres(Geometry patch, double longitude, double latitude)
    {
        var camera = patch.Factory.CreatePoint(new Coordinate(longitude, latitude));
        if (patch.EnvelopeInternal.Distance(camera.EnvelopeInternal) > FarDegrees)
        {
            return FarMetres(patch.EnvelopeInternal.Centre, camera.Coordinate);
        }

        return CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, ProjectedZone.For(patch), RegisteredParameters.None, out var plane, out var refusal)
            ? Math.Round(plane.Transform(patch).Distance(plane.Transform(camera)), 1)
            : throw new InvalidOperationException(refusal.MessageEn);
    }

    // Great circle by the haversine formula.
    private static double FarMetres(Coordinate a, Coordinate b)
    {
        var (dLatitude, dLongitude) = (Radians(b.Y - a.Y) / 2, Radians(b.X - a.X) / 2);
        var h = Math.Pow(Math.Sin(dLatitude), 2) + (Math.Cos(Radians(a.Y)) * Math.Cos(Radians(b.Y)) * Math.Pow(Math.Sin(dLongitude), 2));
        return Math.Round(2 * MeanRadius * Math.Asin(Math.Min(1, Math.Sqrt(h))));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
