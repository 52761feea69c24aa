using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using Platform.Domain.Campaigns;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Domain.Profiles;

namespace Platform.Tests.EndToEnd.Portal.Stub;

/// <summary>
/// A campaign made from a fixed seed in the platform's own records, over the shipped Cambridge profile. What the stub answers is written by the same
/// serialiser as the platform's answers, so that the page cannot drift from the records unnoticed.
/// </summary>
internal sealed class StubCampaign
{
    public const string Id = "cambridge-2014";

    private const int PatchesPerUnit = 16;
    private const string PatchFile = "change-patches.gpkg";

    private static readonly DateTimeOffset Issued = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly TaskState[] RunningStates =
        [TaskState.Accepted, TaskState.Accepted, TaskState.Submitted, TaskState.Checked, TaskState.InVerification, TaskState.Returned, TaskState.Received, TaskState.Issued];

    private readonly Random draws = new(20261122);

    public StubCampaign()
    {
        Profile = ProfileLoader.LoadShipped("cambridge").Required();
        Units = Profile.UnitLists[0];
        Patches = [.. Units.Units.SelectMany((unit, index) => PatchesOf(unit, index))];
    }

    public Profile Profile { get; }

    public UnitList Units { get; }

    public RuleSet Rules => Profile.RuleSets[0];

    /// <summary>False while the bureaus work; true once all tasks are accepted and the report is out.</summary>
    public bool IsPublished { get; private set; }

    public ImmutableArray<PatchRecord> Patches { get; private set; }

    /// <summary>Units whose task the province has accepted since the start.</summary>
    private HashSet<string> Accepted { get; } = [];

    public Campaign Campaign => new()
    {
        Id = Id, Profile = Profile.Id, Title = "剑桥市变化图斑动态监测（示例）", TitleEn = "Change patches of Cambridge (sample)", Period = "2013-2014",
        State = IsPublished ? CampaignState.Published : CampaignState.Issued, CreatedBy = "officer", CreatedAt = Issued.AddDays(-2), PatchCount = Patches.Length,
        DueDate = new DateOnly(2026, 4, 1), IssuedBy = "officer", IssuedAt = Issued, PublishedAt = IsPublished ? Issued.AddDays(20) : null,
        Pins = new CampaignPins("1.0.0", Rules.Id, Profile.Sha256, Units.Id, new Dictionary<string, IReadOnlyList<string>>()),
    };

    public Progress Progress
    {
        get
        {
            var rows = Units.Units.Select(Row).ToList();
            var totals = new ProgressTotals(
                rows.Count, rows.Count(r => r.State == TaskState.Accepted), rows.Sum(r => r.Total), rows.Sum(r => r.Open), rows.Sum(r => r.Answered),
                rows.Sum(r => r.Returned), rows.Sum(r => r.Accepted));
            return new Progress(Campaign, rows, totals);
        }
    }

    /// <summary>The request that the report is made from: every patch counts as its answer says.</summary>
    public ReportRequest Report => CampaignReport.Request(
        Campaign, Profile, [.. Patches.Select(OutcomeOf)], [], new Label("核查结果为示例答复，不代表任何机构的认定。", "Sample answers: no authority’s finding."));

    /// <summary>The province accepts one unit's task.</summary>
    public void Accept(string unit)
    {
        Accepted.Add(unit);
        Patches = [.. Patches.Select(p => p.Patch.Unit == unit ? Answer(p) with { State = PatchState.Accepted } : p)];
    }

    /// <summary>Everything is accepted and the report is out.</summary>
    public void Publish()
    {
        foreach (var unit in Units.Units)
            Accept(unit.Code);
        IsPublished = true;
    }

    private TaskState StateOf(string unit)
    {
        var index = Units.Units.ToList().FindIndex(u => u.Code == unit);
        return IsPublished || Accepted.Contains(unit) ? TaskState.Accepted : RunningStates[index % RunningStates.Length];
    }

