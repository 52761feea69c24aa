namespace Platform.Spatial.Kernel;

/// <summary>The part of a polygon between two heights, in the units of a weight. Ends beyond the band cost nothing but the first time.</summary>
internal struct StripArea<TWeight>(OuterBoundary polygon, double low, double high, TWeight weight)
    where TWeight : struct, IAreaWeight
{
    private double _whole = double.NaN;

    /// <summary>Adds what a piece of another boundary to the left of the polygon, from one height to another, contributes.</summary>
    public void AddBetween(double start, double end, ref Sums sums)
    {
        var (from, to) = (Math.Clamp(start, low, high), Math.Clamp(end, low, high));
        if (from == to)
            return;

        var part = Below(from) - Below(to);
        sums.Total += part;
        sums.Size += Math.Abs(part);
    }

    /// <summary>The part from the lower end of the band up to a height.</summary>
    public double Below(double y)
    {
        if (y <= low)
            return 0;
        if (y < high)
            return Integral(y);
        if (double.IsNaN(_whole))
            _whole = Integral(high);
        return _whole;
    }

    private readonly double Integral(double y)
    {
        var sum = 0.0;
        var left = polygon.Box.MinX;
        foreach (ref readonly var edge in polygon.Edges)
        {
            var (y0, y1) = (Math.Max(edge.Low, low), Math.Min(edge.High, y));
            if (y0 < y1)
                sum += edge.Sign * weight.Integral(y0, y1 - y0, edge.At(y0) - left, edge.At(y1) - left);
        }

        return sum;
    }
}
