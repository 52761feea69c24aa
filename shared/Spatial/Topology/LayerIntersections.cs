using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Overlay;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Topology;

/// <summary>
/// The common parts of subjects and the rows of a layer as geometries, for where they are drawn or handed on. The kernel says which rows share area and how much; OverlayNG
/// builds only these. A geometry whose area is not the kernel's is built again near the origin, where doubles are finer, and is refused if it is still another. For
/// areas alone take <see cref="AreaOverlay"/>. Immutable and thread-safe.
/// </summary>
public sealed class LayerIntersections
{
    private readonly Dictionary<long, LayerRow> _rows;
    private readonly ClassedEdges _edges;
    private readonly AreaMeasure _measure;
    private readonly OverlayBudget _budget;

    /// <summary>Checks and indexes a layer. Rows that the geometry guard refuses are left out and named in <see cref="Findings"/>.</summary>
    /// <param name="rows">The rows. Lines and points have no part of a polygon.</param>
    /// <param name="measure">How areas are measured; rows and subjects are in its coordinates.</param>
    /// <param name="budget">Bound on the work of one pair; null for the default.</param>
    public LayerIntersections(IEnumerable<LayerRow> rows, AreaMeasure measure, OverlayBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(measure);
        (_measure, _budget) = (measure, budget ?? OverlayBudget.Default);
        var builder = new ClassedEdgesBuilder(measure, threads: 1);
        LayerRow[] all = [.. rows];
        builder.TryAdd(all);
        (_rows, _edges, Findings) = (all.ToDictionary(row => row.Row), builder.Build(), builder.Findings);
    }

    /// <summary>Rows that were refused or have no class, in row order.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The parts of one subject that lie in rows, in row order.</summary>
    /// <param name="subject">Polygon or multi-polygon.</param>
    /// <param name="parts">Parts whose area exceeds a hundredth of the tolerance of areas.</param>
    /// <returns>Null, or why there are no parts: the subject is not sound, a pair is too complex, a part cannot be built.</returns>
    public Finding? TryIntersect(OverlaySubject subject, out IReadOnlyList<IntersectionPart> parts)
    {
        parts = [];
        var intake = new PolygonIntake(_measure, polygonsOnly: true);
        if (intake.Take(subject.Geometry, subject.Row, out _) is { } fault)
            return fault;

        var (edges, near, area, found) = (new BoundaryTable(), new List<int>(), new CommonArea(_measure, _budget.MaxEdgePairs), new List<IntersectionPart>());
        edges.Add(intake.Polygon);
        _edges.Index.Query(edges.Boxes[0], near);
        foreach (var i in near)
        {
            ref readonly var row = ref _edges[i];
            var common = area.Of(edges, 0, row.Edges, row.Place);
            if (common <= ClassedEdges.OverlapM2)
                continue;
            if (double.IsNaN(common) || !_budget.Admits(subject.Geometry, _rows[row.Row].Geometry, out _))
                return SpatialFindings.OverlayTooComplex.At(new Location(Row: subject.Row), subject.Row, row.Row, area.EdgePairs, _budget.MaxEdgePairs);
            if (Build(subject.Geometry, _rows[row.Row].Geometry, common) is not { } shape)
                return SpatialFindings.OverlayFailed.At(new Location(Row: subject.Row), subject.Row);
            found.Add(new IntersectionPart(row.Row, _edges.ClassNames[row.Class], shape, common));
        }

        parts = found;
        return null;
    }

    private Geometry? Build(Geometry subject, Geometry row, double area)
    {
        if (Overlay(subject, row) is { } common && AreaTolerance.AreEqual(_measure.Of(common), area))
            return common;

        var (x, y) = (Math.Floor(subject.EnvelopeInternal.MinX), Math.Floor(subject.EnvelopeInternal.MinY));
        var (there, back) = (AffineTransformation.TranslationInstance(-x, -y), AffineTransformation.TranslationInstance(x, y));
        return Overlay(there.Transform(subject), there.Transform(row)) is { } near && back.Transform(near) is var again && again.IsValid
            && AreaTolerance.AreEqual(_measure.Of(again), area)
            ? again
            : null;
    }

    private static Geometry? Overlay(Geometry subject, Geometry row)
    {
        try
        {
            return PolygonalPart.Of(OverlayNGRobust.Overlay(subject, row, SpatialFunction.Intersection));
        }
        catch (TopologyException)
        {
            return null;
        }
    }
}

/// <summary>The part of a subject that lies in a row.</summary>
/// <param name="Row">The layer's row.</param>
/// <param name="Class">Its class; "" without one.</param>
/// <param name="Geometry">Polygon or multi-polygon.</param>
/// <param name="AreaM2">Its area, m², unrounded.</param>
public sealed record IntersectionPart(long Row, string Class, Geometry Geometry, double AreaM2);
