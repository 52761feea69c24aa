using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>
/// The overlay on NetTopologySuite: an HPR-tree over the rows, prepared geometry on big rows, OverlayNG with its fallback to snapping on
/// pairs whose boundaries meet. Subjects are worked on in parallel; results come in their order. Thread-safe.
/// </summary>
/// <param name="budget">Bound on the work of one pair.</param>
/// <param name="threads">Degree of parallelism; 0 takes the machine's processors.</param>
public sealed class NtsAreaOverlay(OverlayBudget? budget = null, int threads = 0) : IAreaOverlay
{
    /// <inheritdoc/>
    public IPreparedLayer Prepare(IEnumerable<LayerRow> rows, AreaMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(measure);
        var limits = LimitsFor(measure) with { PolygonsOnly = false };
        var findings = new List<Finding>();
        var prepared = new List<PreparedRow>();
        foreach (var row in rows.OrderBy(row => row.Row))
        {
            var at = new Location(Row: row.Row);
            if (GeometryGuard.Check(row.Geometry, limits, at) is { } fault)
            {
                findings.Add(fault);
                continue;
            }

            if (row.Class is null)
                findings.Add(SpatialFindings.ClassMissing.At(at));
            prepared.Add(new PreparedRow(row));
        }

        return new NtsPreparedLayer(prepared, findings, measure, budget ?? OverlayBudget.Default, threads > 0 ? threads : Environment.ProcessorCount);
    }

    /// <summary>Guard limits of the coordinates that a measure works on.</summary>
    internal static GeometryLimits LimitsFor(AreaMeasure measure) =>
        measure.Kind == AreaMeasureKind.Ellipsoidal ? GeometryLimits.Degrees : GeometryLimits.Projected;
}
