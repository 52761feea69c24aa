using System.Globalization;

namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>
/// The report's sentences. The ones on approval and legality are the deck's, word for word; areas are printed as whole square metres without
/// separators, half away from zero.
/// </summary>
internal static class Narrative
{
    public static IReadOnlyList<ReportSentence> Sentences(IReadOnlyList<ReportTable> tables, ReportWording wording)
    {
        var byKey = tables.ToDictionary(table => table.Key, StringComparer.Ordinal);
        var sentences = new List<ReportSentence>
        {
            Overview(byKey[TableKeys.Unit], wording),
            Approval(byKey[TableKeys.Approval], wording),
            Legality(byKey[TableKeys.Legality]),
        };
        if (byKey.TryGetValue(TableKeys.Conformity, out var conformity))
        {
            sentences.Add(Listing(conformity, "从用地性质与总体规划的符合情况看", "By conformity with the plan"));
        }

        if (byKey.TryGetValue(TableKeys.Construction, out var construction))
        {
            sentences.Add(Listing(construction, "从建设状态看", "By construction state"));
        }

        if (byKey.TryGetValue(TableKeys.Theme, out var themes))
        {
            sentences.Add(Themes(themes));
        }

        if (byKey.TryGetValue(TableKeys.Unanswered, out var unanswered))
        {
            sentences.Add(Unanswered(unanswered.Total));
        }

        return sentences;
    }

    private static ReportSentence Overview(ReportTable units, ReportWording wording)
    {
        var total = units.Total;
        return new ReportSentence(
            "overview",
            $"{wording.Subject}本期监测共提取并核查变化图斑 {total.Count} 个，图斑总面积约 {Area(total)} 平方米，涉及 {units.Rows.Count} 个监测单元。",
            $"{Of(wording)}{total.Count} change patches were extracted and verified, about {Area(total)} m² in all, in {units.Rows.Count} monitoring unit(s).");
    }

    private static ReportSentence Approval(ReportTable table, ReportWording wording)
    {
        var (approved, unapproved, exempt) = (table.Row("approved")!, table.Row("unapproved")!, table.Row("exempt")!);
        var issued = wording.Permits.Count == 0 ? "" : $"核发了{string.Join('、', wording.Permits)}的";
        var missing = wording.DecidingPermit is null ? "" : $"未核发{wording.DecidingPermit}的";
        var issuedEn = wording.PermitsEn.Count == 0 ? "" : $" (issued: {string.Join(", ", wording.PermitsEn)})";
        var missingEn = wording.DecidingPermitEn is null ? "" : $" (not issued: {wording.DecidingPermitEn})";
        var share = approved.AreaPercent is null
            ? ("变化图斑总面积为 0，不计算面积比例", "with no area at all, no share is given")
            : ($"经审批变化图斑面积占全部变化图斑总面积的 {approved.AreaPercent}%", $"the approved ones cover {approved.AreaPercent} % of the total area");
        return new ReportSentence(
            TableKeys.Approval,
            $"{wording.Subject}本期动态监测，{issued}经审批变化图斑 {approved.Count} 个，{missing}未经审批变化图斑 {unapproved.Count} 个，"
            + $"不需审批的变化图斑 {exempt.Count} 个，{share.Item1}（见表 {ReportReferences.ApprovalTable}、图 {ReportReferences.ApprovalFigure}）。",
            $"{Of(wording)}{approved.Count} change patches are approved{issuedEn}, {unapproved.Count} unapproved{missingEn} and {exempt.Count} exempt; "
            + $"{share.Item2} (table {ReportReferences.ApprovalTable}, figure {ReportReferences.ApprovalFigure}).");
    }

    private static ReportSentence Legality(ReportTable table)
    {
        var (legal, illegal, total) = (table.Row("legal")!, table.Row("illegal")!, table.Total);
        return new ReportSentence(
            TableKeys.Legality,
            $"本期监测提取的 {total.Count} 个变化图斑中，不属于违法建设的变化图斑 {legal.Count} 个，图斑面积约 {Area(legal)} 平方米{Share(legal)}，"
            + $"属于违法建设的变化图斑 {illegal.Count} 个，图斑面积约 {Area(illegal)} 平方米{Share(illegal)}"
            + $"（见表 {ReportReferences.LegalityTable}、图 {ReportReferences.LegalityFigure}）。",
            $"Of the {total.Count} change patches, {legal.Count} are not illegal, about {Area(legal)} m²{ShareEn(legal)}, and {illegal.Count} are illegal, "
            + $"about {Area(illegal)} m²{ShareEn(illegal)} (table {ReportReferences.LegalityTable}, figure {ReportReferences.LegalityFigure}).");
    }

    private static ReportSentence Listing(ReportTable table, string lead, string leadEn)
    {
        var rows = table.Rows.Where(row => row.Key != OutcomeClasses.NotRecordedKey || row.Count > 0).ToArray();
        var items = rows.Select(row => $"{row.Label}的变化图斑 {row.Count} 个，图斑面积约 {Area(row)} 平方米{Share(row)}");
        var itemsEn = rows.Select(row => $"{row.LabelEn} {row.Count}, about {Area(row)} m²{ShareEn(row)}");
        return new ReportSentence(table.Key, $"{lead}，{string.Join("；", items)}。", $"{leadEn}: {string.Join("; ", itemsEn)}.");
    }

    private static ReportSentence Themes(ReportTable table)
    {
        var hits = table.Rows.Where(row => row.Count > 0).ToArray();
        var unknown = table.Rows.Where(row => row.Cell(OutcomeClasses.UnknownKey)!.Count > 0).ToArray();
        var items = hits.Select(row => $"{row.Label} {row.Count} 个（线内面积约 {Area(row)} 平方米）");
        var itemsEn = hits.Select(row => $"{row.LabelEn} {row.Count} (about {Area(row)} m² inside)");
        var chinese = hits.Length == 0 ? "本期变化图斑未发现涉及已有数据的管控线" : $"涉及各类管控线的变化图斑：{string.Join("、", items)}";
        var english = hits.Length == 0 ? "No change patch lies in a control line for which there is data" : $"Change patches in control lines: {string.Join(", ", itemsEn)}";
        if (unknown.Length > 0)
        {
            chinese += $"；{string.Join("、", unknown.Select(row => row.Label))}缺少数据，部分或全部图斑结论为“未知”，不作为“不涉及”统计";
            english += $"; for {string.Join(", ", unknown.Select(row => row.LabelEn))} data are missing, wholly or in part: the answer is unknown, which is not counted as clear";
        }

        return new ReportSentence(TableKeys.Theme, chinese + "。", english + ".");
    }

    private static ReportSentence Unanswered(ReportRow total) => new(
        TableKeys.Unanswered,
        $"截至本期监测关闭，另有 {total.Count} 个变化图斑（图斑面积约 {Area(total)} 平方米）未反馈有效核查结果，未计入以上各表。",
        $"When the campaign was closed, {total.Count} further change patches (about {Area(total)} m²) had no valid verification result; they are in none of the tables above.");

    private static string Of(ReportWording wording) => wording.SubjectEn.Length == 0 ? "" : $"{wording.SubjectEn}: ";

    private static string Area(ReportRow row) =>
        decimal.Round(row.AreaM2, 0, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);

    private static string Share(ReportRow row) => row.AreaPercent is { } percent ? $"，占全部变化图斑总面积的 {percent}%" : "";

    private static string ShareEn(ReportRow row) => row.AreaPercent is { } percent ? $" ({percent} % of the total area)" : "";
}
