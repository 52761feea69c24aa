using System.Globalization;
using System.Text.Json;
using Platform.Domain.Changes;
using Platform.Findings;
using Platform.Spatial.Change;

namespace Platform.Desk;

/// <summary>What <c>desk detect-changes</c> says at the end, for people or as one JSON object.</summary>
internal sealed class ChangeSummary(ChangeResult result, IReadOnlyList<Finding> findings)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Dictionary<ChangeType, string> Chinese = new()
    {
        [ChangeType.Appeared] = "新增",
        [ChangeType.Disappeared] = "消失",
        [ChangeType.Split] = "分割",
        [ChangeType.Merged] = "合并",
        [ChangeType.Reshaped] = "边界调整",
        [ChangeType.Replaced] = "重划",
        [ChangeType.Reclassified] = "地类变更",
    };

    public void WriteText(TextWriter target, string file, bool english)
    {
        foreach (var line in english ? English() : ChineseLines())
            target.WriteLine(FormattableString.Invariant(line));
        foreach (var group in ByType())
            WriteTotal(target, english ? ChangeLayer.TypeCode(group.Key) : Chinese[group.Key], [.. group]);
        WriteTotal(target, english ? "total" : "合计", result.Patches);
        target.WriteLine(file);
    }

    public void WriteJson(TextWriter target) => target.WriteLine(JsonSerializer.Serialize(
        new
        {
            Patches = result.Patches.Count,
            AreaM2 = result.Patches.Sum(p => p.Area.Value),
            Types = ByType().ToDictionary(g => ChangeLayer.TypeCode(g.Key), g => new { Count = g.Count(), AreaM2 = g.Sum(p => p.Area.Value) }),
            result.Misregistration,
            result.Counts,
            Findings = findings.GroupBy(f => f.Code).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
        },
        Options));

    private IEnumerable<IGrouping<ChangeType, ChangePatch>> ByType() => result.Patches.GroupBy(p => p.Type).OrderBy(g => g.Key);

    private static void WriteTotal(TextWriter target, string label, IReadOnlyCollection<ChangePatch> patches) =>
        target.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {label,-14}{patches.Count,8}{patches.Sum(p => p.Area.Value),18:N2} m²"));

    private FormattableString[] English()
    {
        var (m, c) = (result.Misregistration, result.Counts);
        return
        [
            $"Shapes: {c.OldShapes} before, {c.NewShapes} after, {c.Unchanged} unchanged.",
            $"Misregistration of {m.Pairs} pairs: shift {m.ShiftEast:0.000} m E, {m.ShiftNorth:0.000} m N, local up to {m.LargestLocalShift:0.000} m.",
            $"Boundary displacement: median {m.MedianDisplacement:0.000} m, 95 % {m.Displacement95:0.000} m, 99 % {m.Displacement99:0.000} m.",
            $"Tolerance {m.Tolerance:0.000} m, {100 * m.ShareWithinTolerance:0.00} % of the pairs within.",
            $"Left out: {c.Slivers} slivers ({c.SliverAreaM2:0.0} m²), {c.BelowMinimum} below the minimum area ({c.BelowMinimumAreaM2:0.0} m²).",
        ];
    }

    private FormattableString[] ChineseLines()
    {
        var (m, c) = (result.Misregistration, result.Counts);
        return
        [
            $"图形：前期 {c.OldShapes} 个，后期 {c.NewShapes} 个，未变 {c.Unchanged} 个。",
            $"套合误差（{m.Pairs} 对）：整体偏移东 {m.ShiftEast:0.000} 米、北 {m.ShiftNorth:0.000} 米，局部最大 {m.LargestLocalShift:0.000} 米。",
            $"边界位移：中位数 {m.MedianDisplacement:0.000} 米，95% {m.Displacement95:0.000} 米，99% {m.Displacement99:0.000} 米。",
            $"容差 {m.Tolerance:0.000} 米，{100 * m.ShareWithinTolerance:0.00}% 在内。",
            $"剔除：碎条 {c.Slivers} 个（{c.SliverAreaM2:0.0} 平方米），小于最小上图面积 {c.BelowMinimum} 个（{c.BelowMinimumAreaM2:0.0} 平方米）。",
        ];
    }
}
