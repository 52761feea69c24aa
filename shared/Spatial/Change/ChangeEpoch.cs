using NetTopologySuite.Geometries;

namespace Platform.Spatial.Change;

/// <summary>One of two states of a polygon layer, in CGCS2000 degrees (x = longitude).</summary>
/// <param name="Name">How findings name it: file or layer.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ChangeEpoch(string Name, IReadOnlyList<EpochRow> Rows);

/// <summary>A row of an epoch.</summary>
/// <param name="Row">0-based row of its layer.</param>
/// <param name="Geometry">Polygon or multi-polygon in degrees; an invalid one is repaired with a finding.</param>
/// <param name="Class">Class, compared when both epochs have one; null when classes are not compared.</param>
public readonly record struct EpochRow(long Row, Geometry? Geometry, string? Class = null);
