using NetTopologySuite.Geometries;

namespace Platform.Spatial.Sectors;

/// <summary>
/// Draws the cells of rings and sectors. Neighbours get the same points on their common boundary, computed by the same arithmetic.
/// </summary>
/// <param name="place">Gives the place at an azimuth (degrees) and a distance (metres).</param>
/// <param name="radii">Outer radii, metres.</param>
/// <param name="sectors">Number of sectors.</param>
/// <param name="longestStep">Longest edge along a radius, metres.</param>
internal sealed class RingSectorOutline(Func<double, double, Coordinate> place, IReadOnlyList<double> radii, int sectors, double longestStep)
{
    private const int FewestPointsOfCircle = 32;

    private static readonly GeometryFactory Factory = new();

    private readonly Coordinate[][] _circles = [.. radii.Select(radius => Circle(place, radius, sectors))];

    /// <summary>Outer radii, metres.</summary>
    public IReadOnlyList<double> Radii => radii;

    /// <summary>Number of sectors.</summary>
    public int Sectors => sectors;

    /// <summary>Inner radius of a ring, metres.</summary>
    public double Inner(int ring) => ring == 0 ? 0 : radii[ring - 1];

    /// <summary>The polygon of a cell.</summary>
    public Polygon Shape(int ring, int sector) => sectors == 1 ? Annulus(ring) : Factory.CreatePolygon(
    [
        .. Copy(Radius(ring, sector)),
        .. Copy(Arc(ring, sector)),
        .. Copy(Radius(ring, sector + 1).Reverse()),
        .. ring == 0 ? [place(0, 0)] : Copy(Arc(ring - 1, sector).Reverse()),
        .. Copy(Radius(ring, sector).Take(1)),
    ]);

    private Polygon Annulus(int ring)
    {
        LinearRing Closed(int circle) => Factory.CreateLinearRing([.. Copy(_circles[circle]), _circles[circle][0].Copy()]);
        return Factory.CreatePolygon(Closed(ring), ring == 0 ? [] : [Closed(ring - 1)]);
    }

    // From the start of the sector to its end, both included.
    private IEnumerable<Coordinate> Arc(int ring, int sector)
    {
        var circle = _circles[ring];
        var each = circle.Length / sectors;
        return Enumerable.Range(sector * each, each + 1).Select(i => circle[i % circle.Length]);
    }

    // Strictly between the two circles; the centre starts the first.
    private IEnumerable<Coordinate> Radius(int ring, int boundary)
    {
        var (from, to) = (Inner(ring), radii[ring]);
        var azimuth = ((boundary % sectors) - 0.5) * 360 / sectors;
        var steps = Math.Max(1, (int)Math.Min(Math.Ceiling((to - from) / longestStep), 1_000_000));
        var between = Enumerable.Range(1, steps - 1).Select(i => place(azimuth, from + ((to - from) * i / steps)));
        return between.Prepend(ring == 0 ? place(0, 0) : Arc(ring - 1, boundary % sectors).First());
    }

    private static Coordinate[] Circle(Func<double, double, Coordinate> place, double radius, int sectors)
    {
        // The middle of a chord lies r (1 − cos ½α) inside the arc. With its ends moved out by two thirds of it the chord encloses what the arc does.
        var half = Math.Acos(1 - Math.Min(RingSectors.DeviationMetres / radius, 0.5));
        var points = Math.Max(FewestPointsOfCircle, (int)Math.Ceiling(Math.PI / half));
        points = (points + sectors - 1) / sectors * sectors;
        var angle = 2 * Math.PI / points;
        var outer = radius * Math.Sqrt(angle / Math.Sin(angle));
        return [.. Enumerable.Range(0, points).Select(i => place((360.0 * i / points) - (sectors == 1 ? 0 : 180.0 / sectors), outer))];
    }

    private static IEnumerable<Coordinate> Copy(IEnumerable<Coordinate> points) => points.Select(point => point.Copy());
}
