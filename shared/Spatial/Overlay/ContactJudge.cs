using NetTopologySuite.Geometries;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Overlay;

/// <summary>Tells overlapping from touching: what vanishes when shrunk by half the tolerance is touching, however long it is.</summary>
internal sealed class ContactJudge
{
    private readonly Geometry _subject;
    private readonly AreaMeasure _measure;
    private readonly double _half;
    private Geometry? _core;

    public ContactJudge(Geometry subject, AreaMeasure measure, double toleranceMetres)
    {
        if (!(toleranceMetres >= 0 && double.IsFinite(toleranceMetres)))
            throw new ArgumentOutOfRangeException(nameof(toleranceMetres), toleranceMetres, "A tolerance is finite and not negative.");

        (_subject, _measure, _half) = (subject, measure, toleranceMetres / 2);
    }

    /// <summary>Judges the common part of the subject and a row.</summary>
    public Contact Judge(Geometry common, double areaM2)
    {
        var plane = new LocalPlane(_measure, _subject.EnvelopeInternal.Centre);
        var local = plane.ToMetres(common);
        if (areaM2 <= 0)
            return EntersCore(local, plane) ? Contact.Overlapping : Contact.Touching;

        // Area ≤ inradius × perimeter, so a large ratio proves the width without a buffer.
        if (areaM2 > _half * local.Length)
            return Contact.Overlapping;
        return local.Buffer(-_half).IsEmpty ? Contact.Touching : Contact.Overlapping;
    }

    // A line or point overlaps when it comes inside the subject by more than half the tolerance. The area of a common part that is a line
    // is zero too: boundary shared with a polygon row lies outside the core.
    private bool EntersCore(Geometry local, LocalPlane plane)
    {
        _core ??= plane.ToMetres(_subject).Buffer(-Math.Max(_half, 1e-6));
        return _core.Intersects(local);
    }
}
