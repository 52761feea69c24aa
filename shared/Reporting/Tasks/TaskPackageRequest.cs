using NetTopologySuite.Geometries;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Reporting.Tasks;

/// <summary>A patch of a task with what was prejudged.</summary>
public sealed record TaskPatch(ChangePatch Patch, Prejudgement Prejudgement);

/// <summary>The district that a package is for.</summary>
/// <param name="Code">Region code.</param>
/// <param name="Name">Its name as of the unit list's date, where the register has it.</param>
public sealed record PackageDistrict(string Code, Label? Name);

/// <summary>What a task package is made from.</summary>
public sealed record TaskPackageRequest
{
    public required Campaign Campaign { get; init; }

    public required VerificationTask Task { get; init; }

    /// <summary>The task's unit with its extent.</summary>
    public required MonitoringUnit Unit { get; init; }

    /// <summary>For the package of a district's part: the district; <see cref="Patches"/> are its patches only.</summary>
    public PackageDistrict? District { get; init; }

    /// <summary>The unit list that <see cref="Unit"/> is of.</summary>
    public required UnitList UnitList { get; init; }

    /// <summary>The campaign's pinned rule set.</summary>
    public required RuleSet Rules { get; init; }

    public required Profile Profile { get; init; }

    /// <summary>
    /// The task's patches in the order of the form. Enumerated three times (form, GeoPackage, pictures), so that they can be read from the store each time and
    /// need not be in memory all at once; every enumeration must give the same.
    /// </summary>
    public required IEnumerable<TaskPatch> Patches { get; init; }

    /// <summary>How many patches there are.</summary>
    public required int PatchCount { get; init; }

    /// <summary>
    /// What lies around a patch: plan land use, control lines, permits inside an extent (EPSG:4490, x = longitude, y = latitude, degrees), in drawing
    /// order. Null draws the patch alone.
    /// </summary>
    public Func<Envelope, IReadOnlyList<MapContextFeature>>? Context { get; init; }

    /// <summary>Folder for the GeoPackage while it is written; it needs about 2 KB per patch.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}

/// <summary>What kind of thing a context feature is; decides how it is drawn.</summary>
public enum MapContextKind
{
    /// <summary>A plan land-use area: filled with a pale colour by its code.</summary>
    PlanLandUse,

    /// <summary>A control line's area: outlined and faintly filled in its theme's colour.</summary>
    ControlLine,

    /// <summary>The area of a permit: thin blue outline.</summary>
    Permit,

    /// <summary>An administrative or unit boundary.</summary>
    Boundary,
}

/// <summary>Something drawn around a patch.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Class, theme or type code; features of one code share a colour and a legend entry.</param>
/// <param name="Label">What the legend says.</param>
/// <param name="Shape">Polygon, line or collection of one of them, EPSG:4490.</param>
public sealed record MapContextFeature(MapContextKind Kind, string Code, string Label, Geometry Shape);
