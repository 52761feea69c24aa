using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>On which side of the line a project or patch is a hit.</summary>
public enum ControlSense
{
    /// <summary>Lying inside the polygons is the hit (red line, no-build zone, coloured lines).</summary>
    InsideIsHit,

    /// <summary>Lying outside the polygons is the hit (urban growth boundary).</summary>
    OutsideIsHit,
}

/// <summary>A theme of control lines (管控线), e.g. the ecological red line 生态保护红线.</summary>
/// <param name="Code">Stable key, see <see cref="ControlThemeCodes"/>.</param>
/// <param name="Label">What people see.</param>
/// <param name="Sense">Which side is the hit.</param>
/// <param name="Basis">Id of the <see cref="LegalBasis"/>.</param>
/// <param name="Clause">The clause that forbids or restricts.</param>
/// <param name="LayerRoles">Layer roles that realise the theme in this profile; empty: the theme is always unknown.</param>
/// <param name="Note">Limits of the realisation.</param>
public sealed record ControlTheme(
    string Code, Label Label, ControlSense Sense, string Basis, Label Clause, IReadOnlyList<string> LayerRoles, Label? Note = null);

/// <summary>Codes of the eight themes that every rule set must have, in the order of the mandatory-content panel.</summary>
public static class ControlThemeCodes
{
    public const string NoBuildZone = "no-build-zone";
    public const string RestrictedZone = "restricted-zone";
    public const string EcologicalRedLine = "ecological-red-line";
    public const string UrbanGrowthBoundary = "urban-growth-boundary";
    public const string GreenLine = "green-line";
    public const string BlueLine = "blue-line";
    public const string PurpleLine = "purple-line";
    public const string YellowLine = "yellow-line";

    /// <summary>The eight, in order.</summary>
    public static IReadOnlyList<string> Required { get; } =
        [NoBuildZone, RestrictedZone, EcologicalRedLine, UrbanGrowthBoundary, GreenLine, BlueLine, PurpleLine, YellowLine];
}
