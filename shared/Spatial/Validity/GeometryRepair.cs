using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Platform.Findings;
using Platform.Spatial.Areas;

namespace Platform.Spatial.Validity;

/// <summary>
/// Mends polygons as an explicit step: crossing boundaries are parted, overlapping parts united (so they count once), collapsed rings
/// dropped. Every mended geometry carries a finding with the area before and after.
/// </summary>
public static class GeometryRepair
{
    /// <summary>Returns a sound geometry, mended if need be.</summary>
    /// <param name="geometry">Any geometry, null included.</param>
    /// <param name="limits">As for <see cref="GeometryGuard"/>.</param>
    /// <param name="measure">How the areas in the finding are measured.</param>
    /// <param name="at">Place of the row.</param>
    public static RepairResult Repair(Geometry? geometry, GeometryLimits limits, AreaMeasure measure, Location at)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (GeometryGuard.CheckSafety(geometry, limits, at) is { } unsafeFinding)
            return new RepairResult(null, unsafeFinding, 0, 0);

        var fault = GeometryGuard.Check(geometry, limits, at);
        var before = measure.Of(geometry!);
        if (fault is null)
            return new RepairResult(geometry, null, before, before);
        if (!OverlayBudget.Default.AdmitsSelf(geometry!, out var crossings))
            return new RepairResult(null, SpatialFindings.GeometryBeyondRepair.At(at, $"{fault.Code}, {crossings} crossings"), before, 0);

        // A spike or a collapsed ring may come back as a line beside the polygons.
        var mended = PolygonalPart.Of(GeometryFixer.Fix(geometry));
        if (GeometryGuard.Check(mended, limits, at) is not null)
            return new RepairResult(null, SpatialFindings.GeometryBeyondRepair.At(fault.Location, fault.Code), before, 0);

        var after = measure.Of(mended);
        return new RepairResult(mended, SpatialFindings.GeometryRepaired.At(fault.Location, fault.Code, Text(before), Text(after)), before, after);
    }

    private static string Text(double squareMetres) => squareMetres.ToString("0.00", CultureInfo.InvariantCulture);
}

/// <summary>What a repair came to.</summary>
/// <param name="Geometry">A sound geometry; null when there is none.</param>
/// <param name="Finding">What was mended, or why it could not be; null when nothing was wrong.</param>
/// <param name="AreaBeforeM2">Area as delivered, m²; without meaning where boundaries cross.</param>
/// <param name="AreaAfterM2">Area of the mended geometry, m².</param>
public sealed record RepairResult(Geometry? Geometry, Finding? Finding, double AreaBeforeM2, double AreaAfterM2)
{
    /// <summary>Whether the geometry was changed.</summary>
    public bool IsChanged => Geometry is not null && Finding is not null;
}
