using NetTopologySuite.Geometries;
using Platform.Spatial.Change;
using Platform.Spatial.Crs;

namespace Platform.Tests.Unit.Spatial.Change;

/// <summary>
/// A made-up town for change detection: blocks of parcels 20 m × 30 m between streets 10 m wide, laid out in the plane of a 3° zone and handed over in degrees.
/// An epoch may be shifted, warped and digitised with noise; changes are planted by editing the parcels.
/// </summary>
internal sealed class Town
{
    private const double Width = 20;
    private const double Depth = 30;
    private static readonly GeometryFactory Factory = new();
    private static readonly CrsTransformation ToDegrees = Transformation(ProjectedZone.For(114.3), CrsRegistry.Cgcs2000);
    private static readonly CrsTransformation ToPlane = Transformation(CrsRegistry.Cgcs2000, ProjectedZone.For(114.3));

    private readonly List<(Geometry Geometry, string? Class)> _parcels = [];

    /// <summary>Eight blocks a side of 6 × 2 parcels: 768 parcels that share edges inside a block.</summary>
    public Town()
    {
        for (var block = 0; block < 64; block++)
        {
            var (left, bottom) = (530_000 + (block % 8 * ((6 * Width) + 10)), 4_200_000 + (block / 8 * ((2 * Depth) + 10)));
            for (var i = 0; i < 12; i++)
                _parcels.Add((Box(left + (i % 6 * Width), bottom + (i / 6 * Depth), Width, Depth), null));
        }
    }

    public int Count => _parcels.Count;

    public static Polygon Box(double x, double y, double width, double height) =>
        (Polygon)Factory.ToGeometry(new Envelope(x, x + width, y, y + height));

    public Envelope Of(int parcel) => _parcels[parcel].Geometry.EnvelopeInternal;

    public Town Replace(int parcel, Geometry geometry)
    {
        _parcels[parcel] = (geometry, _parcels[parcel].Class);
        return this;
    }

    public Town Remove(int parcel) => Replace(parcel, Factory.CreatePolygon());

    public int Add(Geometry geometry)
    {
        _parcels.Add((geometry, null));
        return _parcels.Count - 1;
    }

    public Town Classify(int parcel, string @class)
    {
        _parcels[parcel] = (_parcels[parcel].Geometry, @class);
        return this;
    }

    /// <summary>The town as an epoch; a vertex shared by parcels is digitised once, so noise moves boundaries and tears no gaps.</summary>
    public ChangeEpoch Epoch(string name, double noise = 0, int seed = 1, Func<Coordinate, (double East, double North)>? shift = null) => new(
        name,
        [.. _parcels.Select((p, i) => new EpochRow(i, p.Geometry.IsEmpty ? null : ToDegrees.Transform(Digitise(p.Geometry, noise, seed, shift)), p.Class))
            .Where(row => row.Geometry is not null)]);

    /// <summary>A patch back in the plane.</summary>
    public static Geometry Plane(Geometry degrees) => ToPlane.Transform(degrees);

    private static Geometry Digitise(Geometry geometry, double noise, int seed, Func<Coordinate, (double East, double North)>? shift)
    {
        var copy = geometry.Copy();
        foreach (var c in copy.Coordinates.DistinctBy(c => c, ReferenceEqualityComparer.Instance).Cast<Coordinate>())
        {
            var random = new Random(HashCode(c, seed));
            var (east, north) = shift?.Invoke(c) ?? (0, 0);
            c.X += east + (noise * ((2 * random.NextDouble()) - 1));
            c.Y += north + (noise * ((2 * random.NextDouble()) - 1));
        }

        copy.GeometryChanged();
        return copy;
    }

    private static int HashCode(Coordinate c, int seed) => (int)(((((long)Math.Round(c.X * 100)) * 73856093) ^ (((long)Math.Round(c.Y * 100)) * 19349663) ^ (seed * 83492791L)) & 0x7FFFFFFF);

    private static CrsTransformation Transformation(CrsDefinition source, CrsDefinition target) =>
        CrsTransformation.TryCreate(source, target, RegisteredParameters.None, out var transformation, out _) ? transformation : throw new InvalidOperationException();
}
