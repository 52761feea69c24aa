using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Platform.Tests.CosmosGateway.Sql;

/// <summary>
/// GeoJSON shapes as Cosmos DB's geography type takes them: degrees, edges on great circles, so that an edge along a parallel bows towards the pole. Edges are followed in
/// small pieces and then compared in the plane; shapes near the poles or over the date line are not understood.
/// </summary>
internal static class GeodesicShapes
{
    private const int PiecesOfAnEdge = 64;

    private static readonly GeometryFactory Factory = new();

    /// <summary>Whether two shapes have a point in common; undefined for what is no shape.</summary>
    public static bool? Intersect(JsonElement left, JsonElement right) =>
        Read(left) is { } a && Read(right) is { } b ? a.Intersects(b) : null;

    private static Geometry? Read(JsonElement shape)
    {
        if (shape.ValueKind != JsonValueKind.Object || !shape.TryGetProperty("type", out var type) || !shape.TryGetProperty("coordinates", out var coordinates))
            return null;
        return type.GetString() switch
        {
            "Point" => Factory.CreatePoint(Position(coordinates)),
            "Polygon" when coordinates.GetArrayLength() == 1 => Factory.CreatePolygon(Ring(coordinates[0])),
            var other => throw new SqlException($"Shapes of type {other}, and polygons with holes, are not understood by this stand-in."),
        };
    }

    private static Coordinate Position(JsonElement position) => new(position[0].GetDouble(), position[1].GetDouble());

    private static Coordinate[] Ring(JsonElement ring)
    {
        var corners = ring.EnumerateArray().Select(Position).ToList();
        var points = new List<Coordinate> { corners[0] };
        for (var i = 1; i < corners.Count; i++)
            points.AddRange(Edge(corners[i - 1], corners[i]));
        points[^1] = corners[0].Copy();
        return [.. points];
    }

    private static IEnumerable<Coordinate> Edge(Coordinate from, Coordinate to)
    {
        var (a, b) = (Unit(from), Unit(to));
        for (var i = 1; i <= PiecesOfAnEdge; i++)
        {
            var t = (double)i / PiecesOfAnEdge;
            var (x, y, z) = (a.X + ((b.X - a.X) * t), a.Y + ((b.Y - a.Y) * t), a.Z + ((b.Z - a.Z) * t));
            yield return new Coordinate(double.RadiansToDegrees(Math.Atan2(y, x)), double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y)))));
        }
    }

    private static (double X, double Y, double Z) Unit(Coordinate position)
    {
        var (lon, lat) = (double.DegreesToRadians(position.X), double.DegreesToRadians(position.Y));
        return (Math.Cos(lat) * Math.Cos(lon), Math.Cos(lat) * Math.Sin(lon), Math.Sin(lat));
    }
}
