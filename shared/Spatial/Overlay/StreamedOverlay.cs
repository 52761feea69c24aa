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
/// <param name="threads">Degree of parallelism, the caller's thread included; 0 takes the machine's processors.</param>
/// <param name="maxPoints">Largest number of the layer's points in memory, 16 bytes each.</param>
/// <param name="maxSubjectPoints">Largest number of points of the subjects of one batch; a thirty-second of it once the layer is in memory: batches cost nothing then,
/// and what lives shortly is collected soon.</param>
public sealed class StreamedOverlay(
    AreaMeasure measure, OverlayBudget? budget = null, int threads = 0, int maxPoints = 24_000_000, int maxSubjectPoints = 1_000_000)
{
    private const int BatchSize = 128;
    private const int PartOfBatch = 32;
    private const int Stretches = 4;

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
            foreach (var areas in Overlay(batch, layer, report, cancellation))
                yield return areas;
        }
    }

    private IEnumerable<(FlatSubject[] Batch, bool IsLast)> Batches(IEnumerable<OverlaySubject> subjects, CancellationToken cancellation)
    {
        var (batch, points) = (new List<FlatSubject[]>(), 0L);
        foreach (var some in SubjectStream.Run(SubjectIntake.Batches(subjects, maxSubjectPoints), _intake.Take, _threads, cancellation))
        {
            if (points >= (_wholeLayer is null ? maxSubjectPoints : maxSubjectPoints / PartOfBatch))
            {
                yield return (Joined(batch), false);
                points = 0;
                batch.Clear();
            }

            batch.Add(some);
            points += some[0].Edges.Points;
        }

        if (batch.Count > 0)
            yield return (Joined(batch), true);
    }

    private static FlatSubject[] Joined(List<FlatSubject[]> parts)
    {
        var (all, count) = (new FlatSubject[parts.Sum(part => part.Length)], 0);
        foreach (var part in parts)
        {
            part.CopyTo(all, count);
            count += part.Length;
        }

        return all;
    }

    /// <summary>Results in the order of the subjects, lazily where the layer near all of them fits.</summary>
    private IEnumerable<SubjectAreas> Overlay(
        FlatSubject[] subjects, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        var boxes = Array.ConvertAll(subjects, subject => subject.Box);
        var order = HilbertCurve.Order(boxes, _threads);
        if ((_wholeLayer ?? TakeLayer(BoxIndex.OfOrdered(boxes, order), layer, report, cancellation)) is { } workers)
            return Overlay(subjects, order, workers, cancellation);
        return subjects.Length > 1 ? Halved(subjects, order, layer, report, cancellation) : [TooLarge(subjects[0].Row)];
    }

    /// <summary>Takes all of the layer in, if it fits.</summary>
    private void KeepLayer(Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        _wholeLayer = TakeLayer(null, layer, report, cancellation);

        // What was needed to read a large layer would stay for as long as the run.
        GC.Collect();
    }

    /// <summary>Takes in what of the layer lies near subjects, or all of it; null when there is too much.</summary>
    private AreaWorkers? TakeLayer(BoxIndex? subjects, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        var rows = new ClassedEdgesBuilder(measure, _threads, subjects);
        if (!rows.TryAdd(layer(), maxPoints, cancellation))
            return null;

        Report(rows, report);
        return new AreaWorkers(rows.Build(), measure, _budget);
    }

    private SubjectAreas[] Halved(
        FlatSubject[] subjects, int[] order, Func<IEnumerable<LayerRow>> layer, Action<Finding> report, CancellationToken cancellation)
    {
        var results = new SubjectAreas[subjects.Length];
        foreach (var half in new[] { order[..(order.Length / 2)], order[(order.Length / 2)..] })
        {
            SubjectAreas[] areas = [.. Overlay(Array.ConvertAll(half, place => subjects[place]), layer, report, cancellation)];
            for (var i = 0; i < half.Length; i++)
                results[half[i]] = areas[i];
        }

        return results;
    }

    private SubjectAreas TooLarge(long row) =>
        SubjectAreas.Refused(row, SpatialFindings.OverlayTooLarge.At(new Location(Row: row), row, maxPoints));

    private void Report(ClassedEdgesBuilder rows, Action<Finding> report)
    {
        _fallbacks += rows.Guarded;
        LayerRows = rows.Read;
        foreach (var finding in rows.Findings)
        {
            if (_reported.Add((finding.Location.Row ?? -1, finding.Code)))
                report(finding);
        }
    }

    /// <summary>Works along the curve, stretch by stretch of the subjects, so that the caller has the results of one while others work on the next.</summary>
    private IEnumerable<SubjectAreas> Overlay(FlatSubject[] subjects, int[] order, AreaWorkers workers, CancellationToken cancellation)
    {
        var stretches = _threads == 1 ? 1 : Stretches;
        var size = (subjects.Length + stretches - 1) / stretches;
        var batches = Enumerable.Range(0, stretches).SelectMany(stretch => order.Where(place => place / size == stretch).Chunk(BatchSize));
        var results = new SubjectAreas[subjects.Length];
        var (pairs, swept, done, next) = (workers.Pairs, workers.Swept, 0, 0);
        foreach (var (places, some) in SubjectStream.Run(batches, places => (places, workers.AreasOf(Array.ConvertAll(places, place => subjects[place]))), _threads, cancellation))
        {
            for (var i = 0; i < some.Length; i++)
                results[places[i]] = some[i];
            done += some.Length;
            for (var complete = done == results.Length ? done : done / size * size; next < complete; next++)
                yield return results[next];
        }

        Pairs += workers.Pairs - pairs;
        _fallbacks += workers.Swept - swept;
    }
}
