namespace Platform.Spatial.Kernel;

/// <summary>An edge that is held against many: its line from its lower end, the heights between which it runs, and 1 or -1 for upwards or downwards.</summary>
internal readonly struct OuterEdge(double x, double low, double high, double slope, double sign)
{
    /// <summary>Edges flatter than this, in change of x per unit of y, are horizontal for every purpose; their slope could overflow.</summary>
    public const double Flattest = 1e150;

    /// <summary>x at the lower end.</summary>
    public double X { get; } = x;

    /// <summary>Height of the lower end.</summary>
    public double Low { get; } = low;

    /// <summary>Height of the upper end.</summary>
    public double High { get; } = high;

    /// <summary>Change of x per unit of y.</summary>
    public double Slope { get; } = slope;

    /// <summary>1 where the boundary runs upwards, -1 where it runs downwards.</summary>
    public double Sign { get; } = sign;

    /// <summary>x at a height.</summary>
    public double At(double y) => X + ((y - Low) * Slope);

    /// <summary>The edge from one point to another; false for a horizontal one.</summary>
    public static bool TryCreate(double x0, double y0, double x1, double y1, out OuterEdge edge)
    {
        // The same to the last bit in either direction.
        var slope = (x1 - x0) / (y1 - y0);
        edge = y0 < y1 ? new OuterEdge(x0, y0, y1, slope, 1) : new OuterEdge(x1, y1, y0, slope, -1);
        return Math.Abs(slope) < Flattest;
    }
}
