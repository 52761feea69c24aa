using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Platform.Spatial.Overlay;

/// <summary>A row of a layer, ready for many overlays.</summary>
internal sealed class PreparedRow
{
    // Preparing pays from about this many vertices on; below, OverlayNG is as fast as the tests that would spare it.
    private const int WorthPreparing = 100;

    private readonly IPreparedGeometry? _prepared;

    public PreparedRow(LayerRow row)
    {
        Row = row.Row;
        Class = row.Class ?? string.Empty;
        Geometry = row.Geometry;
        if (row.Geometry.NumPoints < WorthPreparing || row.Geometry.Dimension != Dimension.Surface)
            return;

        // The first question builds the indexes, here and not under the threads of the overlay.
        _prepared = PreparedGeometryFactory.Prepare(row.Geometry);
        _prepared.Intersects(row.Geometry.Factory.CreatePoint(row.Geometry.Coordinate));
        _prepared.Contains(row.Geometry.Factory.CreateLineString([row.Geometry.Coordinate, row.Geometry.Coordinates[1]]));
    }

    public long Row { get; }

    public string Class { get; }

    public Geometry Geometry { get; }

    public bool Intersects(Geometry subject) => _prepared?.Intersects(subject) ?? Geometry.Intersects(subject);

    /// <summary>The common part; null when there is none.</summary>
    public Geometry? Intersection(Geometry subject)
    {
        if (_prepared is not null)
        {
            if (!_prepared.Intersects(subject))
                return null;
            if (_prepared.Covers(subject))
                return subject;
        }

        var common = OverlayNGRobust.Overlay(subject, Geometry, SpatialFunction.Intersection);
        return common.IsEmpty ? null : common;
    }
}
