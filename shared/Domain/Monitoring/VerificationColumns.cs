using Platform.Domain.Labels;
using Platform.Domain.Profiles;

namespace Platform.Domain.Monitoring;

/// <summary>
/// The verification form (核查表), defined once: the writer lays it out, the reader recognises it, whatever the file format. The columns of
/// permits follow from the rule set's permit types, everything else is fixed.
/// </summary>
public static class VerificationColumns
{
    public const string PatchNumber = "patch_number";
    public const string PatchKey = "patch_key";
    public const string Unit = "unit";
    public const string AreaM2 = "area_m2";
    public const string BeforeCover = "before_cover";
    public const string AfterCover = "after_cover";
    public const string Prejudgement = "prejudgement";
    public const string ProjectName = "project_name";
    public const string Builder = "builder";
    public const string Photographs = "photographs";
    public const string Remark = "remark";

    /// <summary>Name of the form's own code list with the codes <c>yes</c> and <c>no</c>.</summary>
    public const string YesNo = "yes-no";

    /// <summary>Name of the main worksheet of the form, and of the layer in a GeoPackage.</summary>
    public const string SheetName = "核查表";

    private static readonly FormColumn[] Keys =
    [
        new(PatchNumber, new("图斑编号", "Patch number"), FormColumnType.Text, 18, IsProtected: true),
        new(PatchKey, new("图斑标识", "Patch key"), FormColumnType.Text, 24, IsProtected: true),
        new(Unit, new("监测单元", "Monitoring unit"), FormColumnType.Text, 12, IsProtected: true),
        new(AreaM2, new("图斑面积（平方米）", "Area (m²)"), FormColumnType.Area, 20, IsProtected: true),
        new(BeforeCover, new("变化前地类", "Cover before"), FormColumnType.Code, 20, IsProtected: true, [CodeListNames.BeforeCover]),
        new(AfterCover, new("变化后地类", "Cover after"), FormColumnType.Code, 20, IsProtected: true, [CodeListNames.AfterCover]),
        new(Prejudgement, new("系统预判", "Prejudgement"), FormColumnType.Text, 40, IsProtected: true, MaxLength: 2000),
    ];

    private static readonly FormColumn[] Findings =
    [
        new(AnswerFields.IsReal, new("是否真实变化", "Real change"), FormColumnType.Code, 12, CodeLists: [YesNo]),
        new(AnswerFields.ActualUse, new("实际用途", "Actual use"), FormColumnType.Code, 20, CodeLists: ["land-use"]),
        new(ProjectName, new("项目名称", "Project"), FormColumnType.Text, 28),
        new(Builder, new("建设单位", "Builder"), FormColumnType.Text, 28),
    ];

    private static readonly FormColumn[] Verdicts =
    [
        new(AnswerFields.ConstructionState, new("建设状态", "Construction state"), FormColumnType.Code, 12, CodeLists: [CodeListNames.ConstructionState]),
        new(AnswerFields.Approval, new("审批情况", "Approval status"), FormColumnType.Code, 12, CodeLists: [CodeListNames.Approval]),
        new(AnswerFields.Legality, new("是否违法建设", "Legality"), FormColumnType.Code, 16, CodeLists: [CodeListNames.Legality]),
        new(AnswerFields.ExemptReason, new("不需审批理由", "Reason for exemption"), FormColumnType.Code, 24, CodeLists: [CodeListNames.ExemptReason]),
        new(AnswerFields.ExceptionReason, new("例外理由", "Reason for exception"), FormColumnType.Code, 24,
            CodeLists: [CodeListNames.UnapprovedLegalReason, CodeListNames.ApprovedIllegalReason]),
        new(AnswerFields.Enforcement, new("查处情况", "Enforcement"), FormColumnType.Code, 14, CodeLists: [CodeListNames.Enforcement]),
        new(AnswerFields.EnforcementDate, new("查处日期", "Enforcement date"), FormColumnType.Date, 12),
        new(AnswerFields.Conformity, new("是否符合规划", "Conformity"), FormColumnType.Code, 14, CodeLists: [CodeListNames.Conformity]),
        new(Photographs, new("照片文件名", "Photographs"), FormColumnType.Text, 28, MaxLength: 2000),
        new(Remark, new("备注", "Remark"), FormColumnType.Text, 32, MaxLength: 500),
    ];

    private static readonly CodeList YesNoList = new(YesNo, [new("yes", new("是", "Yes")), new("no", new("否", "No"))]);

    /// <summary>The columns in the form's order: key columns, then input columns.</summary>
    public static IReadOnlyList<FormColumn> For(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return [.. Keys, .. Findings, .. rules.PermitTypes.SelectMany(PermitColumns), .. Verdicts];
    }

    /// <summary>The entries that a code column offers, in the order of the drop-down.</summary>
    public static IReadOnlyList<CodeEntry> EntriesOf(FormColumn column, RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(rules);
        return [.. (column.CodeLists ?? []).SelectMany(name => name == YesNo ? YesNoList.Entries : rules.CodeList(name).Entries)
            .DistinctBy(entry => entry.Code)];
    }

    /// <summary>Key of the column with the numbers of permits of a type.</summary>
    public static string PermitNumberKey(string permitType) => $"permit_{permitType.Replace('-', '_')}_number";

    /// <summary>Key of the column with the decision dates of permits of a type.</summary>
    public static string PermitDateKey(string permitType) => $"permit_{permitType.Replace('-', '_')}_date";

    private static IEnumerable<FormColumn> PermitColumns(PermitType type)
    {
        yield return new(
            PermitNumberKey(type.Code), new($"{type.Label.Zh}编号", $"{type.Label.En} number"), FormColumnType.Text, 24, PermitType: type.Code);
        yield return new(
            PermitDateKey(type.Code), new($"{type.Label.Zh}日期", $"{type.Label.En} date"), FormColumnType.Date, 14, PermitType: type.Code);
    }
}
