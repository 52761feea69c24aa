using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Chain;
using NetTopologySuite.Index.HPRtree;

namespace Platform.Spatial.Validity;

/// <summary>
/// Bounds the work of one overlay before it starts. The number of crossings, not of vertices, is what costs: two combs of 2,400 vertices
/// took 34 s and 6 GB. Small pairs pass unseen; for the others the pairs of segments that a search by envelopes comes to are counted, an
/// upper bound of the crossings.
/// </summary>
/// <param name="FreeProduct">Pairs whose vertex product is not above this pass without counting.</param>
/// <param name="MaxCrossings">Largest number of crossings.</param>
/// <param name="MaxEdgePairs">Largest number of pairs of edges that an area may take, which needs no crossings.</param>
public sealed record OverlayBudget(long FreeProduct = 200_000, long MaxCrossings = 200_000, long MaxEdgePairs = 1_000_000_000)
{
    /// <summary>200,000 crossings or a thousand million pairs of edges, about a second of work.</summary>
    public static OverlayBudget Default { get; } = new();

    /// <summary>Whether the overlay of two geometries stays within the budget; <paramref name="crossings"/> is the count as far as it was
    /// taken.</summary>
    public bool Admits(Geometry first, Geometry second, out long crossings)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        crossings = 0;
        if ((long)first.NumPoints * second.NumPoints <= FreeProduct)
            return true;

        var common = first.EnvelopeInternal.Intersection(second.EnvelopeInternal);
        var index = Index(Chains(second, common));
        var counter = new Counter(MaxCrossings);
        foreach (var chain in Chains(first, common))
        {
            foreach (var other in index.Query(chain.Envelope))
                chain.ComputeOverlaps(other, counter);
            if (counter.IsExceeded)
                break;
        }

        crossings = counter.Count;
        return !counter.IsExceeded;
    }

    /// <summary>Whether the boundary of one geometry meets itself no more often than the budget; neighbouring segments count too.</summary>
    public bool AdmitsSelf(Geometry geometry, out long crossings)
    {
        ArgumentNullException.ThrowIfNull(geometry);

        // Each meeting is found from both sides, and every segment meets itself and its two neighbours.
        var allowance = (2 * MaxCrossings) + (3L * geometry.NumPoints);
        var admitted = (this with { MaxCrossings = allowance }).Admits(geometry, geometry, out var all);
        crossings = Math.Max(0, (all - (3L * geometry.NumPoints)) / 2);
        return admitted;
    }

    private static HPRtree<MonotoneChain> Index(IEnumerable<MonotoneChain> chains)
    {
        var index = new HPRtree<MonotoneChain>();
        foreach (var chain in chains)
            index.Insert(chain.Envelope, chain);
        return index;
    }

    private static IEnumerable<MonotoneChain> Chains(Geometry geometry, Envelope within) =>
        LinearComponentExtracter.GetLines(geometry)
            .SelectMany(line => MonotoneChainBuilder.GetChains(line.Coordinates))
            .Where(chain => chain.Envelope.Intersects(within));

    private sealed class Counter(long limit) : MonotoneChainOverlapAction
    {
        public long Count { get; private set; }

        public bool IsExceeded => Count > limit;

        public override void Overlap(MonotoneChain mc1, int start1, MonotoneChain mc2, int start2) => Count++;
    }
}
