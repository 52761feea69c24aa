using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;

namespace Platform.Spatial.Change;

/// <summary>
/// Estimates a shift that may be larger than the shapes: every pair of similar shapes (area, width and height) votes for the vector between
/// them, and the vector that stands out is the shift. Chance similarities scatter.
/// </summary>
/// <param name="East">Metres.</param>
/// <param name="North">Metres.</param>
internal readonly record struct CoarseShift(double East, double North)
{
    private const double Similar = 0.03;
    private const double BinMetres = 2;

    /// <summary>The shift of <paramref name="new"/> against <paramref name="old"/> in metres; zero when none stands out.</summary>
    public static CoarseShift Estimate(
        IReadOnlyList<Shape> old, IReadOnlyList<Shape> @new, double largest, int leastVotes)
    {
        var votes = Votes(old, @new, largest);
        var bins = votes.GroupBy(v => Bin(v.East, v.North)).ToDictionary(g => g.Key, g => g.Count());
        if (bins.Count == 0)
            return default;

        // A peak may straddle bins: the sum over the neighbourhood decides. Ties go to the smaller shift.
        var peak = bins.Keys
            .OrderByDescending(key => Around(bins, key))
            .ThenBy(key => (key.X * key.X) + (key.Y * key.Y))
            .ThenBy(key => key)
            .First();
        var near = votes.Where(v => IsNear(v.East, peak.X) && IsNear(v.North, peak.Y)).ToList();
        if (near.Count < leastVotes)
            return default;

        var shift = new CoarseShift(Quantiles.Median(near.Select(v => v.East)), Quantiles.Median(near.Select(v => v.North)));

        // Smaller ones are left to the estimate from matching shapes, which is finer.
        return Math.Abs(shift.East) < BinMetres && Math.Abs(shift.North) < BinMetres ? default : shift;
    }

    /// <summary>The shapes moved by the shift.</summary>
    public IReadOnlyList<Shape> Move(IReadOnlyList<Shape> shapes) => ShiftField.Constant(East, North).Move(shapes);

    private static List<(double East, double North)> Votes(IReadOnlyList<Shape> old, IReadOnlyList<Shape> @new, double largest)
    {
        var index = new HPRtree<Shape>();
        foreach (var shape in @new)
            index.Insert(new Envelope(shape.Envelope.Centre), shape);
        index.Build();
        var votes = new List<(double East, double North)>();
        foreach (var shape in old)
        {
            var search = new Envelope(shape.Envelope.Centre);
            search.ExpandBy(largest);
            foreach (var other in index.Query(search))
            {
                if (IsSimilar(shape, other))
                    votes.Add((other.Envelope.Centre.X - shape.Envelope.Centre.X, other.Envelope.Centre.Y - shape.Envelope.Centre.Y));
            }
        }

        return votes;
    }

    private static bool IsSimilar(Shape a, Shape b) =>
        AreClose(a.Area, b.Area) && AreClose(a.Envelope.Width, b.Envelope.Width) && AreClose(a.Envelope.Height, b.Envelope.Height);

    private static bool AreClose(double a, double b) => Math.Abs(a - b) <= Similar * Math.Max(a, b);

    private static (int X, int Y) Bin(double east, double north) => ((int)Math.Round(east / BinMetres), (int)Math.Round(north / BinMetres));

    private static bool IsNear(double metres, int bin) => Math.Abs(metres - (bin * BinMetres)) <= 1.5 * BinMetres;

    private static int Around(Dictionary<(int X, int Y), int> bins, (int X, int Y) key)
    {
        var sum = 0;
        for (var dx = -1; dx <= 1; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
                sum += bins.GetValueOrDefault((key.X + dx, key.Y + dy));
        }

        return sum;
    }
}
