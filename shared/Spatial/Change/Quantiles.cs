namespace Platform.Spatial.Change;

/// <summary>Order statistics.</summary>
internal static class Quantiles
{
    /// <summary>From the median absolute deviation to the standard deviation of a normal distribution.</summary>
    public const double DeviationFactor = 1.4826;

    /// <summary>Standard error of the median of normal values, over that of their mean.</summary>
    public const double MedianErrorFactor = 1.2533;

    public static double Median(IEnumerable<double> values) => At([.. values.Order()], 0.5);

    /// <summary>Quantile of sorted values by linear interpolation; 0 for none.</summary>
    public static double At(double[] sorted, double quantile)
    {
        if (sorted.Length == 0)
            return 0;

        var position = quantile * (sorted.Length - 1);
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }

    /// <summary>Robust standard deviation: scaled median of the distances from the median.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        return DeviationFactor * Median(values.Select(v => Math.Abs(v - median)));
    }
}
