using NetTopologySuite.Geometries;

namespace Platform.Spatial.Change;

/// <summary>
/// The shift of the newer epoch against the older: one overall vector and, for every cell with enough matching shapes, its deviation where
/// that is significant. Between the centres of the cells it is interpolated.
/// </summary>
internal sealed class ShiftField
{
    // Standard error of a median of normal values, times three: deviations within it are chance.
    private const double SignificanceFactor = 3 * Quantiles.MedianErrorFactor;

    // Below a centimetre there is no reason to move anything, however many shapes prove it.
    private const double NegligibleMetres = 0.01;

    private readonly Dictionary<(int X, int Y), (double East, double North)> _local;
    private readonly double _cell;

    private ShiftField(double east, double north, Dictionary<(int X, int Y), (double East, double North)> local, double cell)
    {
        (East, North, _local, _cell) = (east, north, local, cell);
    }

    /// <summary>Overall shift to the east, metres.</summary>
    public double East { get; }

    /// <summary>Overall shift to the north, metres.</summary>
    public double North { get; }

    /// <summary>Whether there is nothing to take out.</summary>
    public bool IsZero => East == 0 && North == 0 && LargestLocal == 0;

    /// <summary>Largest local deviation from the overall shift, metres.</summary>
    public double LargestLocal => _local.Count == 0 ? 0 : _local.Values.Max(v => Math.Sqrt((v.East * v.East) + (v.North * v.North)));

    /// <summary>Estimates the field from the displacement of centroids of matching shapes.</summary>
    public static ShiftField Estimate(
        IReadOnlyList<Shape> old, IReadOnlyList<Shape> @new, IReadOnlyList<ShapePair> pairs, ChangeDetectionOptions options)
    {
        var vectors = pairs.Select(pair => Vector(old[pair.Old].Geometry.Centroid.Coordinate, @new[pair.New].Geometry.Centroid.Coordinate)).ToArray();
        if (vectors.Length < options.MinimumPairs)
            return new ShiftField(0, 0, [], options.ShiftCellMetres);

        var (east, north) = Significant(vectors, 0, 0);

        // A cell whose deviation is chance counts as zero; one with too few shapes has no say.
        var local = vectors
            .GroupBy(v => Cell(v.At, options.ShiftCellMetres))
            .Where(group => group.Count() >= options.MinimumPairs)
            .Select(group => (group.Key, Shift: Significant([.. group], east, north)))
            .ToDictionary(cell => cell.Key, cell => cell.Shift);
        return new ShiftField(east, north, local, options.ShiftCellMetres);
    }

    /// <summary>A constant field.</summary>
    public static ShiftField Constant(double east, double north) => new(east, north, [], 1);

    /// <summary>The shapes moved by the field, or the same list when there is nothing to take out.</summary>
    public IReadOnlyList<Shape> Move(IReadOnlyList<Shape> shapes) =>
        IsZero ? shapes : [.. shapes.Select(shape => shape with { Geometry = Move(shape.Geometry) })];

    private static (Coordinate At, double East, double North) Vector(Coordinate from, Coordinate to) => (from, to.X - from.X, to.Y - from.Y);

    private static (double East, double North) Significant((Coordinate At, double East, double North)[] vectors, double east, double north)
    {
        var (deltaEast, isEast) = Median([.. vectors.Select(v => v.East - east)]);
        var (deltaNorth, isNorth) = Median([.. vectors.Select(v => v.North - north)]);
        return isEast || isNorth ? (deltaEast, deltaNorth) : (0, 0);
    }

    private static (double Value, bool IsSignificant) Median(double[] values)
    {
        var median = Quantiles.Median(values);
        var error = SignificanceFactor * Quantiles.Deviation(values) / Math.Sqrt(values.Length);

        return (median, Math.Abs(median) > Math.Max(error, NegligibleMetres));
    }

    private static (int X, int Y) Cell(Coordinate at, double size) => ((int)Math.Floor(at.X / size), (int)Math.Floor(at.Y / size));

    private Geometry Move(Geometry geometry)
    {
        var copy = geometry.Copy();
        copy.Apply(new MoveFilter(this));
        return copy;
    }

    // Bilinear between the nearest cell centres that have an estimate; where none has, the overall shift stands.
    private (double East, double North) At(double x, double y)
    {
        var (u, v) = ((x / _cell) - 0.5, (y / _cell) - 0.5);
        var (i, j) = ((int)Math.Floor(u), (int)Math.Floor(v));
        var (fu, fv) = (u - i, v - j);
        double east = 0, north = 0, sum = 0;
        foreach (var (di, dj, weight) in new[] { (0, 0, (1 - fu) * (1 - fv)), (1, 0, fu * (1 - fv)), (0, 1, (1 - fu) * fv), (1, 1, fu * fv) })
        {
            if (_local.TryGetValue((i + di, j + dj), out var shift))
                (east, north, sum) = (east + (weight * shift.East), north + (weight * shift.North), sum + weight);
        }

        return sum == 0 ? (East, North) : (East + (east / sum), North + (north / sum));
    }

    private sealed class MoveFilter(ShiftField field) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq)
        {
            for (var i = 0; i < seq.Count; i++)
            {
                var (x, y) = (seq.GetX(i), seq.GetY(i));
                var (east, north) = field.At(x, y);
                seq.SetX(i, x + east);
                seq.SetY(i, y + north);
            }
        }
    }
}
