using NetTopologySuite.Geometries;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Reporting.Tasks;

namespace Platform.Tests.Unit.Reporting.Tasks;

/// <summary>A task of one unit of the shipped Hebei profile under its first rule set.</summary>
internal static class SampleTasks
{
    public static Profile Profile { get; } = ProfileLoader.LoadShipped("hebei").Required();

    public static RuleSet Rules { get; } = Profile.RuleSets[0];

    public static UnitList UnitList { get; } = Profile.UnitLists[0];

    public static MonitoringUnit Unit { get; } = UnitList.Units[0];

    public static TaskPackageRequest Request(int count) => new()
    {
        Campaign = new Campaign
        {
            Id = "c1", Profile = Profile.Id, Title = "河北省2014—2015年动态监测", Period = "2014-2015", State = CampaignState.Issued, CreatedBy = "p",
            CreatedAt = Instant(1),
        },
        Task = new VerificationTask
        {
            Campaign = "c1", Unit = Unit.Code, Bureau = Unit.Bureau.Zh, State = TaskState.Issued, Counts = new TaskCounts(count, 0, 0, 0),
            IssuedAt = Instant(1), ReceiptDueAt = Instant(4), DueAt = Instant(28),
        },
        Unit = Unit,
        UnitList = UnitList,
        Rules = Rules,
        Profile = Profile,
        Patches = Enumerable.Range(0, count).Select(Patch),
        PatchCount = count,
        Context = extent =>
        [
            new MapContextFeature(MapContextKind.PlanLandUse, "R2", "R2 二类居住用地", Box(extent.MinX, extent.MinY, extent.Width * 0.6, extent.Height)),
            new MapContextFeature(MapContextKind.PlanLandUse, "G1", "G1 公园绿地", Box(extent.MinX + (extent.Width * 0.6), extent.MinY, extent.Width * 0.4, extent.Height)),
            new MapContextFeature(MapContextKind.ControlLine, "green-line", "绿线", Box(extent.MinX + (extent.Width * 0.55), extent.MinY + (extent.Height * 0.3), extent.Width * 0.3, extent.Height * 0.5)),
        ],
    };

    public static IssuedPatches Issued(int count) =>
        new(Unit.Code, Enumerable.Range(0, count).Select(Patch).Select(item => new IssuedPatch(item.Patch.Key, item.Patch.Number, item.Patch.Unit, item.Patch.AreaM2)));

    private static TaskPatch Patch(int index)
    {
        var cover = Rules.CodeList(CodeListNames.BeforeCover).Entries[0].Code;
        var patch = new ChangePatch
        {
            Key = $"key{index:D4}", Number = $"TB/{index + 1:D3}", Period = "2014-2015", BeforeImageDate = new DateOnly(2014, 5, 1), AfterImageDate = new DateOnly(2015, 5, 2),
            Sensor = "GF-1", ResolutionM = 2m, BeforeCover = cover, AfterCover = Rules.CodeList(CodeListNames.AfterCover).Entries[^1].Code,
            Note = "=疑似厂房", Shape = Box(114.5 + (index % 50 * 0.002), 38.0, 0.0011, 0.0008), AreaM2 = 8654.27m, PlanarAreaM2 = 8660.1m, Unit = Unit.Code,
            Shares = [new UnitShare(Unit.Code, 8654.27m, 1m)], Source = new SourceRow(new string('a', 64), "图斑.shp", "图斑", index),
        };
        return new TaskPatch(patch, new Prejudgement
        {
            RuleSet = Rules.Id, PlanClasses = [new ClassShare("R2", 8000m, 0.9244m)], UncoveredM2 = 654.27m,
            Themes = [new ThemeHit("green-line", true, 20.5m, 0.0024m, ["v1/3"]), new ThemeHit("purple-line", false, null, null, [])],
            Permits = [new PermitOnPatch("construction-permit", "建字2014-001", null, new DateOnly(2014, 3, 4), true)],
            Conformity = Conformity.Conforms, SuggestedApproval = ApprovalStatus.Unapproved,
            Reasons = [new Reason("partial-permits", "缺少建设用地规划许可证", "land-use permit missing")],
        });
    }

    private static Polygon Box(double x, double y, double width, double height) => new(new LinearRing(
    [
        new(x, y), new(x + width, y), new(x + width, y + height), new(x, y + height), new(x, y),
    ]));

    private static DateTimeOffset Instant(int day) => new(2016, 3, day, 15, 59, 59, TimeSpan.Zero);
}
