using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Change;

/// <summary>What changed between two epochs.</summary>
/// <param name="Patches">The real differences, by lowest new row, lowest old row, then position.</param>
/// <param name="Misregistration">How the epochs fit each other.</param>
/// <param name="Counts">What was compared and what was left out.</param>
/// <param name="Findings">Rows that were repaired, stacked, refused or out of scope: old epoch first, in row order.</param>
public sealed record ChangeResult(
    IReadOnlyList<ChangePatch> Patches, Misregistration Misregistration, ChangeCounts Counts, IReadOnlyList<Finding> Findings);

/// <summary>A piece of land whose assignment changed.</summary>
/// <param name="Key">Derived from the geometry: the same differences give the same key in every run.</param>
/// <param name="Type">Kind of change.</param>
/// <param name="Geometry">CGCS2000 degrees, in the position of the newer epoch.</param>
/// <param name="Area">Official area.</param>
/// <param name="OldRows">Rows of the older epoch that held it (several when stacked); empty when it appeared.</param>
/// <param name="NewRows">Rows of the newer epoch that hold it; empty when it disappeared.</param>
/// <param name="BeforeClass">Class in the older epoch, if classes are compared.</param>
/// <param name="AfterClass">Class in the newer epoch, if classes are compared.</param>
public sealed record ChangePatch(
    string Key,
    ChangeType Type,
    Polygon Geometry,
    AreaM2 Area,
    IReadOnlyList<long> OldRows,
    IReadOnlyList<long> NewRows,
    string? BeforeClass,
    string? AfterClass);

/// <summary>Kinds of change. A shape's heir is the shape of the other epoch that it shares most area with, mutually and for at least half
/// of the smaller one.</summary>
public enum ChangeType
{
    /// <summary>Land that the older epoch did not map, in a shape without a predecessor.</summary>
    Appeared,

    /// <summary>Land that the newer epoch does not map, from a shape without an heir.</summary>
    Disappeared,

    /// <summary>A new shape was carved out of one that lives on.</summary>
    Split,

    /// <summary>A shape that ended was taken into one that lives on.</summary>
    Merged,

    /// <summary>The boundary of shapes that live on moved.</summary>
    Reshaped,

    /// <summary>Land of a shape that ended, in a shape without a predecessor.</summary>
    Replaced,

    /// <summary>The shape lives on with another class.</summary>
    Reclassified,
}

/// <summary>How two epochs fit each other, measured on the shapes that both have. Metres; east and north.</summary>
/// <param name="Pairs">Pairs of matching shapes.</param>
/// <param name="ShiftEast">Shift of the newer epoch against the older; 0 when not significant.</param>
/// <param name="ShiftNorth">The same to the north.</param>
/// <param name="LargestLocalShift">Largest significant deviation of a local shift from the overall one.</param>
/// <param name="MedianDisplacement">Median of the boundary displacement (Hausdorff distance) of the pairs after the shifts are taken
/// out.</param>
/// <param name="Displacement95">Its 95 % quantile.</param>
/// <param name="Displacement99">Its 99 % quantile.</param>
/// <param name="Tolerance">Positional tolerance that follows.</param>
/// <param name="ShareWithinTolerance">Share of the pairs that are displaced by no more.</param>
public sealed record Misregistration(
    int Pairs,
    double ShiftEast,
    double ShiftNorth,
    double LargestLocalShift,
    double MedianDisplacement,
    double Displacement95,
    double Displacement99,
    double Tolerance,
    double ShareWithinTolerance);

/// <summary>What was compared and what was left out.</summary>
/// <param name="OldShapes">Distinct shapes of the older epoch.</param>
/// <param name="NewShapes">Distinct shapes of the newer epoch.</param>
/// <param name="Unchanged">Shapes that both epochs have, within the tolerance.</param>
/// <param name="Slivers">Differences that vanish when shrunk by the tolerance.</param>
/// <param name="SliverAreaM2">Their planar area, m².</param>
/// <param name="BelowMinimum">Differences below the minimum mapping area.</param>
/// <param name="BelowMinimumAreaM2">Their official area, m².</param>
public sealed record ChangeCounts(
    int OldShapes, int NewShapes, int Unchanged, int Slivers, double SliverAreaM2, int BelowMinimum, double BelowMinimumAreaM2);
