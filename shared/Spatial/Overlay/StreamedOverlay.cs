using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>
/// Areas by class for layers of any size: of the layer only the edges near the subjects of one batch are in memory. Where even these are too many, the batch is
/// divided along a space-filling curve and the layer is read again. Results are those of <see cref="AreaOverlay"/>. One instance serves one run.
/// </summary>
/// <param name="measure">How areas are measured.</param>
/// <param name="budget">Bound on the work of one pair; null for the default.</param>
/// <param name="threads">Degree of parallelism; 0 takes the machine's processors.</param>
/// <param name="maxEdges">Largest number of the layer's edges in memory, about 50 bytes each.</param>
/// <param name="maxSubjectPoints">Largest number of points of the subjects of one batch.</param>
public sealed class StreamedOverlay(
    AreaMeasure measure, OverlayBudget? budget = null, int threads = 0, int maxEdges = 10_000_000, int maxSubjectPoints = 2_000_000)
{
    private readonly OverlayBudget _budget = budget ?? OverlayBudget.Default;
    private readonly int _threads = SubjectStream.ThreadsFor(threads);
    private readonly HashSet<(long Row, string Code)> _reported = [];
    private long _pairs;
    private long _fallbacks;

    /// <summary>Pairs of a subject and a row whose extents meet, so far.</summary>
    public long Pairs => Interlocked.Read(ref _pairs);

    /// <summary>Geometries that only the geometry guard could judge and subjects whose rows had to be parted from each other, so far.</summary>
    public long Fallbacks => Interlocked.Read(ref _fallbacks);

    /// <summary>Rows that the layer has; known after the first result.</summary>
    public long LayerRows { get; private set; }

    /// <summary>Runs over the subjects.</summary>
    /// <param name="subjects">Read once.</param>
    /// <param name="layer">Gives the layer's rows in ascending order, as often as it is called.</param>
    /// <param name="report">Gets each finding on a row of the layer near a subject once.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>One result per subject, in their order, batch by batch.</returns>
    public IEnumerable<SubjectAreas> Run(
        IEnumerable<OverlaySubject> subjects, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(report);
        return Batches(subjects).SelectMany(batch => OverlayBatch(batch, layer, report, cancellation));
    }

    private IEnumerable<List<OverlaySubject>> Batches(IEnumerable<OverlaySubject> subjects)
    {
        var (batch, points) = (new List<OverlaySubject>(), 0L);
        foreach (var subject in subjects)
        {
            batch.Add(subject);
            points += subject.Geometry?.NumPoints ?? 0;
            if (points < maxSubjectPoints)
                continue;
            yield return batch;
            (batch, points) = ([], 0);
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private SubjectAreas[] OverlayBatch(
        List<OverlaySubject> batch, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        var results = new SubjectAreas[batch.Count];
        var order = BoxIndex.HilbertOrder([.. batch.Select(subject => BoxOf(subject.Geometry))]);
        var open = new Stack<ArraySegment<int>>([new ArraySegment<int>(order)]);
        while (open.TryPop(out var part))
        {
            var near = new ClassedEdgesBuilder(measure, _threads);
            if (near.TryAdd(Near(batch, part, layer), maxEdges, cancellation))
            {
                Report(near, report);
                Overlay(batch, part, near.Build(), results, cancellation);
            }
            else if (part.Count > 1)
            {
                open.Push(part[(part.Count / 2)..]);
                open.Push(part[..(part.Count / 2)]);
            }
            else
            {
                var row = batch[part[0]].Row;
                results[part[0]] = SubjectAreas.Refused(row, SpatialFindings.OverlayTooLarge.At(new Location(Row: row), row, maxEdges));
            }
        }

        return results;
    }

    private void Report(ClassedEdgesBuilder near, Action<Finding> report)
    {
        Interlocked.Add(ref _fallbacks, near.Guarded);
        foreach (var finding in near.Findings.Where(finding => _reported.Add((finding.Location.Row ?? -1, finding.Code))))
            report(finding);
    }

    /// <summary>The rows whose extents meet a subject's, and rows without a geometry, which have to be named.</summary>
    private IEnumerable<LayerRow> Near(List<OverlaySubject> batch, ArraySegment<int> part, Func<IEnumerable<LayerRow>> layer)
    {
        var index = new BoxIndex([.. part.Select(i => BoxOf(batch[i].Geometry))]);
        var count = 0L;
        foreach (var row in layer())
        {
            count++;
            if (row.Geometry is null || index.Any(BoxOf(row.Geometry)))
                yield return row;
        }

        LayerRows = count;
    }

    private void Overlay(
        List<OverlaySubject> batch, ArraySegment<int> part, ClassedEdges layer, SubjectAreas[] results, CancellationToken cancellation)
    {
        var places = SubjectStream.Run(part, AreaBatch.Size, some => AreaBatch.Of([.. some.Select(i => batch[i])], layer, measure, _budget, Count), _threads, cancellation);
        foreach (var (i, areas) in part.Zip(places))
            results[i] = areas;
    }

    private void Count(SubjectOverlay worker)
    {
        Interlocked.Add(ref _pairs, worker.Pairs);
        Interlocked.Add(ref _fallbacks, worker.Fallbacks);
    }

    private static Box BoxOf(Geometry? geometry)
    {
        var envelope = geometry?.EnvelopeInternal;
        return envelope is null || envelope.IsNull
            ? Box.Empty
            : new Box(envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY);
    }
}
