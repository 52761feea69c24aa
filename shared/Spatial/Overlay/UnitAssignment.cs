using Platform.Spatial.Areas;

namespace Platform.Spatial.Overlay;

/// <summary>Gives each subject to exactly one unit: the one with the largest share of its area; of equal shares, the lower code.</summary>
public static class UnitAssignment
{
    /// <summary>Assigns from an overlay with the layer of units, whose class is the unit's code.</summary>
    /// <returns>The unit and all shares; no unit when the subject lies outside every unit.</returns>
    public static UnitShares Assign(SubjectAreas areas)
    {
        ArgumentNullException.ThrowIfNull(areas);
        var shares = areas.Classes.Select(c => new UnitShare(c.Class, c.AreaM2, areas.AreaM2 > 0 ? c.AreaM2 / areas.AreaM2 : 0)).ToArray();
        var largest = shares.Length == 0 ? 0 : shares.Max(share => share.AreaM2);

        // Classes come in ordinal order: the first of those as large as the largest has the lowest code. A unit that is only touched has no share.
        var unit = AreaTolerance.AreEqual(largest, 0)
            ? null
            : shares.Where(share => AreaTolerance.AreEqual(share.AreaM2, largest)).Select(share => share.Unit).First();
        return new UnitShares(areas.Subject, unit, shares, areas.UncoveredM2);
    }
}

/// <summary>The unit of a subject and how its area is spread.</summary>
/// <param name="Subject">Row of the subject.</param>
/// <param name="Unit">Code of the unit it belongs to; null when it lies outside every unit.</param>
/// <param name="Shares">Every unit it meets, in ordinal order of their codes.</param>
/// <param name="OutsideM2">Area outside every unit, m².</param>
public sealed record UnitShares(long Subject, string? Unit, IReadOnlyList<UnitShare> Shares, double OutsideM2);

/// <summary>A unit's part of a subject.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="AreaM2">Common area, m², unrounded.</param>
/// <param name="Share">Share of the subject, 0–1.</param>
public readonly record struct UnitShare(string Unit, double AreaM2, double Share);
