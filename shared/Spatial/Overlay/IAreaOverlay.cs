using Platform.Findings;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Overlay;

/// <summary>
/// "How much of this polygon lies in that class": the overlay of subjects with a classed layer. Implementations differ in speed, never in
/// results beyond <see cref="AreaTolerance"/>.
/// </summary>
/// <remarks>
/// Subjects and layer have the same CRS, which the caller sees to: degrees for <see cref="AreaMeasure.Ellipsoidal"/>, the projected CRS
/// that the measure's unit belongs to for planar areas.
/// </remarks>
public interface IAreaOverlay
{
    /// <summary>
    /// Checks and indexes a layer once, for any number of subjects. Rows that the geometry guard refuses are left out and named in
    /// <see cref="IPreparedLayer.Findings"/>.
    /// </summary>
    IPreparedLayer Prepare(IEnumerable<LayerRow> rows, AreaMeasure measure);
}

/// <summary>A layer that is ready for overlay. Immutable and thread-safe.</summary>
public interface IPreparedLayer
{
    /// <summary>Rows that were refused or are doubtful, in row order.</summary>
    IReadOnlyList<Finding> Findings { get; }

    /// <summary>How areas are measured.</summary>
    AreaMeasure Measure { get; }

    /// <summary>
    /// The area of every class within each subject. The area of a class is the sum over the layer's rows: rows that overlap each other
    /// count each, and the overlap is reported beside it. Only classes with an area above zero are listed.
    /// </summary>
    /// <returns>One result per subject, lazily, in the subjects' order whatever the number of threads.</returns>
    IEnumerable<SubjectAreas> AreasByClass(IEnumerable<OverlaySubject> subjects, CancellationToken cancellation = default);

    /// <summary>The rows that each subject meets; a contact within the tolerance is touching, not overlapping.</summary>
    /// <returns>One result per subject, lazily, in the subjects' order.</returns>
    IEnumerable<SubjectHits> Hits(IEnumerable<OverlaySubject> subjects, HitOptions options, CancellationToken cancellation = default);

    /// <summary>The nearest row to each subject, or none within <paramref name="withinMetres"/>. Distance zero means that they
    /// meet.</summary>
    /// <returns>One result per subject, lazily, in the subjects' order.</returns>
    IEnumerable<SubjectNearest> Nearest(IEnumerable<OverlaySubject> subjects, double withinMetres, CancellationToken cancellation = default);
}
