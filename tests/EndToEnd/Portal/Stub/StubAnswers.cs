using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Tests.EndToEnd.Portal.Stub;

/// <summary>Prejudgements and answers of the stub's patches, by their numbers.</summary>
internal static class StubAnswers
{
    /// <summary>Half in one theme, clear of the others; the themes without a layer stay unknown.</summary>
    public static Prejudgement Prejudge(RuleSet rules, ChangePatch patch, int index)
    {
        var half = decimal.Round(patch.AreaM2 / 2, 2);
        var suggested = (ApprovalStatus)(index % 3);
        return new Prejudgement
        {
            RuleSet = $"{rules.Id}@{rules.Version}",
            PlanClasses = [new ClassShare("R", patch.AreaM2 - half, 0.5m), new ClassShare("B", half, 0.5m)],
            UncoveredM2 = 0m,
            Themes = [.. rules.ControlThemes.Select((theme, i) => Theme(theme, i == index % 8, half))],
            Permits = suggested == ApprovalStatus.Approved ? [new PermitOnPatch(rules.PermitTypes[0].Code, $"BZA-{2000 + index}", null, null, true)] : [],
            Conformity = (Conformity)(index % 3),
            SuggestedApproval = suggested,
            Reasons = [new Reason("permit-date-unknown", "图斑上有 1 项许可，日期不详，计入审批。", "One permit lies on the patch; its date is unknown; it counts.")],
        };
    }

    public static VerificationEntry Entry(RuleSet rules, ChangePatch patch, DateTimeOffset at)
    {
        var kind = (int)(patch.Source.Row % 5);
        var approval = kind switch { 0 or 3 => ApprovalStatus.Approved, 4 => ApprovalStatus.Exempt, _ => ApprovalStatus.Unapproved };
        var illegal = approval == ApprovalStatus.Unapproved;
        return new VerificationEntry
        {
            Id = $"{patch.Key}-1",
            PatchKey = patch.Key,
            Answer = new Verification
            {
                IsRealChange = approval != ApprovalStatus.Exempt,
                ActualUse = approval == ApprovalStatus.Exempt ? null : "R",
                ProjectName = $"项目 {patch.Number}",
                Builder = "某建设单位",
                Permits = approval == ApprovalStatus.Approved ? [new PermitReference(rules.PermitTypes[0].Code, $"BZA-{patch.Number}", new DateOnly(2013, 11, 4))] : [],
                ConstructionState = ConstructionState.Completed,
                Approval = approval,
                Legality = illegal ? Legality.Illegal : Legality.Legal,
                ExemptReason = approval == ApprovalStatus.Exempt ? "not-a-real-change" : null,
                Enforcement = illegal ? Enforcement.CaseOpened : Enforcement.None,
                Conformity = illegal ? Conformity.DoesNotConform : Conformity.Conforms,
                Remark = "示例答复",
            },
            Attempt = "upload-1",
            CommittedAt = at,
            ReceivedAt = at,
            Subject = $"clerk-{patch.Unit}",
            Round = 0,
            Source = new SourceRow(new string('b', 64), "核查表.xlsx", "核查", patch.Source.Row + 6),
        };
    }

    private static ThemeHit Theme(ControlTheme theme, bool hit, decimal area) => theme.LayerRoles.Count == 0
        ? new ThemeHit(theme.Code, false, null, null, [])
        : new ThemeHit(theme.Code, true, hit ? area : 0m, hit ? 0.5m : 0m, []);
}
