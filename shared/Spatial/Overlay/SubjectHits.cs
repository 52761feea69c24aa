using Platform.Findings;

namespace Platform.Spatial.Overlay;

/// <summary>The rows of a layer that one subject meets.</summary>
/// <param name="Subject">Row of the subject.</param>
/// <param name="AreaM2">Area of the subject, m², unrounded; 0 when it was refused.</param>
/// <param name="Hits">Rows met, in row order.</param>
/// <param name="Refusal">Why there is no result; null when there is one.</param>
public sealed record SubjectHits(long Subject, double AreaM2, IReadOnlyList<RowHit> Hits, Finding? Refusal = null);

/// <summary>How a subject meets one row.</summary>
/// <param name="Row">The layer's row.</param>
/// <param name="Class">Its class.</param>
/// <param name="Contact">Overlapping or merely touching.</param>
/// <param name="AreaM2">Common area, m², unrounded. A touching row may have a little, within the tolerance; a line or point row has
/// none.</param>
/// <param name="Share">Common area as a share of the subject, 0–1.</param>
public readonly record struct RowHit(long Row, string Class, Contact Contact, double AreaM2, double Share);

/// <summary>Kind of contact.</summary>
public enum Contact
{
    /// <summary>They share boundary, or overlap by no more than digitising noise: not a hit in law.</summary>
    Touching,

    /// <summary>They share area; for a line or point row: it enters the subject.</summary>
    Overlapping,
}

/// <summary>When contact is overlap.</summary>
/// <param name="ToleranceMetres">
/// Width of contact that is digitising noise: a common piece that vanishes when shrunk by half of this width is touching, however long it
/// is. The default, 1 mm, only absorbs rounding; a profile states its own.
/// </param>
public sealed record HitOptions(double ToleranceMetres = 0.001);

/// <summary>The nearest row to a subject.</summary>
/// <param name="Subject">Row of the subject.</param>
/// <param name="Row">Nearest row (the lowest of equally near ones); null when none lies within the asked distance.</param>
/// <param name="Class">Its class; null without a row.</param>
/// <param name="Metres">Distance, metres; null without a row.</param>
/// <param name="Refusal">Why there is no result; null when there is one.</param>
public sealed record SubjectNearest(long Subject, long? Row, string? Class, double? Metres, Finding? Refusal = null);
