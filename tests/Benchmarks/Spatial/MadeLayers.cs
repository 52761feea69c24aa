using NetTopologySuite.Geometries;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>Layers for benchmarks, the same for the same seed: metres in a 3-degree zone, or the same shapes in degrees.</summary>
/// <param name="seed">Of the random numbers.</param>
/// <param name="degrees">Longitude and latitude instead of metres.</param>
internal sealed class MadeLayers(int seed, bool degrees)
{
    private const double MetresPerDegree = 100_000;

    private static readonly GeometryFactory Factory = new();

    private readonly Random _random = new(seed);

    /// <summary>Parcels on a grid that share every edge: corners out of line, up to two more points on every edge.</summary>
    public Polygon[] Parcels(int across, int up, double size)
    {
        var corners = new Coordinate[across + 1, up + 1];
        for (var i = 0; i <= across; i++)
        {
            for (var j = 0; j <= up; j++)
                corners[i, j] = new Coordinate(size * (i + (0.5 * _random.NextDouble())), size * (j + (0.5 * _random.NextDouble())));
        }

        return Cells(across, up, (i, j, k, l) => Bent(corners[i, j], corners[k, l], _random.Next(3), size * 0.05));
    }

    /// <summary>Zones on a grid that share every edge; an edge has as many pieces and is bent again and again, like a river.</summary>
    public Polygon[] Zones(int across, int up, double size, int piecesPerEdge) => Cells(
        across, up, (i, j, k, l) => River(new Coordinate(size * i, size * j), new Coordinate(size * k, size * l), piecesPerEdge, 0.12));

    /// <summary>Stars of 8 to 16 corners anywhere in a square.</summary>
    public Polygon[] Patches(int count, double width, double height, double radius)
    {
        var patches = new Polygon[count];
        for (var p = 0; p < count; p++)
        {
            var centre = new Coordinate(width * _random.NextDouble(), height * _random.NextDouble());
            var corners = _random.Next(8, 17);
            var ring = new Coordinate[corners + 1];
            for (var c = 0; c < corners; c++)
            {
                var angle = 2 * Math.PI * (c + (0.6 * _random.NextDouble())) / corners;
                var reach = radius * (0.4 + (0.6 * _random.NextDouble()));
                ring[c] = new Coordinate(centre.X + (reach * Math.Cos(angle)), centre.Y + (reach * Math.Sin(angle)));
            }

            ring[corners] = ring[0].Copy();
            patches[p] = Place(ring);
        }

        return patches;
    }

    /// <summary>Another edition: every point moved by up to a tenth of a millimetre, every third left where it is.</summary>
    public Polygon[] Reissued(Polygon[] layer)
    {
        var moved = new Dictionary<Coordinate, Coordinate>();
        var by = degrees ? 1e-4 / MetresPerDegree : 1e-4;
        Coordinate Move(Coordinate c)
        {
            if (!moved.TryGetValue(c, out var to))
                moved.Add(c, to = _random.Next(3) == 0 ? c : new Coordinate(c.X + (by * (_random.NextDouble() - 0.5)), c.Y + (by * (_random.NextDouble() - 0.5))));
            return to.Copy();
        }

        return Array.ConvertAll(layer, polygon => Factory.CreatePolygon(Array.ConvertAll(polygon.Coordinates, Move)));
    }

    private Polygon[] Cells(int across, int up, Func<int, int, int, int, Coordinate[]> edge)
    {
        var (flat, upright) = (new Coordinate[across, up + 1][], new Coordinate[across + 1, up][]);
        for (var i = 0; i <= across; i++)
        {
            for (var j = 0; j <= up; j++)
            {
                if (i < across)
                    flat[i, j] = edge(i, j, i + 1, j);
                if (j < up)
                    upright[i, j] = edge(i, j, i, j + 1);
            }
        }

        return
        [
            .. from j in Enumerable.Range(0, up)
               from i in Enumerable.Range(0, across)
               select Place(
               [
                   .. flat[i, j].SkipLast(1), .. upright[i + 1, j].SkipLast(1),
                   .. flat[i, j + 1].Reverse().SkipLast(1), .. upright[i, j].Reverse(),
               ]),
        ];
    }

    private Coordinate[] Bent(Coordinate a, Coordinate b, int more, double by) =>
    [
        a,
        .. Enumerable.Range(1, more).Select(k => new Coordinate(
            a.X + ((b.X - a.X) * k / (more + 1)) + (by * (_random.NextDouble() - 0.5)),
            a.Y + ((b.Y - a.Y) * k / (more + 1)) + (by * (_random.NextDouble() - 0.5)))),
        b,
    ];

    private Coordinate[] River(Coordinate a, Coordinate b, int pieces, double bend)
    {
        var points = new Coordinate[pieces + 1];
        (points[0], points[pieces]) = (a, b);
        Bend(points, 0, pieces, bend);
        return points;
    }

    private void Bend(Coordinate[] points, int from, int to, double bend)
    {
        if (to - from < 2)
            return;

        var middle = (from + to) / 2;
        var (dx, dy) = (points[to].X - points[from].X, points[to].Y - points[from].Y);
        var away = bend * (_random.NextDouble() - 0.5);
        var share = (middle - from) / (double)(to - from);
        points[middle] = new Coordinate(points[from].X + (dx * share) - (dy * away), points[from].Y + (dy * share) + (dx * away));
        Bend(points, from, middle, bend);
        Bend(points, middle, to, bend);
    }

    // Shared corners are placed by the same arithmetic, so they stay shared to the last bit.
    private Polygon Place(Coordinate[] ring) => Factory.CreatePolygon(Array.ConvertAll(ring, c => degrees
        ? new Coordinate(114.5 + (c.X / MetresPerDegree), 38 + (c.Y / MetresPerDegree))
        : new Coordinate(38_450_000 + c.X, 4_200_000 + c.Y)));
}
