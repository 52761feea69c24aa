using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Polygonize;
using Platform.Findings;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Tiles;

/// <summary>
/// Cuts polygons to the tiles of a map: projected, rounded to the tile's grid, clipped and simplified together. Features that share boundary before share it after, so
/// that no gap and no overlap appears between them; what comes out is valid; neighbouring tiles meet in the same points. What becomes narrower than the grid or the tolerance
/// vanishes and its neighbours close the place.
/// </summary>
/// <remarks>
/// <para>All features of a tile have to be given at once, those of its buffer too. Overlapping features stay overlapping. Lines and points are not for it. Work and memory
/// grow with the boundary in the tile: features should have been chosen for the zoom.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class TileCutter
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(1));

    private readonly TileOptions _options;

    /// <summary>Cuts with options.</summary>
    /// <param name="options">Null for the defaults.</param>
    public TileCutter(TileOptions? options = null)
    {
        _options = options ?? new TileOptions();
        if (_options.Extent is < 1 or > 65_536)
            throw new ArgumentOutOfRangeException(nameof(options), _options.Extent, "A tile is 1 to 65,536 units wide.");
        if (_options.Buffer < 1 || _options.Buffer > _options.Extent)
            throw new ArgumentOutOfRangeException(nameof(options), _options.Buffer, "A buffer is 1 unit to a tile wide.");
        if (!(_options.Tolerance >= 0 && double.IsFinite(_options.Tolerance)))
            throw new ArgumentOutOfRangeException(nameof(options), _options.Tolerance, "A tolerance is finite and not negative.");
    }

    /// <summary>Cuts features to a tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="features">Valid polygons or multi-polygons in degrees.</param>
    /// <param name="report">Gets a finding for each feature whose coordinates or kind cannot be used, with its id as the row.</param>
    /// <returns>The features of which something is left, in their order.</returns>
    public IReadOnlyList<TileFeature> Cut(TileId tile, IEnumerable<TileFeature> features, Action<Finding> report)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(report);
        var grid = new TileGrid(tile, _options);
        var (graph, clip, ids) = (new ArcGraph(grid), new RingClip(grid), new List<long>());
        foreach (var (id, geometry) in features)
        {
            if (GeometryGuard.CheckSafety(geometry, GeometryLimits.Degrees, new Location(Row: id)) is { } fault)
            {
                report(fault);
                continue;
            }

            foreach (var ring in Rings(geometry))
            {
                if (clip.Clip(ring.CoordinateSequence) is { Count: > 0 } clipped)
                    graph.Add(clipped, ids.Count);
            }

            ids.Add(id);
        }

        return Build(graph.Arcs(), ids);
    }

    private static IEnumerable<LineString> Rings(Geometry geometry) =>
        from i in Enumerable.Range(0, geometry.NumGeometries)
        let polygon = (Polygon)geometry.GetGeometryN(i)
        where !polygon.IsEmpty
        from ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing)
        select ring;

    private IReadOnlyList<TileFeature> Build(List<Arc> arcs, List<long> ids)
    {
        var simplifier = new ArcSimplifier(arcs, _options.Tolerance);
        var edges = new HashSet<(GridPoint, GridPoint)>?[ids.Count];
        for (var arc = 0; arc < arcs.Count; arc++)
        {
            var points = simplifier.Simplify(arc);
            foreach (var feature in arcs[arc].Features)
                Toggle(edges[feature] ??= [], points);
        }

        return [.. ids.Select((id, i) => new TileFeature(id, Polygons(edges[i] ?? []))).Where(feature => !feature.Geometry.IsEmpty)];
    }

    // Arcs that fell together bound nothing between them any more.
    private static void Toggle(HashSet<(GridPoint, GridPoint)> edges, List<GridPoint> points)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var edge = points[i - 1].CompareTo(points[i]) < 0 ? (points[i - 1], points[i]) : (points[i], points[i - 1]);
            if (edge.Item1 != edge.Item2 && !edges.Remove(edge))
                edges.Add(edge);
        }
    }

    private static Geometry Polygons(HashSet<(GridPoint From, GridPoint To)> edges)
    {
        if (edges.Count == 0)
            return Factory.CreatePolygon();

        var polygonizer = new Polygonizer(extractOnlyPolygonal: true);
        foreach (var (from, to) in edges.Order())
            polygonizer.Add(Factory.CreateLineString([from.ToCoordinate(), to.ToCoordinate()]));
        return polygonizer.GetGeometry();
    }
}
