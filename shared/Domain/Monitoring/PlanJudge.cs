using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Domain.Monitoring;

/// <summary>What the plan says of a patch.</summary>
/// <param name="Classes">Classes, largest first.</param>
/// <param name="UncoveredM2">Rest of the patch, m².</param>
/// <param name="Reason">Why the plan says nothing, or less than usual; null when nothing has to be said.</param>
internal sealed record PlanAnswer(IReadOnlyList<ClassShare> Classes, decimal UncoveredM2, string? Reason)
{
    /// <summary>At least half of the patch lies in the plan; null when that is not known.</summary>
    public bool? IsInside => Reason is PrejudgementReasons.PlanMissing or PrejudgementReasons.PlanUnknown ? null : Classes.Sum(c => c.Share) >= 0.5m;
}

/// <summary>Areas of patches by plan class, and conformity.</summary>
internal sealed class PlanJudge(RuleSet rules, IAreaOverlay overlay, IReadOnlyList<ILayerReader> layers)
{
    private readonly Dictionary<string, string> _classes = [];

    /// <summary>Answers in the order of the patches.</summary>
    public IEnumerable<PlanAnswer> Judge(IReadOnlyList<ChangePatch> patches, CancellationToken cancellation)
    {
        if (layers.Count == 0)
        {
            return patches.Select(patch => new PlanAnswer([], patch.AreaM2, PrejudgementReasons.PlanMissing));
        }

        var near = new NearFeatures(layers, [.. patches.Select(p => p.Shape.EnvelopeInternal)]);
        var prepared = overlay.Prepare(near.Surfaces(feature => ClassOf(feature.Class)), AreaMeasure.Ellipsoidal);
        return prepared.AreasByClass(patches.Select((p, i) => new OverlaySubject(i, p.Shape)), cancellation)
            .Select(areas => Answer(patches[(int)areas.Subject], areas));
    }

    /// <summary>Use × dominant class by the rule set's table; the reason says why it cannot be determined.</summary>
    public (Conformity Conformity, string? Reason) Conform(ChangePatch patch, PlanAnswer plan)
    {
        if (plan.IsInside is null)
        {
            return (Conformity.NotDeterminable, null);
        }

        if (DominantOf(plan.Classes, plan.UncoveredM2) is not { } dominant)
        {
            return (Conformity.NotDeterminable, PrejudgementReasons.PlanNotCovering);
        }

        var use = rules.CoverUses.GetValueOrDefault(patch.AfterCover) ?? rules.LandUse.Find(patch.AfterCover)?.Code;
        if (use is null)
        {
            return (Conformity.NotDeterminable, PrejudgementReasons.UseUnknown);
        }

        return rules.ConformityTable.Judge(use, dominant, rules.LandUse) switch
        {
            true => (Conformity.Conforms, null),
            false => (Conformity.DoesNotConform, null),
            null => (Conformity.NotDeterminable, PrejudgementReasons.ConformityOpen),
        };
    }

    /// <summary>What the table says of a verified use on the prejudged plan class; null when it says nothing.</summary>
    public static Conformity? ConformityOf(string? actualUse, Prejudgement prejudgement, RuleSet rules) =>
        actualUse is null || DominantOf(prejudgement.PlanClasses, prejudgement.UncoveredM2) is not { } dominant ? null
        : rules.ConformityTable.Judge(actualUse, dominant, rules.LandUse) switch
        {
            true => Conformity.Conforms,
            false => Conformity.DoesNotConform,
            null => null,
        };

    // Null when more of the patch lies outside the plan than in any of its classes.
    private static string? DominantOf(IReadOnlyList<ClassShare> classes, decimal uncoveredM2) =>
        classes.Count > 0 && classes[0].AreaM2 >= uncoveredM2 ? classes[0].Class : null;

    private static PlanAnswer Answer(ChangePatch patch, SubjectAreas areas)
    {
        if (areas.Refusal is not null)
        {
            return new PlanAnswer([], patch.AreaM2, PrejudgementReasons.PlanUnknown);
        }

        double[] parts = [.. areas.Classes.Select(c => c.AreaM2), areas.UncoveredM2];
        var rounded = AreaApportionment.Split(new AreaM2(patch.AreaM2), parts);
        var classes = areas.Classes.Select((c, i) => new ClassShare(c.Class, rounded[i].Value, Share(rounded[i], patch)))
            .Where(c => c.AreaM2 > 0)
            .OrderByDescending(c => c.AreaM2).ThenBy(c => c.Class, StringComparer.Ordinal);
        var overlaps = areas.OverlapM2 > AreaTolerance.At(areas.AreaM2);
        return new PlanAnswer([.. classes], rounded[^1].Value, overlaps ? PrejudgementReasons.PlanOverlaps : null);
    }

    private string ClassOf(string? delivered)
    {
        if (delivered is null)
        {
            return "";
        }

        if (!_classes.TryGetValue(delivered, out var known))
        {
            _classes[delivered] = known = rules.PlanClassOf(delivered) ?? "";
        }

        return known;
    }

    private static decimal Share(AreaM2 part, ChangePatch patch) => decimal.Round(part.Value / patch.AreaM2, 6);
}
