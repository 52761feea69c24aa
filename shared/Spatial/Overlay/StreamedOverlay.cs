using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>
/// Areas by class for layers of any size. Subjects are taken in batches. Where they fill more than one, the layer is kept in memory if it fits; otherwise only its
/// rows near the subjects of one batch are. Where even these are too many, the batch is divided along a space-filling curve and the layer is read again. Results
/// are those of <see cref="AreaOverlay"/>. One instance serves one run.
/// </summary>
/// <param name="measure">How areas are measured.</param>
/// <param name="budget">Bound on the work of one pair; null for the default.</param>
/// <param name="threads">Degree of parallelism; 0 takes the machine's processors. The caller's thread reads beside them.</param>
/// <param name="maxPoints">Largest number of the layer's points in memory, 16 bytes each.</param>
/// <param name="maxSubjectPoints">Largest number of points of the subjects of one batch.</param>
public sealed class StreamedOverlay(
    AreaMeasure measure, OverlayBudget? budget = null, int threads = 0, int maxPoints = 24_000_000, int maxSubjectPoints = 1_000_000)
{
    private const int BatchSize = 128;

    private readonly OverlayBudget _budget = budget ?? OverlayBudget.Default;
    private readonly int _threads = SubjectStream.ThreadsFor(threads);
    private readonly SubjectIntake _intake = new(measure);
    private readonly HashSet<(long Row, string Code)> _reported = [];
    private AreaWorkers? _wholeLayer;
    private long _fallbacks;

    /// <summary>Pairs of a subject and a row whose extents meet, so far.</summary>
    public long Pairs { get; private set; }

    /// <summary>Geometries that only the geometry guard could judge and subjects whose rows had to be parted from each other, so far.</summary>
    public long Fallbacks => _fallbacks + _intake.Guarded;

    /// <summary>Rows that the layer has; known after the first result.</summary>
    public long LayerRows { get; private set; }

    /// <summary>Runs over the subjects.</summary>
    /// <param name="subjects">Read once.</param>
    /// <param name="layer">Gives the layer's rows in ascending order, as often as it is called.</param>
    /// <param name="report">Gets each finding on a row of the layer once; on rows near no subject perhaps never.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>One result per subject, in their order, batch by batch.</returns>
    public IEnumerable<SubjectAreas> Run(
        IEnumerable<OverlaySubject> subjects, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(report);
        var isFirst = true;
        foreach (var (batch, isLast) in Batches(subjects, cancellation))
        {
            if (isFirst && !isLast)
                KeepLayer(layer, report, cancellation);
            isFirst = false;
            foreach (var areas in OverlayBatch(batch, layer, report, cancellation))
                yield return areas;
        }
    }

    private IEnumerable<(FlatSubject[] Batch, bool IsLast)> Batches(IEnumerable<OverlaySubject> subjects, CancellationToken cancellation)
    {
        var (batch, points) = (new List<FlatSubject>(), 0L);
        foreach (var some in SubjectStream.Run(SubjectIntake.Batches(subjects, maxSubjectPoints), _intake.Take, _threads, cancellation))
        {
            if (points >= maxSubjectPoints)
            {
                yield return ([.. batch], false);
                points = 0;
                batch.Clear();
            }

            batch.AddRange(some);
            points += some[0].Edges.Points;
        }

        if (batch.Count > 0)
            yield return ([.. batch], true);
    }

    /// <summary>Takes all of the layer in, if it fits.</summary>
    private void KeepLayer(Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        var builder = new ClassedEdgesBuilder(measure, _threads);
        if (!builder.TryAdd(layer(), maxPoints, cancellation))
            return;

        Report(builder, report);
        _wholeLayer = new AreaWorkers(builder.Build(), measure, _budget);
    }

    private SubjectAreas[] OverlayBatch(
        FlatSubject[] batch, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        var results = new SubjectAreas[batch.Length];
        var boxes = Array.ConvertAll(batch, subject => subject.Box);
        var order = HilbertCurve.Order(boxes);
        if (_wholeLayer is { } whole)
        {
            Overlay(batch, order, whole, results, cancellation);
            return results;
        }

        var open = new Stack<ArraySegment<int>>([order]);
        while (open.TryPop(out var part))
        {
            var near = new ClassedEdgesBuilder(measure, _threads, BoxIndex.OfOrdered(boxes, part));
            if (near.TryAdd(layer(), maxPoints, cancellation))
            {
                Report(near, report);
                Overlay(batch, part, new AreaWorkers(near.Build(), measure, _budget), results, cancellation);
            }
            else if (part.Count > 1)
            {
                open.Push(part[(part.Count / 2)..]);
                open.Push(part[..(part.Count / 2)]);
            }
            else
            {
                var row = batch[part[0]].Row;
                results[part[0]] = SubjectAreas.Refused(row, SpatialFindings.OverlayTooLarge.At(new Location(Row: row), row, maxPoints));
            }
        }

        return results;
    }

    private void Report(ClassedEdgesBuilder near, Action<Finding> report)
    {
        _fallbacks += near.Guarded;
        LayerRows = near.Read;
        foreach (var finding in near.Findings)
        {
            if (_reported.Add((finding.Location.Row ?? -1, finding.Code)))
                report(finding);
        }
    }

    private void Overlay(FlatSubject[] batch, ArraySegment<int> part, AreaWorkers workers, SubjectAreas[] results, CancellationToken cancellation)
    {
        var (pairs, swept, at) = (workers.Pairs, workers.Swept, 0);
        var batches = part.Chunk(BatchSize);
        foreach (var some in SubjectStream.Run(batches, places => workers.AreasOf(Array.ConvertAll(places, i => batch[i])), _threads, cancellation))
        {
            foreach (var areas in some)
                results[part[at++]] = areas;
        }

        Pairs += workers.Pairs - pairs;
        _fallbacks += workers.Swept - swept;
    }
}
