using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Reporting.Forms;

/// <summary>What every field of the form means and how it is filled in, for the instruction sheet and the hints beside the cells.</summary>
internal static class FieldNotes
{
    private static readonly Dictionary<string, string> Notes = new(StringComparer.Ordinal)
    {
        [VerificationColumns.PatchNumber] = "图斑编号，由省厅下发，不得修改。",
        [VerificationColumns.PatchKey] = "图斑在系统中的唯一标识，上传时据此对应图斑，不得修改。",
        [VerificationColumns.Unit] = "负责核查的监测单元代码，不得修改。",
        [VerificationColumns.AreaM2] = "图斑椭球面积，单位平方米，不得修改。",
        [VerificationColumns.BeforeCover] = "前时相影像上的地类，供参考，不得修改。",
        [VerificationColumns.AfterCover] = "后时相影像上的地类，供参考，不得修改。",
        [VerificationColumns.Prejudgement] = "系统根据总体规划、管控线和许可数据作出的预判，仅供参考，以核查结果为准。",
        [AnswerFields.IsReal] = "必填。现场是否确有变化。选“否”（伪变化）的，审批情况应为“不需审批”并填写理由。",
        [AnswerFields.ActualUse] = "真实变化必填。现状实际用地性质，从下拉列表选择。",
        [VerificationColumns.ProjectName] = "建设项目名称，与许可证一致。",
        [VerificationColumns.Builder] = "建设单位全称。",
        [AnswerFields.ConstructionState] = "真实变化必填。现场建设状态，从下拉列表选择。",
        [AnswerFields.Approval] = "必填。按许可证核发情况填写：各项许可齐全为“经审批”；缺少任何一项为“未经审批”；无需许可的为“不需审批”。",
        [AnswerFields.Legality] = "必填。是否属于违法建设，由核查认定，系统不根据审批情况推定。",
        [AnswerFields.ExemptReason] = "审批情况为“不需审批”时必填，其他情况不填。",
        [AnswerFields.ExceptionReason] = "“未经审批”但不属于违法建设，或“经审批”但属于违法建设时必填。",
        [AnswerFields.Enforcement] = "对违法建设的查处情况；未查处选“未查处”。",
        [AnswerFields.EnforcementDate] = "查处日期，格式 2015-06-30；查处情况不为“未查处”时必填。",
        [AnswerFields.Conformity] = "核查后认定的用地性质与规划的符合情况；不填的沿用系统预判。",
        [VerificationColumns.Photographs] = "现场照片文件名，多张用分号分隔；照片与本表一并打包上传，并保留拍摄位置信息。",
        [VerificationColumns.Remark] = "其他需要说明的情况。",
    };

    /// <summary>The note of a column; permit columns share theirs.</summary>
    public static string Of(FormColumn column) => Notes.TryGetValue(column.Key, out var note) ? note
        : column.Type == FormColumnType.Date ? "与许可证编号一一对应的发证日期，格式 2015-06-30；多个用分号分隔。"
        : "许可证编号；多个用分号分隔。经审批的图斑应按规则集要求填写各项许可。";
}
