using System.Globalization;

namespace Platform.Tests.Benchmarks.Spatial;

/// <summary>What one program took for one case, and what it found.</summary>
/// <param name="Peer">The program and its way.</param>
/// <param name="Seconds">Processor time of the overlay, indexes and flattening included; a database's own preparation is apart.</param>
/// <param name="Wall">Time by the clock.</param>
/// <param name="SquareMetres">Sum of all areas, a check.</param>
/// <param name="Share">Share of the subjects that were overlaid; times are scaled by it.</param>
internal sealed record PeerResult(string Peer, double Seconds, double Wall, double SquareMetres, double Share = 1)
{
    /// <summary>Reads a line of the peers' script.</summary>
    public static PeerResult Parse(string line)
    {
        var fields = line.Split('\t');
        double At(int i) => double.Parse(fields[i], CultureInfo.InvariantCulture);
        return new PeerResult(fields[0], At(1), At(2), At(3), At(4));
    }

    /// <summary>The median of repeated runs, processor time and clock each for itself.</summary>
    public static PeerResult Median(IReadOnlyCollection<PeerResult> runs)
    {
        double Middle(Func<PeerResult, double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);
        return runs.First() with { Seconds = Middle(run => run.Seconds), Wall = Middle(run => run.Wall) };
    }

    /// <summary>A line of the table, with how many times longer than ours it took and how far the sums differ.</summary>
    public string Line(string name, PeerResult ours) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Peer} | {Seconds / Share:f3} | {Wall / Share:f3} | {Seconds / Share / ours.Seconds:f1} | {Difference(ours)} |");

    private string Difference(PeerResult ours) => Share < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * Share:f0} % run")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs((SquareMetres / ours.SquareMetres) - 1):e1}");
}
