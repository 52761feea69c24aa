using Platform.Findings;

namespace Platform.Spatial.Overlay;

/// <summary>The areas of the classes within one subject, m², unrounded.</summary>
/// <param name="Subject">Row of the subject.</param>
/// <param name="AreaM2">Area of the subject; 0 when it was refused.</param>
/// <param name="Classes">Classes with an area above zero, in ordinal order of their codes.</param>
/// <param name="CoveredM2">Area of the subject that lies in at least one row; each place counts once.</param>
/// <param name="OverlapM2">Sum of the classes' areas minus <paramref name="CoveredM2"/>: what overlapping rows count more than once; 0
/// within the tolerance.</param>
/// <param name="OverlappingRows">Pairs of rows that overlap each other within the subject, in row order.</param>
/// <param name="Refusal">Why there is no result (invalid geometry, too complex); null when there is one.</param>
public sealed record SubjectAreas(
    long Subject,
    double AreaM2,
    IReadOnlyList<ClassArea> Classes,
    double CoveredM2,
    double OverlapM2,
    IReadOnlyList<RowOverlap> OverlappingRows,
    Finding? Refusal = null)
{
    /// <summary>Area of the subject in no row, m², never negative.</summary>
    public double UncoveredM2 => Math.Max(0, AreaM2 - CoveredM2);

    /// <summary>A subject that was refused.</summary>
    public static SubjectAreas Refused(long subject, Finding refusal) => new(subject, 0, [], 0, 0, [], refusal);
}

/// <summary>A class's area within a subject.</summary>
/// <param name="Class">Class code; "" for rows without one.</param>
/// <param name="AreaM2">Sum over the rows of the class, m², unrounded.</param>
public readonly record struct ClassArea(string Class, double AreaM2);

/// <summary>Two rows of a layer that overlap each other.</summary>
/// <param name="First">The lower row.</param>
/// <param name="Second">The higher row.</param>
/// <param name="AreaM2">Their common area within the subject, m².</param>
public readonly record struct RowOverlap(long First, long Second, double AreaM2);
