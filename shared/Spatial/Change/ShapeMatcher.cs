using NetTopologySuite.Algorithm.Distance;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Platform.Spatial.Change;

/// <summary>Two shapes, one of each epoch, that are each other's best match.</summary>
/// <param name="Old">Index in the older epoch.</param>
/// <param name="New">Index in the newer epoch.</param>
/// <param name="Ratio">Common area over united area, 0–1.</param>
internal readonly record struct ShapePair(int Old, int New, double Ratio);

/// <summary>Finds the shapes that both epochs have.</summary>
internal static class ShapeMatcher
{
    /// <summary>Pairs that are mutually the best match with at least <paramref name="leastRatio"/>, in the order of the older
    /// epoch.</summary>
    public static IReadOnlyList<ShapePair> Match(IReadOnlyList<Shape> old, IReadOnlyList<Shape> @new, double leastRatio, int threads)
    {
        var index = Index(@new);
        var best = new (int Other, double Ratio)[old.Count];
        Parallel.For(0, old.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => best[i] = Best(old[i], index, leastRatio));

        var bestOfNew = new Dictionary<int, ShapePair>();
        for (var i = 0; i < old.Count; i++)
        {
            var (other, ratio) = best[i];
            if (other >= 0 && (!bestOfNew.TryGetValue(other, out var rival) || ratio > rival.Ratio))
                bestOfNew[other] = new ShapePair(i, other, ratio);
        }

        return [.. bestOfNew.Values.OrderBy(pair => pair.Old)];
    }

    /// <summary>Largest distance from a vertex of one boundary to the other boundary, both ways.</summary>
    public static double Displacement(Geometry a, Geometry b) => DiscreteHausdorffDistance.Distance(a, b);

    public static HPRtree<Shape> Index(IReadOnlyList<Shape> shapes)
    {
        var index = new HPRtree<Shape>();
        foreach (var shape in shapes.Where(s => !s.Geometry.IsEmpty))
            index.Insert(shape.Envelope, shape);
        index.Build();
        return index;
    }

    private static (int Other, double Ratio) Best(Shape shape, HPRtree<Shape> index, double leastRatio)
    {
        var best = (Other: -1, Ratio: 0.0);
        foreach (var other in index.Query(shape.Envelope).OrderBy(s => s.Index))
        {
            if (!CanReach(shape, other, leastRatio))
                continue;
            var common = OverlayNGRobust.Overlay(shape.Geometry, other.Geometry, SpatialFunction.Intersection).Area;
            var ratio = common / (shape.Area + other.Area - common);
            if (ratio >= leastRatio && ratio > best.Ratio)
                best = (other.Index, ratio);
        }

        return best;
    }

    // The common area is at most the smaller area and the common envelope: most neighbours drop out without an overlay.
    private static bool CanReach(Shape a, Shape b, double leastRatio)
    {
        var most = Math.Min(Math.Min(a.Area, b.Area), a.Envelope.Intersection(b.Envelope).Area);
        return most >= leastRatio * (a.Area + b.Area - most);
    }
}
