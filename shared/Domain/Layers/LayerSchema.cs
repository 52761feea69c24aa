using Platform.Domain.Labels;

namespace Platform.Domain.Layers;

/// <summary>What a layer is for.</summary>
public enum LayerKind
{
    /// <summary>Change patches (变化图斑).</summary>
    Patches,

    /// <summary>Land use of a plan (规划用地).</summary>
    PlanLandUse,

    /// <summary>A control line (管控线) of one theme.</summary>
    ControlLine,

    /// <summary>Permits (许可), areas or points.</summary>
    Permits,

    /// <summary>Extents of monitoring units (监测范围).</summary>
    Units,

    /// <summary>Administrative regions (行政区划).</summary>
    Regions,

    /// <summary>Background that nothing is judged by, e.g. parcels.</summary>
    Background,
}

/// <summary>Kind of geometry that a layer may hold; a multi-geometry counts as its kind.</summary>
public enum LayerGeometry
{
    Point,
    Line,
    Polygon,
}

/// <summary>Type of a field's values.</summary>
public enum LayerFieldType
{
    /// <summary>Text; numbers that a source stores for it are taken as their invariant text.</summary>
    Text,

    /// <summary>A whole number, 64 bits.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>A date without time: a date column, or text <c>yyyy-MM-dd</c>, <c>yyyyMMdd</c>, <c>yyyy/M/d</c>.</summary>
    Date,
}

/// <summary>A field that a layer must or may have.</summary>
/// <param name="Name">Canonical name; published versions carry this one.</param>
/// <param name="Label">What people see.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Required">The field must be there and every feature must have a value.</param>
/// <param name="Aliases">Other names, compared without regard to case: Chinese names, names cut to ten bytes by shapefiles.</param>
/// <param name="CodeList">Name of the rule set's code list that values must be in.</param>
/// <param name="CodeFindingsAreErrors">False: a value outside the code list is a warning, and the value counts as missing.</param>
/// <param name="MaxLength">Longest text in characters.</param>
/// <param name="Minimum">Least number.</param>
/// <param name="Maximum">Greatest number.</param>
/// <param name="Unique">No two features may share a value.</param>
public sealed record LayerField(
    string Name,
    Label Label,
    LayerFieldType Type,
    bool Required = false,
    IReadOnlyList<string>? Aliases = null,
    string? CodeList = null,
    bool CodeFindingsAreErrors = true,
    int? MaxLength = null,
    decimal? Minimum = null,
    decimal? Maximum = null,
    bool Unique = false)
{
    /// <summary>True when a delivered column named <paramref name="column"/> is this field.</summary>
    public bool IsNamed(string column) =>
        string.Equals(Name, column, StringComparison.OrdinalIgnoreCase)
        || (Aliases?.Contains(column, StringComparer.OrdinalIgnoreCase) ?? false);
}

/// <summary>Topology rules of a layer, as flags for the checker.</summary>
/// <param name="MustBeValid">Geometry must be valid (OGC); false: it is mended and reported.</param>
/// <param name="NoOverlap">Polygons of the layer must not overlap by more than <paramref name="OverlapToleranceM2"/>.</param>
/// <param name="OverlapToleranceM2">m² per pair.</param>
/// <param name="MustCoverUnits">Together the polygons must cover the monitoring extents; a gap is a warning with its area.</param>
/// <param name="MustLieInUnits">Every feature must touch a monitoring extent.</param>
/// <param name="MinimumAreaM2">Smaller polygons are findings; null: no limit.</param>
public sealed record LayerValidity(
    bool MustBeValid = true,
    bool NoOverlap = false,
    decimal OverlapToleranceM2 = 0m,
    bool MustCoverUnits = false,
    bool MustLieInUnits = false,
    decimal? MinimumAreaM2 = null);

/// <summary>
/// The declarative schema of one layer role: what an upload must look like to be published in this role. Data of a profile; the checker runs
/// it over a package.
/// </summary>
public sealed record LayerSchema
{
    /// <summary>Key of the role inside the profile, e.g. <c>plan-land-use</c>.</summary>
    public required string Role { get; init; }

    public required string Version { get; init; }

    public required Label Title { get; init; }

    public required LayerKind Kind { get; init; }

    /// <summary>Control-line theme code; required exactly for <see cref="LayerKind.ControlLine"/>.</summary>
    public string? Theme { get; init; }

    public required IReadOnlyList<LayerGeometry> Geometry { get; init; }

    /// <summary>
    /// CRS that a delivery may have, as <c>EPSG:n</c>. EPSG:4326 is taken as EPSG:4490 with the stated tolerance.
    /// </summary>
    public required IReadOnlyList<string> AllowedCrs { get; init; }

    public required IReadOnlyList<LayerField> Fields { get; init; }

    /// <summary>Name of the field that identifies a feature to people (number, case, name); null: the row does.</summary>
    public string? KeyField { get; init; }

    /// <summary>Name of the field whose code is mapped to a land-use class or permit type; required for plan land use.</summary>
    public string? ClassField { get; init; }

    /// <summary>For permits: type of all features when there is no <see cref="ClassField"/>.</summary>
    public string? FixedClass { get; init; }

    /// <summary>For permits: name of the status field.</summary>
    public string? StatusField { get; init; }

    /// <summary>For permits: name of the decision-date field; null: every permit is "date unknown".</summary>
    public string? DateField { get; init; }

    public required LayerValidity Validity { get; init; }

    /// <summary>public, internal or sensitive.</summary>
    public required string Sensitivity { get; init; }

    public Label? Note { get; init; }

    /// <summary>The field with that canonical name, or null.</summary>
    public LayerField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
