using NetTopologySuite.Geometries;

namespace Platform.Spatial.Change;

/// <summary>A distinct shape of an epoch in the working plane (metres), with the rows that have it.</summary>
/// <param name="Index">Position in its epoch's list.</param>
/// <param name="Rows">Rows, ascending.</param>
/// <param name="Geometry">Sound polygon or multi-polygon, metres.</param>
/// <param name="Class">Class of the first row.</param>
internal sealed record Shape(int Index, IReadOnlyList<long> Rows, Geometry Geometry, string? Class)
{
    public double Area { get; } = Geometry.Area;

    public Envelope Envelope => Geometry.EnvelopeInternal;
}
