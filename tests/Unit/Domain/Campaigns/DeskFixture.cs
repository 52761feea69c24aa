using Microsoft.Extensions.Time.Testing;
using NetTopologySuite.Geometries;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Storage.Documents;

namespace Platform.Tests.Unit.Domain.Campaigns;

/// <summary>The desks over a real document store in a directory of its own.</summary>
public sealed class DeskFixture : IDisposable
{
    public const string Campaign = "c-1";
    public const string Unit = "u1";

    private readonly string directory = Directory.CreateTempSubdirectory("platform-desk-").FullName;
    private readonly SqliteDocumentStore store;

    public DeskFixture()
    {
        store = SqliteDocumentStore.Open(Path.Combine(directory, "documents.db"), Containers.All);
        Tasks = new TaskDesk(store, Time);
        Patches = new PatchDesk(store);
        Answers = new AnswerDesk(store, Patches, Tasks, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2016, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public IDocumentStore Store => store;

    public TaskDesk Tasks { get; }

    public PatchDesk Patches { get; }

    public AnswerDesk Answers { get; }

    /// <summary>Imports patches with these numbers.</summary>
    public Task ImportAsync(string attempt, int first, int last) => Patches.ImportAsync(
        Campaign, Enumerable.Range(first, last - first + 1).Select(n => Patch($"p{n:D3}")), attempt, CancellationToken.None);

    /// <summary>Issues a task with patches p001, p002 …, all open, and receives it.</summary>
    public async Task IssueAsync(int patches)
    {
        await ImportAsync("attempt-0", 1, patches);
        foreach (var range in await Patches.RangesAsync(Campaign, CancellationToken.None))
        {
            var records = await Patches.ReadAsync(Campaign, range, CancellationToken.None);
            await Patches.PrejudgeAsync(Campaign, records, records.ToDictionary(r => r.Value.PatchKey, _ => Judged()), CancellationToken.None);
        }

        var task = new VerificationTask
        {
            Campaign = Campaign, Unit = Unit, Bureau = "局", State = TaskState.Issued, Counts = new TaskCounts(patches, 0, 0, 0),
            IssuedAt = Time.GetUtcNow(), ReceiptDueAt = Time.GetUtcNow().AddDays(3), DueAt = Time.GetUtcNow().AddDays(30),
        };
        await Store.CreateAsync(Containers.Monitoring, PartitionKey.Of(Campaign, Unit), TaskDesk.DocumentType, TaskDesk.DocumentId, task);
        await ApplyAsync(new TaskCommand.Receive(), "clerk");
    }

    public async Task<VerificationTask> ApplyAsync(TaskCommand command, string subject)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return (await Tasks.ApplyAsync(Campaign, Unit, command, subject, null, CancellationToken.None)).Value.Value;
    }

    public async Task<VerificationTask> TaskAsync() => (await Tasks.FindAsync(Campaign, Unit, CancellationToken.None))!.Value;

    public async Task<PatchRecord> PatchAsync(string key) => (await Store.ReadAsync<PatchRecord>(
        Containers.Monitoring, PartitionKey.Of(Campaign, Unit), PatchRecord.IdOf(key)))!.Value;

    public VerificationEntry Entry(
        string key, string attempt, int committedSeconds, Legality legality = Legality.Legal, string subject = "clerk", int receivedSeconds = 0) => new()
    {
        Id = KeyText.From(key, attempt, "1"),
        PatchKey = key,
        Answer = new Verification { IsRealChange = true, ActualUse = "R2", Approval = ApprovalStatus.Approved, Legality = legality },
        Attempt = attempt,
        CommittedAt = new DateTimeOffset(2016, 3, 2, 0, 0, 0, TimeSpan.Zero).AddSeconds(committedSeconds),
        ReceivedAt = new DateTimeOffset(2016, 3, 20, 0, 0, 0, TimeSpan.Zero).AddSeconds(receivedSeconds),
        Subject = subject,
        Round = 0,
        Source = new SourceRow(new string('a', 64), "form.xlsx", "核查表", 2),
    };

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static ChangePatch Patch(string key) => new()
    {
        Key = key, Number = key.ToUpperInvariant(), Period = "2014-2015", BeforeImageDate = new(2014, 6, 1), AfterImageDate = new(2015, 6, 1),
        BeforeCover = "farmland", AfterCover = "building", AreaM2 = 1000.5m, PlanarAreaM2 = 1000.4m, Unit = Unit, Shares = [new(Unit, 1000.5m, 1m)],
        Shape = new Polygon(new LinearRing([new(114, 38), new(114.001, 38), new(114.001, 38.001), new(114, 38)])),
        Source = new SourceRow(new string('b', 64), "patches.gpkg", "patches", 0),
    };

    private static Prejudgement Judged() => new()
    {
        RuleSet = "2017", PlanClasses = [], UncoveredM2 = 1000.5m, Themes = [], Permits = [], Conformity = Conformity.NotDeterminable,
        SuggestedApproval = ApprovalStatus.Unapproved, Reasons = [],
    };
}
