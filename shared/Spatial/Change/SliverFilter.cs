using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Platform.Spatial.Change;

/// <summary>
/// Takes from a difference what misregistration explains: everything narrower than twice the tolerance, since each of two facing boundaries
/// may be displaced by it. What is left is the morphological opening: shrunk by the tolerance, grown back, and cut to the difference.
/// </summary>
internal sealed class SliverFilter(double tolerance)
{
    // Mitred joins give straight boundaries back as they were; the limit keeps sharp corners from running away before they are cut off.
    private static readonly BufferParameters Mitred = new(8, EndCapStyle.Flat, JoinStyle.Mitre, 5);

    /// <summary>The real parts of a difference, in a fixed order; none when it is all slivers.</summary>
    public IReadOnlyList<Polygon> RealParts(Geometry difference)
    {
        var core = BufferOp.Buffer(difference, -tolerance, Mitred);
        if (core.IsEmpty)
            return [];

        var grown = BufferOp.Buffer(core, tolerance, Mitred);
        var opened = OverlayNGRobust.Overlay(grown, difference, SpatialFunction.Intersection);

        // Mitred buffers of ragged shapes can touch themselves.
        if (!opened.IsValid)
            opened = GeometryFixer.Fix(opened);
        return
        [
            .. Enumerable.Range(0, opened.NumGeometries)
                .Select(opened.GetGeometryN)
                .OfType<Polygon>()
                .Where(part => !part.IsEmpty && !BufferOp.Buffer(part, -tolerance / 2, Mitred).IsEmpty)
                .OrderBy(part => part.EnvelopeInternal.MinX)
                .ThenBy(part => part.EnvelopeInternal.MinY)
                .ThenBy(part => part.Area),
        ];
    }
}
