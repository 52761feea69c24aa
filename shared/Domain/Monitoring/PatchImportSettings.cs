using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Spatial.Crs;

namespace Platform.Domain.Monitoring;

/// <summary>Everything that an import of change patches is judged against.</summary>
public sealed record PatchImportSettings
{
    /// <summary>The campaign's period, e.g. <c>2014-2015</c> or <c>2015</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The profile's layer schema of kind <see cref="LayerKind.Patches"/>, with the fields of <see cref="PatchFields"/>.</summary>
    public required LayerSchema Schema { get; init; }

    public required RuleSet Rules { get; init; }

    /// <summary>Monitoring extents by unit code.</summary>
    public required IReadOnlyList<LayerUnit> Units { get; init; }

    /// <summary>Smaller patches are taken with a warning, m².</summary>
    public required decimal MinimumMappingAreaM2 { get; init; }

    /// <summary>Hash of the upload in the raw archive.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>Folder for a scratch file of about the size of the upload.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Registered transformation parameters.</summary>
    public RegisteredParameters Parameters { get; init; } = RegisteredParameters.None;

    /// <summary>Settings from a profile.</summary>
    /// <exception cref="ArgumentException">The profile has no patch layer.</exception>
    public static PatchImportSettings From(
        Profile profile, RuleSet rules, UnitList units, string period, string sourceSha256, string workFolder)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(units);
        return new PatchImportSettings
        {
            Period = period,
            Schema = profile.LayerSchemas.FirstOrDefault(schema => schema.Kind == LayerKind.Patches)
                ?? throw new ArgumentException($"Profile {profile.Id} has no layer role for change patches.", nameof(profile)),
            Rules = rules,
            Units = [.. units.Units.Select(unit => new LayerUnit(unit.Code, unit.Extent))],
            MinimumMappingAreaM2 = profile.Settings.MinimumMappingAreaM2,
            SourceSha256 = sourceSha256,
            WorkFolder = workFolder,
            Parameters = profile.CrsParameters,
        };
    }
}

/// <summary>Canonical names of the fields of change patches; profiles give them labels, aliases and limits.</summary>
public static class PatchFields
{
    public const string Number = "patch_no";
    public const string Period = "period";
    public const string BeforeDate = "bef_date";
    public const string AfterDate = "aft_date";
    public const string BeforeCover = "bef_cover";
    public const string AfterCover = "aft_cover";
    public const string Sensor = "sensor";
    public const string Resolution = "resolution";
    public const string Note = "note";

    /// <summary>Fields that every patch schema must have.</summary>
    public static IReadOnlyList<string> Mandatory { get; } = [Number, Period, BeforeDate, AfterDate, BeforeCover, AfterCover];
}
