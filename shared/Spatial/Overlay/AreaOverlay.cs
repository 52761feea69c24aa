using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>
/// The overlay: areas from the edges alone (docs/decisions/0013-area-overlay.md), hits and distances with NetTopologySuite. Subjects are worked on in
/// parallel; results come in their order and do not depend on the number of threads. Thread-safe.
/// </summary>
/// <param name="budget">Bound on the work of one pair.</param>
/// <param name="threads">Degree of parallelism; 0 takes the machine's processors.</param>
public sealed class AreaOverlay(OverlayBudget? budget = null, int threads = 0) : IAreaOverlay
{
    /// <inheritdoc/>
    public IPreparedLayer Prepare(IEnumerable<LayerRow> rows, AreaMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(measure);
        var degree = SubjectStream.ThreadsFor(threads);
        var builder = new ClassedEdgesBuilder(measure, degree);
        LayerRow[] all = [.. rows.OrderBy(row => row.Row)];
        builder.TryAdd(all);
        var refused = builder.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Location.Row).ToHashSet();
        var admitted = refused.Count == 0 ? all : [.. all.Where(row => !refused.Contains(row.Row))];
        return new PreparedLayer(admitted, builder.Build(), builder.Findings, measure, budget ?? OverlayBudget.Default, degree);
    }
}
