namespace Platform.Spatial.Areas;

/// <summary>
/// Gauss–Legendre rules on [0, 1] with 3, 5 and 10 nodes. Nodes and weights are found once by Newton's method on the Legendre
/// polynomials, so no table of digits can hold a typing error.
/// </summary>
internal sealed class GaussLegendre
{
    private GaussLegendre(int count)
    {
        Nodes = new double[count];
        Weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var (root, derivative) = Root(count, i);
            Nodes[i] = (1 - root) / 2;
            Weights[i] = 1 / ((1 - (root * root)) * derivative * derivative);
        }
    }

    /// <summary>Exact for polynomials up to degree 5.</summary>
    public static GaussLegendre Three { get; } = new(3);

    /// <summary>Exact for polynomials up to degree 9.</summary>
    public static GaussLegendre Five { get; } = new(5);

    /// <summary>Exact for polynomials up to degree 19.</summary>
    public static GaussLegendre Ten { get; } = new(10);

    /// <summary>Abscissae in (0, 1), ascending.</summary>
    public double[] Nodes { get; }

    /// <summary>Weights; their sum is 1.</summary>
    public double[] Weights { get; }

    private static (double Root, double Derivative) Root(int count, int index)
    {
        var x = Math.Cos(Math.PI * (index + 0.75) / (count + 0.5));
        var derivative = 0.0;
        for (var step = 0; step < 12; step++)
        {
            (var value, derivative) = Legendre(count, x);
            x -= value / derivative;
        }

        return (x, derivative);
    }

    private static (double Value, double Derivative) Legendre(int degree, double x)
    {
        double previous = 1, current = x;
        for (var k = 2; k <= degree; k++)
            (previous, current) = (current, (((2 * k) - 1) * x * current - ((k - 1) * previous)) / k);
        return (current, degree * ((x * current) - previous) / ((x * x) - 1));
    }
}
