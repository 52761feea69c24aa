using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Domain.Monitoring.Aggregation;

/// <summary>
/// 248 outcomes with the counts and areas of the published report of one city, 2014–2015. The areas inside a class are spread unevenly, with
/// fractions, so that only exact sums give the published figures.
/// </summary>
internal static class DeckOutcomes
{
    public static ReportWording Wording { get; } = new()
    {
        Subject = "XX市",
        SubjectEn = "XX city",
        Permits = ["项目选址意见书", "建设用地规划许可证", "建设工程规划许可证"],
        PermitsEn = ["site-selection opinion", "land-use permit", "construction permit"],
        DecidingPermit = "建设工程规划许可证",
        DecidingPermitEn = "construction permit",
    };

    public static ReportHeader Header { get; } =
        new("2014-2015", new Label("XX市城乡总体规划实施情况动态监测报告", "Monitoring report of XX city"), "2014-2015");

    public static IReadOnlyList<Outcome> All { get; } =
    [
        .. Class("a", 33, 1_218_301m, ApprovalStatus.Approved, Legality.Legal),
        .. Class("u", 201, 950_270m, ApprovalStatus.Unapproved, Legality.Illegal),
        .. Class("e", 14, 90_181m, ApprovalStatus.Exempt, Legality.Legal),
    ];

    public static ReportRequest Request { get; } = new()
    {
        Header = Header,
        Outcomes = All,
        Units = [new ClassLabel("130000", "XX市", "XX city")],
        Wording = Wording,
    };

    private static IEnumerable<Outcome> Class(string prefix, int count, decimal area, ApprovalStatus approval, Legality legality)
    {
        var step = Math.Floor(area / count) / count;
        var rest = area;
        for (var index = 1; index <= count; index++)
        {
            var part = index == count ? rest : decimal.Round(step * index, 2) + 0.37m;
            rest -= part;
            yield return new Outcome
            {
                PatchId = $"{prefix}{index:D3}", Region = "130000", AreaM2 = part, Approval = approval, Legality = legality,
            };
        }
    }
}
