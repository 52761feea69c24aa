using NetTopologySuite.Geometries;

namespace Platform.Spatial.Tiles;

/// <summary>How tiles are cut.</summary>
public sealed record TileOptions
{
    /// <summary>Width and height of a tile in its whole-number units.</summary>
    public int Extent { get; init; } = 4096;

    /// <summary>Units around the tile that belong to it too, so that outlines at the edge are not seen.</summary>
    public int Buffer { get; init; } = 64;

    /// <summary>How far a simplified boundary may lie from the original, units; 8 is half a pixel of a tile of 256.</summary>
    public double Tolerance { get; init; } = 8;
}

/// <summary>A feature before or after it is cut.</summary>
/// <param name="Id">The caller's number for it.</param>
/// <param name="Geometry">Before: polygon or multi-polygon in degrees, x = longitude. After: the same in units of the tile, x to the east, y to the
/// south, whole numbers.</param>
public readonly record struct TileFeature(long Id, Geometry Geometry);
