using NetTopologySuite.Geometries;
using Platform.Spatial.Overlay;

namespace Platform.Tests.Unit.Spatial.Topology;

/// <summary>Parcels that share every edge, as a cadastre has them.</summary>
internal static class Mosaic
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>Quadrilaterals with random corners, row by row; classes "0" to "4" in turn.</summary>
    public static LayerRow[] Of(Random random, double x, double y, double size, int count, int firstRow = 0)
    {
        var corners = new Coordinate[count + 1, count + 1];
        for (var i = 0; i <= count; i++)
        {
            for (var j = 0; j <= count; j++)
                corners[i, j] = new Coordinate(x + (size * (i + (random.NextDouble() * 0.6))), y + (size * (j + (random.NextDouble() * 0.6))));
        }

        return
        [
            .. from i in Enumerable.Range(0, count)
               from j in Enumerable.Range(0, count)
               select new LayerRow(firstRow + (i * count) + j, $"{(i + (2 * j)) % 5}", Factory.CreatePolygon(
                   [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1], corners[i, j]])),
        ];
    }
}
