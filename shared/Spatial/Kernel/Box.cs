using NetTopologySuite.Geometries;

namespace Platform.Spatial.Kernel;

/// <summary>A closed extent.</summary>
internal readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>No extent: it meets none and adds nothing.</summary>
    public static Box Empty { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>The extent of a geometry; none where there is no geometry.</summary>
    public static Box Of(Geometry? geometry)
    {
        var envelope = geometry?.EnvelopeInternal;
        return envelope is null || envelope.IsNull ? Empty : new Box(envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY);
    }

    /// <summary>The extent of points.</summary>
    public static Box Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double minX = double.PositiveInfinity, maxX = double.NegativeInfinity, minY = minX, maxY = maxX;
        for (var i = 0; i < x.Length; i++)
        {
            (minX, maxX) = (Math.Min(minX, x[i]), Math.Max(maxX, x[i]));
            (minY, maxY) = (Math.Min(minY, y[i]), Math.Max(maxY, y[i]));
        }

        return new Box(minX, minY, maxX, maxY);
    }

    /// <summary>Whether the two share more than a boundary.</summary>
    public bool Overlaps(in Box other) => MinX < other.MaxX && other.MinX < MaxX && MinY < other.MaxY && other.MinY < MaxY;

    /// <summary>The extent of both.</summary>
    public Box Around(in Box other) =>
        new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    /// <summary>The common extent.</summary>
    public Box Common(in Box other) =>
        new(Math.Max(MinX, other.MinX), Math.Max(MinY, other.MinY), Math.Min(MaxX, other.MaxX), Math.Min(MaxY, other.MaxY));
}
