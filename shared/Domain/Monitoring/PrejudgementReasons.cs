using Platform.Domain.Labels;
using Platform.Domain.Profiles;

namespace Platform.Domain.Monitoring;

/// <summary>Codes and texts of the reasons that a prejudgement gives besides those of the <see cref="PermitRule"/>.</summary>
public static class PrejudgementReasons
{
    /// <summary>No plan layer at the pinned versions.</summary>
    public const string PlanMissing = "plan-missing";

    /// <summary>The overlay with the plan could not be computed.</summary>
    public const string PlanUnknown = "plan-unknown";

    /// <summary>More of the patch lies outside the plan than in any of its classes.</summary>
    public const string PlanNotCovering = "plan-not-covering";

    /// <summary>Plan areas overlap each other on the patch; the class areas are apportioned.</summary>
    public const string PlanOverlaps = "plan-overlaps";

    /// <summary>The cover after the change does not tell the use.</summary>
    public const string UseUnknown = "use-unknown";

    /// <summary>The conformity table has no verdict for the pair.</summary>
    public const string ConformityOpen = "conformity-open";

    /// <summary>Permits on the patch that do not count (withdrawn, refused, pending, unknown type).</summary>
    public const string PermitNotCounted = "permit-not-counted";

    private static readonly Dictionary<string, Label> Texts = new()
    {
        [PlanMissing] = new("没有可用的规划图层，规划符合性无法判定", "No plan layer is available; conformity cannot be determined"),
        [PlanUnknown] = new("图斑与规划图层的叠加过于复杂，规划符合性无法判定", "The overlay with the plan is too complex; conformity cannot be determined"),
        [PlanNotCovering] = new("图斑大部分不在规划范围内，规划符合性无法判定", "Most of the patch lies outside the plan; conformity cannot be determined"),
        [PlanOverlaps] = new("规划图层在图斑内相互重叠，各类面积按比例分摊", "Plan areas overlap each other on the patch; the class areas are apportioned"),
        [UseUnknown] = new("由变化后地类不能确定实际用途，规划符合性待核查", "The cover after the change does not tell the use; conformity is left to verification"),
        [ConformityOpen] = new("规划用途与实际用途的组合须对照详细规划核查", "The pair of plan class and use is to be verified against the detailed plan"),
        [PermitNotCounted] = new("图斑范围内有不计入的许可", "There are permits on the patch that do not count"),
    };

    /// <summary>The reason with that code; <paramref name="subjects"/> (permit numbers) stand in brackets after the text.</summary>
    public static Reason Of(string code, IReadOnlyList<string>? subjects = null) => Of(code, Texts[code], [.. (subjects ?? []).Select(s => new Label(s, s))]);

    internal static Reason Of(string code, Label text, IReadOnlyList<Label> subjects)
    {
        const int most = 10;
        var listed = subjects.Take(most).ToList();
        var rest = subjects.Count > most ? "…" : "";
        return listed.Count == 0
            ? new Reason(code, text.Zh, text.En)
            : new Reason(
                code, $"{text.Zh}（{string.Join('、', listed.Select(s => s.Zh))}{rest}）", $"{text.En} ({string.Join(", ", listed.Select(s => s.En))}{rest})");
    }
}
