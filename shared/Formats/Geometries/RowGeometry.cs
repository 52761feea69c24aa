using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using Platform.Findings;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Geometries;

/// <summary>
/// Builds the geometry of one row and checks every coordinate on the way. A fault that leaves no usable geometry throws
/// <see cref="RefusedException"/>; smaller ones are added to the row's findings.
/// </summary>
internal sealed class RowGeometry(Location row, List<Finding> findings)
{
    /// <summary>No coordinate of any CRS on Earth is beyond this, in metres, feet or degrees.</summary>
    public const double GreatestOrdinate = 1e9;

    /// <summary>Greatest nesting of collections.</summary>
    public const int MaxDepth = 32;

    /// <summary>From here on coordinates are packed: 16 bytes each instead of an object.</summary>
    private const int PackedFrom = 50_000;

    private static readonly GeometryFactory s_plain = new(new PrecisionModel(), 0, CoordinateArraySequenceFactory.Instance);
    private static readonly GeometryFactory s_packed = new(new PrecisionModel(), 0, PackedCoordinateSequenceFactory.DoubleFactory);

    public Location Row => row;

    public static GeometryFactory Factory => s_plain;

    /// <summary>An empty sequence of <paramref name="count"/> points to be filled by <see cref="Set"/>.</summary>
    public static CoordinateSequence Sequence(int count) =>
        (count < PackedFrom ? s_plain : s_packed).CoordinateSequenceFactory.Create(count, Ordinates.XY);

    /// <summary>The points of a run of little-endian x, y pairs: one copy, and one look at every ordinate.</summary>
    public CoordinateSequence Points(ReadOnlySpan<byte> xy)
    {
        var ordinates = new double[xy.Length / sizeof(double)];
        xy.CopyTo(MemoryMarshal.AsBytes(ordinates.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<double, long>(ordinates.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        for (var i = 0; i < ordinates.Length; i++)
        {
            // NaN is not within any range.
            if (!(Math.Abs(ordinates[i]) <= GreatestOrdinate))
            {
                Check(ordinates[i & ~1], ordinates[i | 1]);
            }
        }

        return PackedCoordinateSequenceFactory.DoubleFactory.Create(ordinates, dimension: 2, measures: 0);
    }

    public void Set(CoordinateSequence sequence, int index, double x, double y)
    {
        Check(x, y);
        sequence.SetOrdinate(index, 0, x);
        sequence.SetOrdinate(index, 1, y);
    }

    public Point Point(double x, double y)
    {
        Check(x, y);
        return s_plain.CreatePoint(new Coordinate(x, y));
    }

    public LineString Line(CoordinateSequence points) => points.Count == 1
        ? throw Refuse(FormatFindings.GeometryLineTooShort)
        : s_plain.CreateLineString(points);

    /// <summary>A closed ring; an open one is closed with a finding. One that is too short to be a ring is refused.</summary>
    public LinearRing Ring(CoordinateSequence points) => TryRing(points) ?? throw Refuse(FormatFindings.GeometryRingTooShort);

    /// <summary>A polygon; its shell may be empty only when it has no holes.</summary>
    public Polygon Polygon(CoordinateSequence shell, IEnumerable<CoordinateSequence> holes)
    {
        var ring = Ring(shell);
        LinearRing[] rings = holes is IReadOnlyCollection<CoordinateSequence> { Count: 0 } ? [] : [.. Holes(holes)];
        return ring.IsEmpty && rings.Length > 0 ? throw Refuse(FormatFindings.GeometryRingTooShort) : s_plain.CreatePolygon(ring, rings);
    }

    /// <summary>The rings among the sequences: one that is too short is left out with a finding, unless none is left.</summary>
    public List<LinearRing> Rings(IEnumerable<CoordinateSequence> sequences)
    {
        var (rings, dropped) = (new List<LinearRing>(), false);
        foreach (var ring in sequences.Select(TryRing))
        {
            dropped |= ring is null;
            if (ring is { IsEmpty: false })
            {
                rings.Add(ring);
            }
        }

        if (dropped && rings.Count == 0)
        {
            throw Refuse(FormatFindings.GeometryRingTooShort);
        }

        if (dropped)
        {
            Add(FormatFindings.GeometryRingDropped);
        }

        return rings;
    }

    /// <summary>The holes among the sequences: one that is too short is left out with a finding.</summary>
    public IEnumerable<LinearRing> Holes(IEnumerable<CoordinateSequence> sequences)
    {
        foreach (var ring in sequences.Select(TryRing))
        {
            if (ring is null)
            {
                Add(FormatFindings.GeometryRingDropped);
            }
            else if (!ring.IsEmpty)
            {
                yield return ring;
            }
        }
    }

    private LinearRing? TryRing(CoordinateSequence points)
    {
        if (points.Count is > 0 and < 3)
        {
            return null;
        }

        var last = points.Count - 1;
        if (last >= 0 && (points.GetX(0) != points.GetX(last) || points.GetY(0) != points.GetY(last)))
        {
            Add(FormatFindings.GeometryRingUnclosed);
            var closed = Sequence(points.Count + 1);
            for (var i = 0; i <= points.Count; i++)
            {
                closed.SetOrdinate(i, 0, points.GetX(i % points.Count));
                closed.SetOrdinate(i, 1, points.GetY(i % points.Count));
            }

            points = closed;
        }

        return points.Count is > 0 and < 4 ? null : s_plain.CreateLinearRing(points);
    }

    public void Check(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
        {
            throw Refuse(FormatFindings.GeometryNotFinite);
        }

        if (Math.Abs(x) > GreatestOrdinate || Math.Abs(y) > GreatestOrdinate)
        {
            throw new RefusedException(FormatFindings.GeometryOutOfRange.At(row with { X = x, Y = y }, GreatestOrdinate));
        }
    }

    public RefusedException Refuse(FindingKind kind, params object?[] arguments) => new(kind.At(row, arguments));

    public void Add(FindingKind kind, params object?[] arguments)
    {
        var finding = kind.At(row, arguments);
        if (!findings.Contains(finding))
        {
            findings.Add(finding);
        }
    }
}
