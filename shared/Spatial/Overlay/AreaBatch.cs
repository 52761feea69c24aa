using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>The areas of some subjects, worked on by one thread.</summary>
internal static class AreaBatch
{
    /// <summary>Subjects of a batch: enough to spare the worker's making, few enough to keep all threads busy.</summary>
    public const int Size = 128;

    /// <summary>Overlays the subjects; <paramref name="done"/> gets the worker with its counts.</summary>
    public static SubjectAreas[] Of(
        IReadOnlyList<OverlaySubject> subjects, ClassedEdges layer, AreaMeasure measure, OverlayBudget budget, Action<SubjectOverlay>? done = null)
    {
        var worker = new SubjectOverlay(layer, measure, budget);
        var results = new SubjectAreas[subjects.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = worker.AreasOf(subjects[i]);
        done?.Invoke(worker);
        return results;
    }
}
