using System.Globalization;

namespace Platform.Reporting.Figures;

/// <summary>An axis from zero in round steps (1, 2 or 5 times a power of ten).</summary>
internal sealed record NiceAxis(double Step, double Greatest)
{
    private static readonly double[] Factors = [1d, 2d, 5d, 10d];

    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round(Greatest / Step) + 1).Select(index => index * Step);

    public static NiceAxis For(double largest)
    {
        if (largest <= 0d)
        {
            return new NiceAxis(1d, 1d);
        }

        var raw = largest / 4d;
        var power = Math.Pow(10d, Math.Floor(Math.Log10(raw)));
        var step = Factors.First(factor => raw <= factor * power * 1.0000001d) * power;
        step = largest >= 1d && largest == Math.Floor(largest) ? Math.Max(step, Math.Min(1d, largest)) : step;
        return new NiceAxis(step, Math.Ceiling(largest / step) * step);
    }

    public static string Spell(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
