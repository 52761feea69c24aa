using System.Collections.Concurrent;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>Overlays batches of subjects with one layer, on any threads; each batch borrows a worker with its memory. Thread-safe.</summary>
internal sealed class AreaWorkers(ClassedEdges layer, AreaMeasure measure, OverlayBudget budget)
{
    private readonly ConcurrentStack<SubjectOverlay> _idle = new();
    private long _pairs;
    private long _swept;

    /// <summary>Pairs of a subject and a row whose extents meet, so far.</summary>
    public long Pairs => Interlocked.Read(ref _pairs);

    /// <summary>Subjects whose rows had to be parted from each other, so far.</summary>
    public long Swept => Interlocked.Read(ref _swept);

    /// <summary>Overlays subjects.</summary>
    public SubjectAreas[] AreasOf(FlatSubject[] subjects)
    {
        if (!_idle.TryPop(out var worker))
            worker = new SubjectOverlay(layer, measure, budget);
        var (pairs, swept) = (worker.Pairs, worker.Swept);
        var results = new SubjectAreas[subjects.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = worker.AreasOf(subjects[i]);
        Interlocked.Add(ref _pairs, worker.Pairs - pairs);
        Interlocked.Add(ref _swept, worker.Swept - swept);
        _idle.Push(worker);
        return results;
    }
}
