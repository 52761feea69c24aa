using Platform.Domain.Labels;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Spatial.Overlay;

namespace Platform.Domain.Monitoring;

/// <summary>A layer that patches are judged against: its role's schema and its artefact at the pinned version.</summary>
public sealed record JudgedLayer(LayerSchema Schema, ILayerReader Reader);

/// <summary>
/// Makes prejudgements: plan land use, control lines, permits, conformity, a suggested approval with its reasons. Depends on the
/// patches, the rule set and the layers only; the answer for a patch does not depend on the other patches of the call. One instance serves one thread.
/// </summary>
/// <param name="rules">The campaign's rule set.</param>
/// <param name="overlay">The overlay.</param>
/// <param name="layers">The pinned layers; roles that are missing give "unknown".</param>
/// <param name="tolerance">When contact with a line is overlap; null for the default.</param>
public sealed class Prejudger(RuleSet rules, IAreaOverlay overlay, IReadOnlyList<JudgedLayer> layers, HitOptions? tolerance = null)
{
    // Patches are worked on by squares of this size, degrees: only what lies near the patches of one square is in memory at a time.
    private const double CellDegrees = 0.05;

    private readonly HitOptions _tolerance = tolerance ?? new HitOptions();
    private readonly PlanJudge _plan = new(rules, overlay, Readers(layers, LayerKind.PlanLandUse));
    private readonly Dictionary<string, ILayerReader> _byRole = layers.ToDictionary(layer => layer.Schema.Role, layer => layer.Reader);

    /// <summary>Judges patches; the answers come in the patches' order.</summary>
    public IReadOnlyList<Prejudgement> Judge(IReadOnlyList<ChangePatch> patches, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(patches);
        var judged = new Prejudgement[patches.Count];
        var cells = Enumerable.Range(0, patches.Count).GroupBy(i => CellOf(patches[i])).OrderBy(cell => cell.Key);
        foreach (var cell in cells)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] places = [.. cell];
            var answers = JudgeCell([.. places.Select(i => patches[i])], cancellation);
            for (var i = 0; i < places.Length; i++)
            {
                judged[places[i]] = answers[i];
            }
        }

        return judged;
    }

    private Prejudgement[] JudgeCell(IReadOnlyList<ChangePatch> patches, CancellationToken cancellation)
    {
        var plans = _plan.Judge(patches, cancellation).ToList();
        var permits = new PermitJudge(rules, overlay, Readers(layers, LayerKind.Permits), _tolerance).Judge(patches, cancellation);
        var themes = rules.ControlThemes.Select(theme => JudgeTheme(theme, patches, cancellation)).ToList();
        return [.. patches.Select((patch, i) => Combine(patch, plans[i], permits[i], [.. themes.Select(theme => theme[i])]))];
    }

    private IReadOnlyList<ThemeHit> JudgeTheme(ControlTheme theme, IReadOnlyList<ChangePatch> patches, CancellationToken cancellation)
    {
        var present = theme.LayerRoles.Where(_byRole.ContainsKey).Select(role => _byRole[role]).ToList();
        var isComplete = present.Count == theme.LayerRoles.Count;
        return new ThemeJudge(overlay, _tolerance).Judge(theme, present, isComplete, patches, cancellation);
    }

    private Prejudgement Combine(ChangePatch patch, PlanAnswer plan, IReadOnlyList<PermitOnPatch> permits, IReadOnlyList<ThemeHit> themes)
    {
        var verdict = rules.PermitRule.Judge(permits.Where(p => p.Counts).Select(p => p.Type), plan.IsInside);
        var (conformity, open) = _plan.Conform(patch, plan);
        var reasons = PermitReasons(patch, permits, verdict).ToList();
        reasons.AddRange(new[] { plan.Reason, open }.OfType<string>().Select(code => PrejudgementReasons.Of(code)));
        return new Prejudgement
        {
            RuleSet = $"{rules.Id}@{rules.Version}",
            PlanClasses = plan.Classes,
            UncoveredM2 = plan.UncoveredM2,
            Themes = themes,
            Permits = permits,
            Conformity = conformity,
            SuggestedApproval = verdict.IsApproved ? ApprovalStatus.Approved : ApprovalStatus.Unapproved,
            Reasons = reasons,
        };
    }

    private IEnumerable<Reason> PermitReasons(ChangePatch patch, IReadOnlyList<PermitOnPatch> permits, PermitVerdict verdict)
    {
        yield return Of(verdict.Reason, [.. verdict.MissingTypes.Select(type => rules.PermitType(type)?.Label ?? new Label(type, type))]);

        var counting = permits.Where(p => p.Counts).ToList();
        var undated = counting.Where(p => p.DecisionDate is null).Select(p => p.Number).ToList();
        if (undated.Count > 0)
        {
            yield return Of(PermitRule.DateUnknownReason, Labels(undated));
        }

        var late = counting.Where(p => p.DecisionDate > patch.AfterImageDate).Select(p => p.Number).ToList();
        if (late.Count > 0)
        {
            yield return Of(PermitRule.BuiltBeforePermissionReason, Labels(late));
        }

        var idle = permits.Where(p => !p.Counts).Select(p => p.Status is null ? p.Number : $"{p.Number}: {p.Status}").ToList();
        if (idle.Count > 0)
        {
            yield return PrejudgementReasons.Of(PrejudgementReasons.PermitNotCounted, idle);
        }
    }

    private Reason Of(string code, IReadOnlyList<Label> subjects) => PrejudgementReasons.Of(code, rules.PermitRule.ReasonText(code), subjects);

    private static List<Label> Labels(List<string> numbers) => [.. numbers.Select(number => new Label(number, number))];

    private static List<ILayerReader> Readers(IReadOnlyList<JudgedLayer> layers, LayerKind kind) =>
        [.. layers.Where(l => l.Schema.Kind == kind).OrderBy(l => l.Schema.Role, StringComparer.Ordinal).Select(l => l.Reader)];

    private static (int X, int Y) CellOf(ChangePatch patch)
    {
        var centre = patch.Shape.EnvelopeInternal.Centre;
        return ((int)Math.Floor(centre.X / CellDegrees), (int)Math.Floor(centre.Y / CellDegrees));
    }
}
