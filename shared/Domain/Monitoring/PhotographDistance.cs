using NetTopologySuite.Geometries;
using Platform.Spatial.Crs;

namespace Platform.Domain.Monitoring;

/// <summary>How far a camera stood from a patch.</summary>
internal static class PhotographDistance
{
    // A camera 3° away stands in no useful relation to the patch, and the projection would stretch: half a degree is far enough to say so.
    private const double FarDegrees = 0.5;
    private const double MetresPerDegree = 111_000;

    /// <summary>Metres from the patch's nearest edge, 0 inside, to 0.1 m; beyond half a degree to about a percent.</summary>
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

    private static double FarMetres(Coordinate a, Coordinate b)
    {
        var dx = Math.Min(Math.Abs(a.X - b.X), 360 - Math.Abs(a.X - b.X)) * Math.Cos((a.Y + b.Y) / 2 * Math.PI / 180);
        return Math.Round(Math.Sqrt((dx * dx) + ((a.Y - b.Y) * (a.Y - b.Y))) * MetresPerDegree);
    }
}
