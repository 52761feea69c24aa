using System.Buffers.Binary;
using System.Security.Cryptography;
using NetTopologySuite.Geometries;

namespace Platform.Domain.Monitoring;

/// <summary>
/// The identity of a patch: a key that depends on nothing but its shape, so that the same place keeps its key in every campaign, upload
/// and file format.
/// </summary>
/// <remarks>
/// Definition, version 1. The shape in EPSG:4490 (x = longitude) is taken as whole multiples of 1e-8 degrees (about 1 mm), each
/// ordinate rounded half to even; vertices that fall together with the one before are dropped. Each ring starts at its smallest vertex (by x, then
/// y), shells run clockwise, holes counter-clockwise; holes are ordered inside their polygon and polygons inside the shape by their
/// vertices. The key is the first 20 hexadecimal digits (80 bits) of SHA-256 over: number of polygons; for each polygon the number of
/// rings; for each ring the number of vertices (the closing one not counted), then x and y of each; all as 64-bit little-endian integers. So a single polygon and a
/// multi-polygon of one part have the same key, whatever their drawing direction. Deliveries that differ by more than rounding (another projection on the way)
/// get another key; they are recognised by overlap instead, see <see cref="PatchImport"/>.
/// </remarks>
public static class PatchIdentity
{
    /// <summary>Hexadecimal digits of a key.</summary>
    public const int KeyLength = 20;

    private const double StepsPerDegree = 1e8;

    /// <summary>The key of a shape in EPSG:4490.</summary>
    /// <exception cref="ArgumentException">The shape is empty or has a part that is no polygon.</exception>
    public static string KeyOf(Geometry geographic)
    {
        ArgumentNullException.ThrowIfNull(geographic);
        if (geographic.IsEmpty)
        {
            throw new ArgumentException("An empty shape has no identity.", nameof(geographic));
        }

        var polygons = Enumerable.Range(0, geographic.NumGeometries)
            .Select(i => geographic.GetGeometryN(i) as Polygon ?? throw new ArgumentException("Only polygons have an identity.", nameof(geographic)))
            .Where(polygon => !polygon.IsEmpty)
            .Select(Rings)
            .Order(RingsOrder.Instance)
            .ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, polygons.Count);
        foreach (var rings in polygons)
        {
            Append(hash, rings.Count);
            rings.ForEach(ring => Append(hash, ring));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..KeyLength];
    }

    private static List<(long X, long Y)[]> Rings(Polygon polygon) =>
    [
        Ring(polygon.ExteriorRing, clockwise: true),
        .. polygon.InteriorRings.Select(hole => Ring(hole, clockwise: false)).Order(RingOrder.Instance),
    ];

    private static (long X, long Y)[] Ring(LineString ring, bool clockwise)
    {
        var sequence = ring.CoordinateSequence;
        var vertices = new List<(long X, long Y)>(sequence.Count);
        for (var i = 0; i < sequence.Count - 1; i++)
        {
            var vertex = ((long)Math.Round(sequence.GetX(i) * StepsPerDegree), (long)Math.Round(sequence.GetY(i) * StepsPerDegree));
            if (vertices.Count == 0 || vertices[^1] != vertex)
            {
                vertices.Add(vertex);
            }
        }

        if (vertices.Count > 1 && vertices[^1] == vertices[0])
        {
            vertices.RemoveAt(vertices.Count - 1);
        }

        if (IsClockwise(vertices) != clockwise)
        {
            vertices.Reverse();
        }

        return Rotated(vertices);
    }

    // Twice the signed area in steps, in 128 bits: exact.
    private static bool IsClockwise(List<(long X, long Y)> ring)
    {
        Int128 sum = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += ((Int128)a.X * b.Y) - ((Int128)b.X * a.Y);
        }

        return sum < 0;
    }

    // The smallest vertex may occur twice where a ring touches itself: of the possible starts the one whose sequence is smallest.
    private static (long X, long Y)[] Rotated(List<(long X, long Y)> ring)
    {
        var least = ring.Min();
        return Enumerable.Range(0, ring.Count).Where(i => ring[i] == least)
            .Select(i => ring.Skip(i).Concat(ring.Take(i)).ToArray())
            .Order(RingOrder.Instance)
            .First();
    }

    private static void Append(IncrementalHash hash, (long X, long Y)[] ring)
    {
        Append(hash, ring.Length);
        foreach (var (x, y) in ring)
        {
            Append(hash, x);
            Append(hash, y);
        }
    }

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private sealed class RingOrder : IComparer<(long X, long Y)[]>
    {
        public static RingOrder Instance { get; } = new();

        public int Compare((long X, long Y)[]? left, (long X, long Y)[]? right) => left.AsSpan().SequenceCompareTo(right);
    }

    private sealed class RingsOrder : IComparer<List<(long X, long Y)[]>>
    {
        public static RingsOrder Instance { get; } = new();

        public int Compare(List<(long X, long Y)[]>? left, List<(long X, long Y)[]>? right)
        {
            for (var i = 0; i < Math.Min(left!.Count, right!.Count); i++)
            {
                if (RingOrder.Instance.Compare(left[i], right[i]) is not 0 and var order)
                {
                    return order;
                }
            }

            return left.Count.CompareTo(right.Count);
        }
    }
}
