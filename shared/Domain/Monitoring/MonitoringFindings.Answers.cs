using Platform.Findings;

namespace Platform.Domain.Monitoring;

// Findings on verification forms, their rows and what comes with them.
public static partial class MonitoringFindings
{
    public static readonly FindingKind AnswerNoForm = Error("ANSWER_NO_FORM",
        "上传内容中没有找到核查表；请使用任务包中的核查表（XLSX、CSV、GeoPackage 或 GeoJSON），不要删改表头行。",
        "No verification form was found; use the form of the task package (XLSX, CSV, GeoPackage or GeoJSON) and keep its header row.");

    public static readonly FindingKind AnswerColumnUnknown = Info("ANSWER_COLUMN_UNKNOWN",
        "列“{0}”不是核查表的列，未读取；如为填报内容，请移到规定的列中。",
        "Column '{0}' is not part of the form and is not read; move its content to the form's columns if it matters.");

    public static readonly FindingKind AnswerColumnTwice = Error("ANSWER_COLUMN_TWICE",
        "列“{0}”（{1}）出现两次，整张表未读取；请删除多余的一列。",
        "Column '{0}' ({2}) stands twice and the sheet is not read; delete one of them.");

    public static readonly FindingKind AnswerTooManyRows = Error("ANSWER_TOO_MANY_ROWS",
        "核查表超过 {0} 行，其余行未读取；请删除与任务无关的行后重新上传。",
        "The forms have more than {0} rows and the rest is not read; delete what does not belong to the task and upload again.");

    public static readonly FindingKind AnswerWithoutPatch = Error("ANSWER_WITHOUT_PATCH",
        "本行没有图斑编号和图斑标识，无法对应图斑；请从任务包的核查表中复制这两列。",
        "The row has neither patch number nor patch key; copy these columns from the form of the task package.");

    public static readonly FindingKind AnswerPatchUnknown = Error("ANSWER_PATCH_UNKNOWN",
        "图斑 {0} 不在单位 {1} 的本期任务中；请核对图斑编号，不要自行增加图斑。",
        "Patch {0} is not part of the task of unit {1}; check its number, and do not add patches.");

    public static readonly FindingKind AnswerOtherUnit = Error("ANSWER_OTHER_UNIT",
        "图斑 {0} 属于单位 {1}，不属于单位 {2}；请从本表中删除该行，由所属单位填报。",
        "Patch {0} belongs to unit {1}, not to {2}; remove the row, that unit answers for it.");

    public static readonly FindingKind AnswerKeyEdited = Error("ANSWER_KEY_EDITED",
        "图斑标识列被改动：填的是“{0}”，下发的是“{1}”；请从任务包的核查表恢复编号、标识、单位和面积，不要单独排序某几列。",
        "A key column was edited: '{0}' instead of '{1}' as issued; restore number, key, unit and area from the form of the task package.");

    public static readonly FindingKind AnswerTwice = Error("ANSWER_TWICE",
        "图斑 {0} 在本次上传中出现多次（另见“{1}”第 {2} 行），各行均未采用；请只保留正确的一行。",
        "Patch {0} is answered more than once in this upload (see '{1}', row {2}) and none is taken; keep the right row only.");

    public static readonly FindingKind AnswerCellUnreadable = Error("ANSWER_CELL_UNREADABLE",
        "“{0}”的单元格是错误值或含控制字符；请重新输入。",
        "The cell of '{1}' is an error value or has control characters; type it again.");

    public static readonly FindingKind AnswerTooLong = Error("ANSWER_TOO_LONG",
        "“{0}”最多 {1} 字，现为 {2} 字；请缩短。",
        "'{3}' has {2} characters, {1} are allowed; shorten it.");

    public static readonly FindingKind AnswerCodeUnknown = Error("ANSWER_CODE_UNKNOWN",
        "“{0}”不能填“{1}”；请从下拉列表中选择：{2}。",
        "'{3}' cannot be '{1}'; choose from the drop-down: {4}.");

    public static readonly FindingKind AnswerDateUnreadable = Error("ANSWER_DATE_UNREADABLE",
        "“{0}”的“{1}”不是日期；请按 2016-03-01 的格式填写。",
        "'{1}' in '{2}' is not a date; write it like 2016-03-01.");

