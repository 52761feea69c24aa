using Platform.Findings;

namespace Platform.Spatial.Change;

/// <summary>
/// Fits the older epoch, whose coarse shift is already taken out, to the newer one and measures what is left: first the overall and local
/// shift of matching shapes, then the distribution of their boundary displacement, from which the positional tolerance follows.
/// </summary>
internal sealed class Registration
{
    private const double LooseRatio = 0.5;

    private Registration(IReadOnlyList<Shape> old, IReadOnlyList<ShapePair> pairs, double[] displacements, Misregistration report)
    {
        (Old, Pairs, Displacements, Report) = (old, pairs, displacements, report);
    }

    /// <summary>The older epoch in the position of the newer one.</summary>
    public IReadOnlyList<Shape> Old { get; }

    /// <summary>Matching shapes.</summary>
    public IReadOnlyList<ShapePair> Pairs { get; }

    /// <summary>Boundary displacement of each pair, metres.</summary>
    public double[] Displacements { get; }

    /// <summary>The measured figures.</summary>
    public Misregistration Report { get; }

    public static Registration Measure(
        IReadOnlyList<Shape> old, IReadOnlyList<Shape> @new, CoarseShift coarse, ChangeDetectionOptions options, int threads, List<Finding> findings)
    {
        var field = ShiftField.Estimate(old, @new, ShapeMatcher.Match(old, @new, LooseRatio, threads), options);
        var moved = field.Move(old);
        var pairs = ShapeMatcher.Match(moved, @new, options.SameShapeRatio, threads);
        var displacements = new double[pairs.Count];
        Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            displacements[i] = ShapeMatcher.Displacement(moved[pairs[i].Old].Geometry, @new[pairs[i].New].Geometry));
        return new Registration(moved, pairs, displacements, Summarise(coarse, field, displacements, options, findings));
    }

    private static Misregistration Summarise(
        CoarseShift coarse, ShiftField field, double[] displacements, ChangeDetectionOptions options, List<Finding> findings)
    {
        double[] sorted = [.. displacements.Order()];
        var tolerance = Tolerance(sorted, options, findings);
        return new Misregistration(
            sorted.Length,
            coarse.East + field.East,
            coarse.North + field.North,
            field.LargestLocal,
            Quantiles.At(sorted, 0.5),
            Quantiles.At(sorted, 0.95),
            Quantiles.At(sorted, 0.99),
            tolerance,
            sorted.Length == 0 ? 0 : (double)sorted.Count(d => d <= tolerance) / sorted.Length);
    }

    private static double Tolerance(double[] sorted, ChangeDetectionOptions options, List<Finding> findings)
    {
        if (options.ToleranceMetres is { } stated)
            return stated;
        if (sorted.Length < options.MinimumPairs)
        {
            findings.Add(SpatialFindings.TooFewPairs.At(Location.Whole, sorted.Length, options.MinimumPairs, options.DefaultToleranceMetres));
            return options.DefaultToleranceMetres;
        }

        var measured = Quantiles.At(sorted, 0.5) + (options.NoiseFactor * Quantiles.Deviation(sorted));
        if (measured > options.MaximumToleranceMetres)
        {
            throw new RefusedException(
                SpatialFindings.EpochsTooDifferent.At(Location.Whole, Math.Round(measured, 2), options.MaximumToleranceMetres));
        }

        return Math.Max(measured, options.MinimumToleranceMetres);
    }
}
