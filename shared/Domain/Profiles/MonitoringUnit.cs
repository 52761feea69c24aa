using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;
using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>A monitoring unit (监测单元): the city or district whose bureau answers for the patches in its extent.</summary>
public sealed record MonitoringUnit
{
    /// <summary>Code as of the list's date, e.g. the GB/T 2260 code <c>130682</c>. Not a hierarchy: who answers to whom is <see cref="AnswersTo"/>.</summary>
    public required string Code { get; init; }

    public required Label Name { get; init; }

    /// <summary>The bureau that gets the task.</summary>
    public required Label Bureau { get; init; }

    /// <summary><c>prefecture-city</c>, <c>county-city</c> or <c>neighbourhood</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the authority that the unit answers to: the province, or a prefecture-level city.</summary>
    public required string AnswersTo { get; init; }

    /// <summary>Region codes, as of the list's date, whose polygons make up the extent.</summary>
    public required IReadOnlyList<string> RegionCodes { get; init; }

    public Label? Note { get; init; }

    /// <summary>Codes of the districts inside the unit that the bureau can pass patches on to; none for a unit that is a single region.</summary>
    [JsonIgnore]
    public IEnumerable<string> Districts => RegionCodes.Where(code => code != Code);

    /// <summary>Monitoring extent, EPSG:4490, x = longitude, y = latitude in degrees; valid. Not to be changed.</summary>
    [JsonIgnore]
    public MultiPolygon Extent { get; internal init; } = MultiPolygon.Empty;
}

/// <summary>The monitoring units as of one date.</summary>
public sealed record UnitList
{
    public required string Id { get; init; }

    /// <summary>The date whose administrative divisions the list describes.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>First day on which campaigns may use it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last such day; null while it is in use.</summary>
    public DateOnly? ValidTo { get; init; }

    public required Label Title { get; init; }

    /// <summary>Code of the province or city above all units.</summary>
    public required string Authority { get; init; }

    /// <summary>Shown wherever an extent is drawn, e.g. "approximate, for demonstration".</summary>
    public required Label ExtentLabel { get; init; }

    /// <summary>Where extents come from, with licence.</summary>
    public required Label Source { get; init; }

    /// <summary>GeoJSON file beside the list with one feature per unit and the property <c>code</c>.</summary>
    public required string ExtentFile { get; init; }

    /// <summary>In code order.</summary>
    public required IReadOnlyList<MonitoringUnit> Units { get; init; }

    /// <summary>The unit with that code, or null.</summary>
    public MonitoringUnit? Find(string code) => Units.FirstOrDefault(unit => unit.Code == code);
}
