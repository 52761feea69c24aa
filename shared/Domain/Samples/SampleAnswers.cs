using Platform.Domain.Profiles;

namespace Platform.Domain.Samples;

/// <summary>
/// The one rule that makes the "bureaus'" answers of a sample. Seeded and pure: the same patch, seed and rule set give the same answer. It is no
/// model of any city; it is made so that every status of the report occurs and every cross-field rule holds:
/// <list type="bullet">
/// <item>No permits that count: 15 % not a real change, 25 % exempt for another reason, 45 % unapproved and illegal, 15 % unapproved and legal with a
/// reason. On a control line the last 15 % are illegal too.</item>
/// <item>Permits complete: 5 % not a real change, 5 % exempt, 85 % approved and legal, 5 % approved and illegal with a reason.</item>
/// <item>Approved is never answered when a permit type demands a decision date and the permit has none.</item>
/// <item>Actual use is the plan's class in 75 % of real changes, else another top class.</item>
/// <item>Illegal changes: enforcement none 20 %, case opened 40 %, fined 20 %, demolition 10 %, regularised 10 %, dated 30 to 389 days after the
/// after-image.</item>
/// </list>
/// </summary>
public sealed class SampleAnswers(RuleSet rules, SampleAnswerSettings settings)
{
    private const string NotReal = "not-a-real-change";

    private static readonly string[] PartlyOptional = ["partial-permits-sufficient"];

    /// <summary>The answer for one patch.</summary>
    public SampleAnswer For(SamplePatch patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var draws = new SampleDraws(settings.Rule, settings.Seed, patch.PatchKey);
        var verdict = Verdict(patch, draws);
        return verdict.ExemptReason == NotReal ? NotRealChange(verdict) : RealChange(patch, verdict, draws);
    }

    private Conclusion Verdict(SamplePatch patch, SampleDraws draws)
    {
        var draw = draws.Percent("conclusion");
        if (patch.SuggestsApproved && MayBeApproved(patch))
        {
            return draw switch
            {
                < 5 => Exempt(NotReal),
                < 10 => Exempt(draws.Pick("exempt-reason", OtherExemptReasons())),
                < 95 => new Conclusion("approved", "legal", null, null),
                _ => new Conclusion("approved", "illegal", null, draws.Pick("exception", Codes(CodeListNames.ApprovedIllegalReason))),
            };
        }

        return draw switch
        {
            < 15 => Exempt(NotReal),
            < 40 => Exempt(draws.Pick("exempt-reason", OtherExemptReasons())),
            >= 85 when patch.HitThemes.Count == 0 => new Conclusion("unapproved", "legal", null, draws.Pick("exception", LegalReasons(patch))),
            _ => new Conclusion("unapproved", "illegal", null, null),
        };
    }

    private SampleAnswer NotRealChange(Conclusion verdict) => new()
    {
        IsRealChange = false,
        Approval = verdict.Approval,
        Legality = verdict.Legality,
        ExemptReason = verdict.ExemptReason,
        Enforcement = "none",
        Remark = Remark("未发现实际变化", "no change on the ground"),
    };

    private SampleAnswer RealChange(SamplePatch patch, Conclusion verdict, SampleDraws draws)
    {
        var enforcement = verdict.Legality == "illegal" ? Enforcement(draws.Percent("enforcement")) : "none";
        return new SampleAnswer
        {
            IsRealChange = true,
            ActualUse = ActualUse(patch, draws),
            ProjectName = verdict.Approval == "exempt" ? null : $"{settings.Label.Zh} {patch.PatchKey[..Math.Min(8, patch.PatchKey.Length)]}",
            ConstructionState = State(verdict, enforcement, draws),
            Approval = verdict.Approval,
            Legality = verdict.Legality,
            Permits = verdict.Approval == "exempt" ? [] : patch.Permits.Where(HasNeededDate).ToList(),
            ExemptReason = verdict.ExemptReason,
            ExceptionReason = verdict.ExceptionReason,
            Enforcement = enforcement,
            EnforcementDate = enforcement == "none" ? null : patch.AfterImageDate.AddDays(30 + (draws.Percent("enforcement-date") * 363 / 100)),
            Remark = Remark("现场情况为示例", "made up for the sample"),
        };
    }

    private bool MayBeApproved(SamplePatch patch) => patch.Permits.Count > 0
        && rules.PermitRule.Judge(patch.Permits.Where(HasNeededDate).Select(p => p.Type), insidePlan: patch.PlanClass is not null).IsApproved;

    private bool HasNeededDate(SamplePermit permit) =>
        permit.DecisionDate is not null || rules.PermitType(permit.Type) is { RequiresDecisionDate: false };

    private static Conclusion Exempt(string reason) => new("exempt", "legal", reason, null);

    private List<string> OtherExemptReasons() => [.. Codes(CodeListNames.ExemptReason).Where(code => code != NotReal)];

    /// <summary>The reason "partial permits" needs a permit.</summary>
    private List<string> LegalReasons(SamplePatch patch) =>
        [.. Codes(CodeListNames.UnapprovedLegalReason).Where(code => patch.Permits.Any(HasNeededDate) || !PartlyOptional.Contains(code))];

    private List<string> Codes(string list) => [.. rules.CodeList(list).Entries.Select(e => e.Code)];

    private string ActualUse(SamplePatch patch, SampleDraws draws)
    {
        var tops = rules.LandUse.Classes.Where(c => c.Level == 1).Select(c => c.Code).ToList();
        return patch.PlanClass is { } plan && draws.Percent("as-planned") < 75 ? plan : draws.Pick("use", tops);
    }

    private static string State(Conclusion verdict, string enforcement, SampleDraws draws) => enforcement == "demolition" ? "demolished"
        : verdict.ExceptionReason == "permits-in-progress" ? "not-started"
        : verdict.ExemptReason == "demolition-only" ? "demolished"
        : draws.Percent("state") switch { < 15 => "not-started", < 55 => "under-way", _ => "completed" };

    private static string Enforcement(int draw) =>
        draw switch { < 20 => "none", < 60 => "case-opened", < 80 => "fined", < 90 => "demolition", _ => "regularised" };

    private string Remark(string chinese, string english) => $"{settings.Label.Zh}/{settings.Label.En}：{chinese} / {english}";

    private sealed record Conclusion(string Approval, string Legality, string? ExemptReason, string? ExceptionReason);
}