    public static readonly FindingKind AnswerFieldMissing = Error("ANSWER_FIELD_MISSING",
        "必填项“{0}”为空；请填写。",
        "The mandatory field '{1}' is blank; fill it in.");

    public static readonly FindingKind AnswerNotRealNotExempt = Error("ANSWER_NOT_REAL_NOT_EXEMPT",
        "不是真实变化的图斑，审批情况只能选“不需审批”；请修改审批情况或是否真实变化。",
        "A patch that is no real change can only be exempt; correct the approval status or 'real change'.");

    public static readonly FindingKind AnswerNotRealIllegal = Error("ANSWER_NOT_REAL_ILLEGAL",
        "不是真实变化的图斑不能属于违法建设；请修改是否违法建设或是否真实变化。",
        "A patch that is no real change cannot be illegal; correct the legality or 'real change'.");

    public static readonly FindingKind AnswerActualUseMissing = Error("ANSWER_ACTUAL_USE_MISSING",
        "真实变化的图斑必须填写实际用途；请从用地分类列表中选择。",
        "A real change needs its actual use; choose a land-use class.");

    public static readonly FindingKind AnswerStateMissing = Error("ANSWER_STATE_MISSING",
        "真实变化的图斑必须填写建设状态；请从下拉列表中选择。",
        "A real change needs its construction state; choose one from the drop-down.");

    public static readonly FindingKind AnswerExemptReasonMissing = Error("ANSWER_EXEMPT_REASON_MISSING",
        "审批情况为“不需审批”时必须填写不需审批理由；请从下拉列表中选择。",
        "An exempt patch needs a reason; choose one from the drop-down.");

    public static readonly FindingKind AnswerExemptReasonIdle = Error("ANSWER_EXEMPT_REASON_IDLE",
        "只有“不需审批”的图斑才能填写不需审批理由；请清空理由或修改审批情况。",
        "Only an exempt patch has a reason for exemption; clear it or correct the approval status.");

    public static readonly FindingKind AnswerPermitsIncomplete = Error("ANSWER_PERMITS_INCOMPLETE",
        "审批情况为“经审批”，但许可不齐全，缺少：{0}；请补填许可编号，或改为“未经审批”。",
        "The patch is called approved, but permits are missing: {1}; add their numbers or call it unapproved.");

    public static readonly FindingKind AnswerExceptionReasonMissing = Error("ANSWER_EXCEPTION_REASON_MISSING",
        "“未经审批且不违法”或“经审批但违法”的图斑必须填写相应的例外理由；请从下拉列表中选择对应的理由。",
        "Unapproved but legal, or approved but illegal, needs a reason for the exception that fits the pair; choose one from the drop-down.");

    public static readonly FindingKind AnswerExceptionReasonIdle = Error("ANSWER_EXCEPTION_REASON_IDLE",
        "该审批情况与是否违法的组合不需要例外理由，或理由与组合不符；请清空或改选。",
        "This pair of approval status and legality takes no such reason for an exception; clear it or choose another.");

    public static readonly FindingKind AnswerEnforcementDateMissing = Error("ANSWER_ENFORCEMENT_DATE_MISSING",
        "已查处的图斑必须填写查处日期；请补填。",
        "Enforcement needs its date; fill it in.");

    public static readonly FindingKind AnswerEnforcementDateIdle = Error("ANSWER_ENFORCEMENT_DATE_IDLE",
        "查处情况为“未查处”时不能填写查处日期；请清空日期或修改查处情况。",
        "Without enforcement there is no enforcement date; clear it or correct the enforcement.");

    public static readonly FindingKind AnswerPermitDatesDiffer = Error("ANSWER_PERMIT_DATES_DIFFER",
        "“{0}”有 {1} 个编号、{2} 个日期；请用分号隔开，使编号与日期一一对应，或只填一个日期。",
        "'{3}' has {1} numbers and {2} dates; separate them by semicolons, one date for each number or one for all.");

