using Platform.Domain.Calendars;
using Platform.Domain.Layers;
using Platform.Domain.Regions;
using Platform.Spatial.Crs;

namespace Platform.Domain.Profiles;

/// <summary>
/// A province or city that the platform serves, as data: a directory of JSON files, loaded and validated by <see cref="ProfileLoader"/>.
/// Immutable; thread-safe.
/// </summary>
public sealed record Profile
{
    public required ProfileSettings Settings { get; init; }

    /// <summary>Where it was loaded from; <c>boundaries/</c> in it holds region outlines for maps, if the profile ships any.</summary>
    public required string Directory { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal, over the names and bytes of all JSON and GeoJSON files of the directory; what a campaign pins.</summary>
    public required string Sha256 { get; init; }

    /// <summary>By first day in force; spans do not overlap and leave no gap.</summary>
    public required IReadOnlyList<RuleSet> RuleSets { get; init; }

    /// <summary>By first day in use; spans do not overlap.</summary>
    public required IReadOnlyList<UnitList> UnitLists { get; init; }

    public required IReadOnlyList<LayerSchema> LayerSchemas { get; init; }

    public required IReadOnlyList<ClassCorrespondence> Correspondences { get; init; }

    public required RegionRegister Regions { get; init; }

    public required WorkingCalendar Calendar { get; init; }

    /// <summary>Transformation parameters that the province has registered.</summary>
    public required RegisteredParameters CrsParameters { get; init; }

    public string Id => Settings.Id;

    /// <summary>The zone of business dates.</summary>
    public TimeZoneInfo Zone => Calendar.Zone;

    /// <summary>The rule set in force at <paramref name="date"/>, or null before the first one.</summary>
    public RuleSet? RuleSetAt(DateOnly date) => RuleSets.FirstOrDefault(set => set.IsInForce(date));

    /// <summary>The rule set with that id, or null.</summary>
    public RuleSet? RuleSet(string id) => RuleSets.FirstOrDefault(set => set.Id == id);

    /// <summary>The unit list in use at <paramref name="date"/>, or null.</summary>
    public UnitList? UnitsAt(DateOnly date) =>
        UnitLists.FirstOrDefault(list => date >= list.ValidFrom && (list.ValidTo is null || date <= list.ValidTo));

    /// <summary>The unit list with that id, or null.</summary>
    public UnitList? UnitList(string id) => UnitLists.FirstOrDefault(list => list.Id == id);

    /// <summary>The schema of a layer role, or null.</summary>
    public LayerSchema? Layer(string role) => LayerSchemas.FirstOrDefault(schema => schema.Role == role);
}
