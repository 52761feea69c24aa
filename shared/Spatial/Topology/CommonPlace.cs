using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Topology;

/// <summary>
/// Finds a place inside the common part of two polygons: the middle of the widest common stretch at a height where the common width is at least half of the
/// mean and no corner lies. The band that is looked at is cut towards the larger part until it is cut at such a height, so even a sliver is hit. Not
/// thread-safe.
/// </summary>
internal sealed class CommonPlace
{
    private const int MostCuts = 100;

    // Corners of made shapes like halves.
    private const double Cut = 0.487;

    // Only shapes count here, not the earth: areas are those of the coordinates' plane.
    private readonly CommonArea _area = new(AreaMeasure.PlanarMetres, long.MaxValue);
    private readonly BoxClip _clip = new();
    private readonly BoundaryTable _clipped = new();
    private readonly List<(double X, int Owner)> _crossings = [];

    /// <summary>The place; null when the polygons have no area in common.</summary>
    public Coordinate? Find(BoundaryTable first, int i, BoundaryTable second, int j)
    {
        var band = first.Boxes[i].Common(second.Boxes[j]);
        var area = _area.Of(first, i, second, j);
        for (var step = 0; step < MostCuts && area > 0; step++)
        {
            var height = band.MinY + ((band.MaxY - band.MinY) * Cut);
            var (width, x) = WidestAt(height, first, i, second, j);
            if (width * (band.MaxY - band.MinY) >= area / 2)
                return new Coordinate(x, height);

            var (lower, upper) = (band with { MaxY = height }, band with { MinY = height });
            var (below, above) = (AreaIn(lower, first, i, second, j), AreaIn(upper, first, i, second, j));
            (band, area) = below >= above ? (lower, below) : (upper, above);
        }

        return null;
    }

    private double AreaIn(in Box box, BoundaryTable first, int i, BoundaryTable second, int j)
    {
        _clipped.Clear();
        return _area.Of(_clipped, _clip.Add(first, i, box, _clipped), _clipped, _clip.Add(second, j, box, _clipped));
    }

    /// <summary>Common width at a height and the middle of its widest stretch; none at the height of a corner, where the middle could lie on a horizontal
    /// edge.</summary>
    private (double Width, double X) WidestAt(double y, BoundaryTable first, int i, BoundaryTable second, int j)
    {
        _crossings.Clear();
        if (!TryAddCrossings(y, first, i, 1) || !TryAddCrossings(y, second, j, 2))
            return (0, 0);
        _crossings.Sort();
        var (inside, from, total, widest, at) = (0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (x, owner) in _crossings)
        {
            if (inside == 3)
            {
                total += x - from;
                if (x - from > widest)
                    (widest, at) = (x - from, from + ((x - from) / 2));
            }

            (inside, from) = (inside ^ owner, x);
        }

        return (total, at);
    }

    private bool TryAddCrossings(double y, BoundaryTable table, int row, int owner)
    {
        foreach (var edge in new RowEdges(table, row))
        {
            if (edge.Low == y || edge.High == y)
                return false;
            if (edge.Low < y && y < edge.High)
                _crossings.Add((edge.At(y), owner));
        }

        return true;
    }
}
