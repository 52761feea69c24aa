using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Overlay;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Topology;

/// <summary>
/// Finds the rows of a layer that overlap each other, by the kernel of the overlay: rows that merely touch or share boundary cost no more than others and
/// are never taken for overlaps. Of the layer only a block of rows is in memory as edges; the rows after it stream past. Thread-safe; one run per call.
/// </summary>
/// <param name="measure">How areas are measured; the rows are in its coordinates.</param>
/// <param name="toleranceM2">Overlaps up to this area are none, m²; never less than a hundredth of the tolerance of areas, which rounding may leave.</param>
/// <param name="budget">Bound on the work of one pair; null for the default.</param>
/// <param name="threads">Degree of parallelism; 0 takes the machine's processors. The result does not depend on it.</param>
/// <param name="blockPoints">Points of the rows of one block, about 50 bytes each. A layer of n times as many is read 2 n times.</param>
public sealed class LayerOverlaps(AreaMeasure measure, double toleranceM2, OverlayBudget? budget = null, int threads = 0, long blockPoints = 4_000_000)
{
    private const int BatchSize = 256;

    private readonly double _toleranceM2 = Math.Max(toleranceM2, ClassedEdges.OverlapM2);
    private readonly OverlayBudget _budget = budget ?? OverlayBudget.Default;
    private readonly int _threads = SubjectStream.ThreadsFor(threads);

    /// <summary>Compares all rows of a layer with each other.</summary>
    /// <param name="layer">Gives the rows in ascending order, as often as it is called. Lines and points overlap nothing.</param>
    /// <param name="report">Gets each row that the geometry guard refuses; it is compared with none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Overlapping pairs, lazily: block by block, by their second row, then by their first.</returns>
    public IEnumerable<OverlappingPair> Find(Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(report);
        for (var (done, isLast) = (0, false); !isLast;)
        {
            (var block, var rows, isLast) = ReadBlock(layer().Skip(done), report, cancellation);
            foreach (var pair in SubjectStream.Run(layer().Skip(done).Chunk(BatchSize), some => Compare(some, block), _threads, cancellation).SelectMany(pairs => pairs))
                yield return pair;
            done += rows;
        }
    }

    private (ClassedEdges Block, int Rows, bool IsLast) ReadBlock(IEnumerable<LayerRow> rows, Action<Finding> report, CancellationToken cancellation)
    {
        var builder = new ClassedEdgesBuilder(measure, _threads);
        var (count, points, isLast) = (0, 0L, true);
        builder.TryAdd(rows.TakeWhile(Fits), cancellation: cancellation);
        foreach (var finding in builder.Findings.Where(finding => finding.Severity == Severity.Error))
            report(finding);
        return (builder.Build(), count, isLast);

        bool Fits(LayerRow row)
        {
            isLast = points <= blockPoints;
            if (!isLast)
                return false;
            points += row.Geometry?.NumPoints ?? 0;
            count++;
            return true;
        }
    }

    private OverlappingPair[] Compare(IReadOnlyList<LayerRow> rows, ClassedEdges block)
    {
        var found = new List<OverlappingPair>();
        var (intake, edges, near, area) = (new PolygonIntake(measure, polygonsOnly: false), new BoundaryTable(), new List<int>(), new CommonArea(measure, _budget.MaxEdgePairs));
        foreach (var row in rows)
        {
            if (row.Geometry is null || !block.Index.Any(BoxOf(row.Geometry)) || intake.Take(row.Geometry, row.Row, out var isArea) is not null || !isArea)
                continue;
            edges.Clear();
            edges.Add(intake.Polygon);
            block.Index.Query(edges.Boxes[0], near);
            foreach (var i in near.TakeWhile(i => block[i].Row < row.Row))
            {
                ref readonly var first = ref block[i];
                var common = area.Of(first.Edges, first.Place, edges, 0);
                if (!(common <= _toleranceM2))
                    found.Add(Pair(first, row.Row, edges, common));
            }
        }

        return [.. found];
    }

    private static OverlappingPair Pair(in ClassedRow first, long second, BoundaryTable edges, double common)
    {
        var place = double.IsNaN(common) ? null : new CommonPlace().Find(first.Edges, first.Place, edges, 0);
        return new OverlappingPair(first.Row, second, common, place?.X, place?.Y);
    }

    private static Box BoxOf(Geometry geometry)
    {
        var envelope = geometry.EnvelopeInternal;
        return envelope.IsNull ? Box.Empty : new Box(envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY);
    }
}

/// <summary>Two rows of a layer that overlap each other.</summary>
/// <param name="First">The lower row.</param>
/// <param name="Second">The higher row.</param>
/// <param name="CommonM2">Common area, m², unrounded; NaN when it would take more work than allowed.</param>
/// <param name="X">A place inside the common part; null when the area is not known.</param>
/// <param name="Y">The same place.</param>
public readonly record struct OverlappingPair(long First, long Second, double CommonM2, double? X, double? Y)
{
    /// <summary>Whether the area could be computed.</summary>
    public bool IsKnown => !double.IsNaN(CommonM2);
}
