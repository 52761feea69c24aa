namespace Platform.Spatial.Tiles;

/// <summary>A tile of the OGC tile matrix set WebMercatorQuad: column from the west, row from the north.</summary>
public readonly record struct TileId
{
    /// <summary>Deepest zoom.</summary>
    public const int DeepestZoom = 24;

    /// <summary>Takes a tile that exists.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The zoom has no such tile.</exception>
    public TileId(int zoom, int column, int row)
    {
        if (zoom is < 0 or > DeepestZoom)
            throw new ArgumentOutOfRangeException(nameof(zoom), zoom, $"A zoom lies between 0 and {DeepestZoom}.");
        if (column < 0 || column >= 1 << zoom)
            throw new ArgumentOutOfRangeException(nameof(column), column, $"Zoom {zoom} has {1 << zoom} columns.");
        if (row < 0 || row >= 1 << zoom)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"Zoom {zoom} has {1 << zoom} rows.");
        (Zoom, Column, Row) = (zoom, column, row);
    }

    /// <summary>Zoom; the world is 2^zoom tiles wide.</summary>
    public int Zoom { get; }

    /// <summary>From the west.</summary>
    public int Column { get; }

    /// <summary>From the north.</summary>
    public int Row { get; }
}
