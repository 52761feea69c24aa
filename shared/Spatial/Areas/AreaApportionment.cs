namespace Platform.Spatial.Areas;

/// <summary>Rounds the parts of an official area so that they add up to it exactly (method of the largest remainder).</summary>
public static class AreaApportionment
{
    private const decimal Unit = 0.01m;

    /// <summary>
    /// Splits <paramref name="total"/> in proportion to <paramref name="parts"/>: every part is rounded down to 0.01 m² and the
    /// missing hundredths go to the largest remainders, ties to the earlier part. The parts must cover the whole: where a share lies in
    /// no class, pass it as a part of its own.
    /// </summary>
    /// <param name="total">The rounded whole.</param>
    /// <param name="parts">Unrounded parts, m², finite and not negative.</param>
    /// <returns>As many areas as parts, in their order, whose sum is <paramref name="total"/>.</returns>
    /// <exception cref="ArgumentException">A part is negative or not finite, or all are zero while the total is not.</exception>
    public static AreaM2[] Split(AreaM2 total, IReadOnlyList<double> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var sum = Sum(parts);
        if (sum == 0)
        {
            return total == AreaM2.Zero
                ? new AreaM2[parts.Count]
                : throw new ArgumentException($"Parts of no size cannot add up to {total} m².", nameof(parts));
        }

        return Distribute(total.Value, parts, sum);
    }

    private static double Sum(IReadOnlyList<double> parts)
    {
        var sum = 0.0;
        foreach (var part in parts)
        {
            if (!(part >= 0 && double.IsFinite(part)))
                throw new ArgumentException($"A part is finite and not negative: {part}.", nameof(parts));

            sum += part;
        }

        return sum;
    }

    private static AreaM2[] Distribute(decimal total, IReadOnlyList<double> parts, double sum)
    {
        var floors = new decimal[parts.Count];
        var remainders = new decimal[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            var quota = total * (decimal)(parts[i] / sum);
            floors[i] = Math.Floor(quota / Unit) * Unit;
            remainders[i] = quota - floors[i];
        }

        // The fractions are rounded to 15 digits, so the floors can exceed the total by a hundredth: then the smallest remainder gives it
        // back.
        var missing = (int)((total - floors.Sum()) / Unit);
        var order = Enumerable.Range(0, parts.Count).Where(i => parts[i] > 0).OrderByDescending(i => remainders[i]).ThenBy(i => i).ToArray();
        for (var step = 0; step < missing; step++)
            floors[order[step % order.Length]] += Unit;
        for (var step = 0; step < -missing; step++)
            TakeBack(floors, order);
        return Array.ConvertAll(floors, value => new AreaM2(value));
    }

    private static void TakeBack(decimal[] floors, int[] order) => floors[order.Last(i => floors[i] >= Unit)] -= Unit;
}
