namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Captions of the tables, in the deck's form.</summary>
internal sealed class Captions(ReportWording wording)
{
    public Caption Unit => Make(TableKeys.Unit, "统计表", "Change patches by monitoring unit");

    public Caption Approval => Make(TableKeys.Approval, "审批情况统计表", "Change patches by approval status");

    public Caption Legality => Make(TableKeys.Legality, "违法建设情况统计表", "Change patches by legality");

    public Caption Conformity => Make(TableKeys.Conformity, "符合总规情况统计表", "Change patches by conformity with the plan");

    public Caption Construction => Make(TableKeys.Construction, "建设状态统计表", "Change patches by construction state");

    public Caption Theme => Make(TableKeys.Theme, "涉及管控线情况统计表", "Change patches in control lines");

    public Caption UnitApproval => Make(TableKeys.UnitApproval, "分监测单元审批情况统计表", "Approval status by monitoring unit");

    public Caption UnitLegality => Make(TableKeys.UnitLegality, "分监测单元违法建设情况统计表", "Legality by monitoring unit");

    public Caption Size => Make(TableKeys.Size, "面积分级统计表", "Change patches by size");

    public Caption Unanswered => Make(TableKeys.Unanswered, "未反馈核查结果统计表", "Change patches without a verification result");

    private Caption Make(string key, string chinese, string english) => new(
        key,
        $"{wording.Subject}{wording.TableScope}变化图斑{chinese}",
        wording.SubjectEn.Length == 0 ? english : $"{english}, {wording.SubjectEn}");
}
