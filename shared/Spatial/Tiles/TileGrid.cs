using NetTopologySuite.Geometries;

namespace Platform.Spatial.Tiles;

/// <summary>A point of a tile's grid.</summary>
internal readonly record struct GridPoint(long X, long Y) : IComparable<GridPoint>
{
    public int CompareTo(GridPoint other) => X != other.X ? X.CompareTo(other.X) : Y.CompareTo(other.Y);

    public Coordinate ToCoordinate() => new(X, Y);
}

/// <summary>
/// The whole-number grid of a zoom, seen from one tile. Points are rounded on the grid of the whole zoom, so that every tile has the same ones.
/// </summary>
internal sealed class TileGrid(TileId tile, TileOptions options)
{
    // Beyond it Mercator leaves the square of the world.
    private const double LargestLatitude = 85.05112877980659;

    private readonly double _world = Math.ScaleB(options.Extent, tile.Zoom);
    private readonly long _left = (long)tile.Column * options.Extent;
    private readonly long _top = (long)tile.Row * options.Extent;

    /// <summary>Least coordinate of what belongs to the tile.</summary>
    public long Low { get; } = -options.Buffer;

    /// <summary>Largest coordinate of what belongs to the tile.</summary>
    public long High { get; } = options.Extent + options.Buffer;

    /// <summary>Largest coordinate of the tile itself.</summary>
    public long Extent { get; } = options.Extent;

    /// <summary>Whether a point lies on the outline of the tile or of its buffer: such points are never simplified away.</summary>
    public bool IsPinned(GridPoint p) => IsLine(p.X) || IsLine(p.Y);

    /// <summary>The grid point of a place in degrees.</summary>
    public GridPoint Of(double longitude, double latitude)
    {
        var sin = Math.Sin(Math.Clamp(latitude, -LargestLatitude, LargestLatitude) * Math.PI / 180);
        var x = (longitude + 180) / 360;
        var y = 0.5 - (Math.Atanh(sin) / (2 * Math.PI));
        return new GridPoint((long)Math.Floor((x * _world) + 0.5) - _left, (long)Math.Floor((y * _world) + 0.5) - _top);
    }

    private bool IsLine(long at) => at == 0 || at == Extent || at == Low || at == High;
}
