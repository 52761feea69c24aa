using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Documents;
using Platform.Findings;

namespace Platform.Domain.Indicators;

/// <summary>A layer version that areas are measured in.</summary>
/// <param name="Role">Its role.</param>
/// <param name="Version">Id of the version.</param>
/// <param name="ArtefactSha256">Hash of its GeoPackage.</param>
/// <param name="SourceSha256">Hash of the upload in the raw archive.</param>
/// <param name="SourceFile">Name of the upload.</param>
public sealed record MeasuredLayer(string Role, string Version, string ArtefactSha256, string SourceSha256, string SourceFile);

/// <summary>What is measured: the plan, or a control-line theme.</summary>
/// <param name="Code"><see cref="Plan"/>, or the theme's code after <c>theme-</c>.</param>
/// <param name="Layers">Versions that it is measured in, by role.</param>
/// <param name="MissingRoles">Roles without a current version that has polygons.</param>
public sealed record LayerSubject(string Code, IReadOnlyList<MeasuredLayer> Layers, IReadOnlyList<string> MissingRoles)
{
    /// <summary>Code of the plan.</summary>
    public const string Plan = "plan";

    /// <summary>Whether it can be measured: a theme of which a layer is missing is unknown, not smaller.</summary>
    public bool IsKnown => Layers.Count > 0 && MissingRoles.Count == 0;

    /// <summary>Code of a theme.</summary>
    public static string ThemeOf(string theme) => $"theme-{theme}";

    /// <summary>Why it cannot be measured.</summary>
    public Finding WhyUnknown() => IndicatorFindings.LayersMissing.At(Location.Whole, Code, MissingRoles.Count > 0 ? string.Join(' ', MissingRoles) : "—");
}

/// <summary>Everything that indicators of layers are computed from: equal bases give equal values.</summary>
/// <param name="Profile">Profile id.</param>
/// <param name="Period">First day on which these layers and this unit list hold together, ISO 8601.</param>
/// <param name="UnitList">Id of the unit list.</param>
/// <param name="ExtentSha256">Hash of its monitoring extents.</param>
/// <param name="RuleSet">Id of the rule set, which says what themes and plan classes are.</param>
/// <param name="RuleSetVersion">Its version.</param>
/// <param name="Subjects">What is measured, in code order.</param>
public sealed record LayerBasis(
    string Profile, string Period, string UnitList, string ExtentSha256, string RuleSet, string RuleSetVersion, IReadOnlyList<LayerSubject> Subjects)
{
    /// <summary>The subject with that code, or null.</summary>
    public LayerSubject? Find(string subject) => Subjects.FirstOrDefault(s => s.Code == subject);

    /// <summary>Identity of a subject's measurement. Only the plan's depends on the rule set, which maps its classes.</summary>
    public string MeasurementIdOf(LayerSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var rules = subject.Code == LayerSubject.Plan ? $"{RuleSet}@{RuleSetVersion}" : "";
        return KeyText.From("layers", subject.Code, Hash(
            [subject.Code, UnitList, ExtentSha256, rules, .. subject.Layers.Select(layer => $"{layer.Version} {layer.ArtefactSha256}")]));
    }

    /// <summary>Identity of the values that some definitions give on this basis.</summary>
    public string IdOf(string definitions) => KeyText.From("layers", "set", Hash(
        [definitions, Profile, Period, $"{RuleSet}@{RuleSetVersion}", .. Subjects.Select(s => $"{MeasurementIdOf(s)} {string.Join(' ', s.MissingRoles)}")]));

    private static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
}

/// <summary>Area of a plan class, m², rounded to 0.01.</summary>
public sealed record PlanClassArea(string Class, decimal AreaM2);

/// <summary>What was measured inside one unit's extent.</summary>
/// <param name="Unit">Unit code.</param>
/// <param name="CoveredM2">Area in at least one polygon, each place once; null when it is not known.</param>
/// <param name="Classes">For the plan: area by class of the rule set; overlapping polygons count each, <c>""</c> is land without a known class.</param>
/// <param name="Unknown">Why it is not known.</param>
public sealed record UnitAreas(string Unit, decimal? CoveredM2, IReadOnlyList<PlanClassArea> Classes, Finding? Unknown);

/// <summary>Areas of one subject by unit. A function of what its id is made from; never changed.</summary>
public sealed record LayerMeasurement(string Subject, string Id, IReadOnlyList<UnitAreas> Units)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "layerMeasurement";
}

/// <summary>The values of all indicators of layers on one basis. Never changed.</summary>
public sealed record LayerIndicatorSet(string Id, LayerBasis Basis, string DefinitionsSha256, IReadOnlyList<IndicatorValue> Values)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "layerIndicatorSet";
}
