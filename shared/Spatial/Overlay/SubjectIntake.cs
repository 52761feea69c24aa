using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>Takes batches of subjects in as boundaries, so that their geometries need not be kept. Thread-safe.</summary>
internal sealed class SubjectIntake(AreaMeasure measure)
{
    private const int BatchSize = 128;
    private const int BatchPoints = 4096;

    private readonly ConcurrentStack<PolygonIntake> _idle = new();
    private long _guarded;

    /// <summary>Subjects that only the geometry guard could judge, so far.</summary>
    public long Guarded => Interlocked.Read(ref _guarded);

    /// <summary>Parts subjects into batches: few enough to keep all threads busy.</summary>
    public static IEnumerable<OverlaySubject[]> Batches(IEnumerable<OverlaySubject> subjects, int mostPoints = BatchPoints) =>
        SubjectStream.Batches(subjects, subject => subject.Geometry, BatchSize, Math.Min(BatchPoints, mostPoints));

    /// <summary>Takes a batch in.</summary>
    public FlatSubject[] Take(OverlaySubject[] subjects)
    {
        if (!_idle.TryPop(out var intake))
            intake = new PolygonIntake(measure, polygonsOnly: true);
        var (guarded, edges) = (intake.Guarded, new BoundaryTable());
        edges.Reserve(subjects.Sum(subject => Math.Min(BoundaryTable.PointsFor(subject.Geometry), BatchPoints)), subjects.Length);
        var taken = Array.ConvertAll(subjects, subject => intake.Take(subject.Geometry, subject.Row, out _) is { } fault
            ? new FlatSubject(subject.Row, edges, -1, fault)
            : new FlatSubject(subject.Row, edges, edges.Add(intake.Polygon)));
        Interlocked.Add(ref _guarded, intake.Guarded - guarded);
        _idle.Push(intake);
        return taken;
    }
}

/// <summary>A subject that was taken in.</summary>
/// <param name="Row">The caller's number.</param>
/// <param name="Edges">The table that holds its boundary.</param>
/// <param name="Place">Its row there.</param>
/// <param name="Fault">Why it was refused; null for a sound one.</param>
internal readonly record struct FlatSubject(long Row, BoundaryTable Edges, int Place, Finding? Fault = null)
{
    /// <summary>Its extent; none for one that was refused.</summary>
    public Box Box => Fault is null ? Edges.Boxes[Place] : Box.Empty;
}