    private UnitProgress Row(MonitoringUnit unit)
    {
        var mine = Patches.Where(p => p.Patch.Unit == unit.Code).ToList();
        var state = StateOf(unit.Code);
        int Count(PatchState wanted) => mine.Count(p => p.State == wanted);
        return new UnitProgress(
            unit.Code, unit.Name.Zh, unit.Name.En, state, mine.Count, Count(PatchState.Open), Count(PatchState.Answered), Count(PatchState.Returned),
            Count(PatchState.Accepted), state == TaskState.Returned ? 1 : 0, Profile.Calendar.EndOfDay(new DateOnly(2026, 3, 5)),
            Profile.Calendar.EndOfDay(new DateOnly(2026, 4, 1)), state == TaskState.Issued, state == TaskState.Issued ? 1 : 0);
    }

    private IEnumerable<PatchRecord> PatchesOf(MonitoringUnit unit, int unitIndex)
    {
        var state = StateOfNew(unitIndex);
        for (var i = 0; i < PatchesPerUnit; i++)
        {
            var patch = NewPatch(unit, (unitIndex * PatchesPerUnit) + i);
            var record = new PatchRecord { Patch = patch, State = PatchState.Open, ImportAttempt = "import-1", Prejudgement = StubAnswers.Prejudge(Rules, patch, i) };
            yield return state switch
            {
                TaskState.Accepted => Answer(record) with { State = PatchState.Accepted },
                TaskState.Submitted or TaskState.Checked => Answer(record),
                TaskState.InVerification when i % 2 == 0 => Answer(record),
                TaskState.Returned when i < 3 => Answer(record) with
                {
                    State = PatchState.Returned, Current = null, ReturnReason = "照片与图斑位置不符", ReturnedAt = Issued.AddDays(12),
                },
                TaskState.Returned => Answer(record),
                _ => record,
            };
        }
    }

    private static TaskState StateOfNew(int unitIndex) => RunningStates[unitIndex % RunningStates.Length];

    private ChangePatch NewPatch(MonitoringUnit unit, int row)
    {
        var (shape, area) = Block(unit.Extent);
        return new ChangePatch
        {
            Key = PatchIdentity.KeyOf(shape), Number = $"C14-{row + 1:0000}", Period = "2013-2014", BeforeImageDate = new DateOnly(2013, 7, 1),
            AfterImageDate = new DateOnly(2014, 7, 1), BeforeCover = Rules.CodeList(CodeListNames.BeforeCover).Entries[row % 3].Code,
            AfterCover = Rules.CodeList(CodeListNames.AfterCover).Entries[row % 4].Code, Shape = shape, AreaM2 = area, PlanarAreaM2 = area + 0.07m,
            Unit = unit.Code, Shares = [new UnitShare(unit.Code, area, 1m)], Source = new SourceRow(new string('a', 64), PatchFile, "change_patches", row),
        };
    }

    // A block of 30 to 130 m that lies in the extent. At 42.4° N a degree is 111,100 m along and 82,200 m across.
    private (Polygon Shape, decimal Area) Block(MultiPolygon extent)
    {
        var box = extent.EnvelopeInternal;
        while (true)
        {
            var (x, y) = (box.MinX + (draws.NextDouble() * box.Width), box.MinY + (draws.NextDouble() * box.Height));
            var (width, height) = (draws.Next(30, 130), draws.Next(30, 130));
            var shape = new GeometryFactory().CreatePolygon(
                [new(x, y), new(x + (width / 82200d), y), new(x + (width / 82200d), y + (height / 111100d)), new(x, y + (height / 111100d)), new(x, y)]);
            if (extent.Contains(shape))
                return (shape, width * height);
        }
    }

    private PatchRecord Answer(PatchRecord record) => record.Current is not null
        ? record
        : record with { State = PatchState.Answered, Current = StubAnswers.Entry(Rules, record.Patch, Issued.AddDays(9)) };

    private static Outcome OutcomeOf(PatchRecord record) => new()
    {
        PatchId = record.Patch.Key, Region = record.Patch.Unit, AreaM2 = record.Patch.AreaM2, Approval = record.Current!.Answer.Approval,
        Legality = record.Current.Answer.Legality, Conformity = record.Conformity, ConstructionState = record.ConstructionState, Source = record.Current.Source,
    };
}
