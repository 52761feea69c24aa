using NetTopologySuite.Geometries;

namespace Platform.Tests.Unit.Spatial.Overlay;

/// <summary>Pairs of valid polygons by kind, the same for the same random numbers. Sizes are those of parcels in metres.</summary>
internal static class PolygonPairs
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>Kinds of pairs whose boundaries meet in more than crossings.</summary>
    public static readonly Func<Random, Coordinate, (Geometry, Geometry)>[] Degenerate =
    [
        Identical, SharedEdge, JunctionOnEdge, TouchingVertex, ContainedOnEdge, NearlyIdentical, NearlyShared, OnGrid, InHole,
    ];

    /// <summary>Two polygons that cross, lie apart, or contain each other; some with holes or of several parts.</summary>
    public static (Geometry A, Geometry B) Crossing(Random random, Coordinate centre)
    {
        var a = Any(random, centre, 20 + (40 * random.NextDouble()));
        var away = new Coordinate(centre.X + (80 * (random.NextDouble() - 0.5)), centre.Y + (80 * (random.NextDouble() - 0.5)));
        return (a, Any(random, away, 5 + (60 * random.NextDouble())));
    }

    /// <summary>A star with some corners, for counting in any direction.</summary>
    public static Coordinate[] Star(Random random, Coordinate centre, double size, int corners)
    {
        var turn = random.NextDouble();
        var ring = new Coordinate[corners + 1];
        for (var i = 0; i < corners; i++)
        {
            var angle = 2 * Math.PI * (i + turn + (0.6 * random.NextDouble())) / corners;
            var radius = size * (0.3 + (0.7 * random.NextDouble()));
            ring[i] = new Coordinate(centre.X + (radius * Math.Cos(angle)), centre.Y + (radius * Math.Sin(angle)));
        }

        ring[corners] = ring[0].Copy();
        return ring;
    }

    private static Geometry Any(Random random, Coordinate centre, double size) => random.Next(8) switch
    {
        0 => Holed(random, centre, size),
        1 => TwoParts(random, centre, size),
        2 => Box(centre, size, size * random.NextDouble()),
        _ => Factory.CreatePolygon(Star(random, centre, size, random.Next(3, 9))),
    };

    private static Polygon Box(Coordinate centre, double width, double height) =>
        (Polygon)Factory.ToGeometry(new Envelope(centre.X - width, centre.X + width, centre.Y - height, centre.Y + height));

    // The hole lies within the circle that even the deepest notch of a star of six corners keeps clear.
    private static Polygon Holed(Random random, Coordinate centre, double size)
    {
        var shell = Factory.CreateLinearRing(Star(random, centre, size, 7));
        var hole = Factory.CreateLinearRing(Star(random, centre, size * 0.1, 4));
        return Factory.CreatePolygon(shell, [hole]);
    }

    private static MultiPolygon TwoParts(Random random, Coordinate centre, double size) => Factory.CreateMultiPolygon(
    [
        Factory.CreatePolygon(Star(random, new Coordinate(centre.X - size, centre.Y), size * 0.9, 5)),
        Factory.CreatePolygon(Star(random, new Coordinate(centre.X + size, centre.Y), size * 0.9, 5)),
    ]);

    private static (Geometry, Geometry) Identical(Random random, Coordinate centre)
    {
        var ring = Star(random, centre, 40, random.Next(3, 9));
        var start = random.Next(ring.Length - 1);
        var turned = ring.Skip(start).Concat(ring.Skip(1).Take(start)).Select(c => c.Copy()).ToArray();
        if (random.Next(2) == 0)
            Array.Reverse(turned);
        return (Factory.CreatePolygon(ring), Factory.CreatePolygon(turned));
    }

    /// <summary>Two halves of a star, divided from corner to corner through its centre: neighbours.</summary>
    private static (Geometry, Geometry) SharedEdge(Random random, Coordinate centre)
    {
        var ring = Star(random, centre, 40, 8);
        return (Half(ring, 0, centre), Half(ring, 4, centre));
    }

    private static Polygon Half(Coordinate[] ring, int first, Coordinate centre)
    {
        var corners = Enumerable.Range(first, 5).Select(i => ring[i % 8].Copy()).Append(centre.Copy()).ToList();
        return Factory.CreatePolygon([.. corners, corners[0].Copy()]);
    }

    /// <summary>A corner lies on the middle of the other's edge, as far as doubles can have it there.</summary>
    private static (Geometry, Geometry) JunctionOnEdge(Random random, Coordinate centre)
    {
        var ring = Star(random, centre, 40, random.Next(3, 8));
        var (one, other) = (On(ring[0], ring[1], 0.2 + (0.2 * random.NextDouble())), On(ring[0], ring[1], 0.6 + (0.2 * random.NextDouble())));
        var outside = new Coordinate(one.X + (one.Y - other.Y), one.Y - (one.X - other.X));
        return (Factory.CreatePolygon(ring), Factory.CreatePolygon([one, outside, other, one.Copy()]));
    }

    private static (Geometry, Geometry) TouchingVertex(Random random, Coordinate centre)
    {
        var ring = Star(random, centre, 40, random.Next(3, 9));
        var corner = ring[0];
        var next = new Coordinate((2 * corner.X) - centre.X, (2 * corner.Y) - centre.Y);
        var other = Star(random, next, 10, 4);
        other[0] = corner.Copy();
        other[4] = corner.Copy();
        var touching = Factory.CreatePolygon(other);
        return (Factory.CreatePolygon(ring), touching.IsValid ? touching : Box(next, 1, 1));
    }

    private static (Geometry, Geometry) ContainedOnEdge(Random random, Coordinate centre)
    {
        var ring = Star(random, centre, 40, random.Next(4, 9));
        return (Factory.CreatePolygon(ring), Factory.CreatePolygon([ring[0].Copy(), ring[1].Copy(), centre.Copy(), ring[0].Copy()]));
    }

    /// <summary>Every corner is moved by anything from one unit in the last place to a millimetre.</summary>
    private static (Geometry, Geometry) NearlyIdentical(Random random, Coordinate centre)
    {
        var ring = Star(random, centre, 40, random.Next(3, 9));
        return (Factory.CreatePolygon(ring), Factory.CreatePolygon(Shaken(random, ring)));
    }

    private static (Geometry, Geometry) NearlyShared(Random random, Coordinate centre)
    {
        var (one, other) = SharedEdge(random, centre);
        return (one, Factory.CreatePolygon(Shaken(random, other.Coordinates)));
    }

    /// <summary>Whole coordinates from 0 to 7: corners and edges of the two often coincide.</summary>
    private static (Geometry, Geometry) OnGrid(Random random, Coordinate centre)
    {
        var corner = new Coordinate(Math.Floor(centre.X), Math.Floor(centre.Y));
        return (GridPolygon(random, corner), GridPolygon(random, corner));
    }

    private static Polygon GridPolygon(Random random, Coordinate corner)
    {
        while (true)
        {
            var ring = Enumerable.Range(0, random.Next(3, 7)).Select(_ => new Coordinate(corner.X + random.Next(8), corner.Y + random.Next(8))).ToList();
            var polygon = Factory.CreatePolygon([.. ring, ring[0].Copy()]);
            if (polygon.IsValid)
                return polygon;
        }
    }

    /// <summary>One fills, or more than fills, the other's hole.</summary>
    private static (Geometry, Geometry) InHole(Random random, Coordinate centre)
    {
        var holed = Holed(random, centre, 50);
        return (holed, random.Next(2) == 0 ? Factory.CreatePolygon(holed.GetInteriorRingN(0).Coordinates) : Factory.CreatePolygon(holed.ExteriorRing.Coordinates));
    }

    private static Coordinate On(Coordinate a, Coordinate b, double share) => new(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));

    private static Coordinate[] Shaken(Random random, Coordinate[] ring)
    {
        var by = random.Next(4) == 0 ? 0 : Math.Pow(10, -3 - (9 * random.NextDouble()));
        var moved = ring.Select(c => by == 0
            ? new Coordinate(Math.BitIncrement(c.X), random.Next(2) == 0 ? c.Y : Math.BitDecrement(c.Y))
            : new Coordinate(c.X + (by * (random.NextDouble() - 0.5)), c.Y + (by * (random.NextDouble() - 0.5)))).ToArray();
        moved[^1] = moved[0].Copy();
        return moved;
    }
}