    public static readonly FindingKind AnswerPermitWithoutNumber = Error("ANSWER_PERMIT_WITHOUT_NUMBER",
        "“{0}”只填了日期，没有编号；请补填许可编号或清空日期。",
        "'{1}' has a date but no number; add the number or clear the date.");

    public static readonly FindingKind AnswerPermitDateMissing = Error("ANSWER_PERMIT_DATE_MISSING",
        "“{0}”必须填写发证日期；请补填。",
        "'{1}' needs its decision date; fill it in.");

    public static readonly FindingKind AnswerDateInFuture = Error("ANSWER_DATE_IN_FUTURE",
        "“{0}”的日期 {1} 晚于填报日 {2}；请核对日期。",
        "The date {1} in '{3}' is after the day of the answer, {2}; check it.");

    public static readonly FindingKind AnswerPermitAfterImage = Warning("ANSWER_PERMIT_AFTER_IMAGE",
        "许可 {0} 的日期 {1} 晚于后时相影像日期 {2}，属于先建后批；请核实，并据此判断是否违法建设。",
        "Permit {0} is dated {1}, after the after-image of {2}: built before permission. Verify, and judge the legality accordingly.");

    public static readonly FindingKind AnswerConformityDiffers = Info("ANSWER_CONFORMITY_DIFFERS",
        "核查填报的规划符合性（{0}）与系统预判（{1}）不同，以核查为准；请确认无误。",
        "The verified conformity ({2}) differs from the prejudged one ({3}); the verified one stands, make sure of it.");

    public static readonly FindingKind AnswerOutdated = Info("ANSWER_OUTDATED",
        "本行提交于 {0}，该图斑已有更晚提交的结果，或本行早于省厅退回；本行存入历史，不作为现行结果。如应以本行为准，请重新上传。",
        "The row was committed at {0}; the patch has an answer committed later, or was returned since. It is kept in the history and does not count. Upload it again if it should.");

    public static readonly FindingKind AnswerNotDispatched = Error("ANSWER_NOT_DISPATCHED",
        "图斑“{0}”没有转派给区县 {1}（或已被收回），本行未采用；请只填报转派给本区县的图斑，或请市局转派。",
        "Patch '{0}' was not passed on to district {1}, or was recalled, and the row is not taken; answer only your own patches or ask the bureau to pass it on.");

    public static readonly FindingKind LetterOfDistrict = Warning("LETTER_OF_DISTRICT",
        "区县 {0} 的上传中有确认函，未采用：确认函由监测单元出具；请交市局上传。",
        "The upload of district {0} has a confirmation letter, which is not used: the letter is the unit's; hand it to the bureau.");

    public static readonly FindingKind PhotoMissing = Warning("PHOTO_MISSING",
        "核查表列出的照片“{0}”不在上传的压缩包中；请补传，或更正文件名。",
        "The form lists the photograph '{0}', which is not in the upload; add it or correct its name.");

    public static readonly FindingKind PhotoUnmatched = Warning("PHOTO_UNMATCHED",
        "照片“{0}”没有对应的图斑；请按“图斑编号_序号.jpg”命名，或在核查表的照片列中列出。",
        "The photograph '{0}' belongs to no patch; name it '<patch number>_1.jpg' or list it in the form.");

    public static readonly FindingKind PhotoFar = Warning("PHOTO_FAR",
        "照片“{0}”的拍摄位置距图斑 {1} 约 {2} 米，超过 {3} 米；请核实是否拍错地点。",
        "The photograph '{0}' was taken about {2} m from patch {1}, more than {3} m; verify the place.");

    public static readonly FindingKind LetterSeveral = Error("LETTER_SEVERAL",
        "压缩包中有 {0} 份确认函（{1}）；请只保留一份盖章确认函 PDF。",
        "There are {0} confirmation letters ({1}); keep the one signed PDF.");

    private static FindingKind Error(string code, string chinese, string english) => new(code, Severity.Error, chinese, english);

    private static FindingKind Warning(string code, string chinese, string english) => new(code, Severity.Warning, chinese, english);

    private static FindingKind Info(string code, string chinese, string english) => new(code, Severity.Info, chinese, english);
}
