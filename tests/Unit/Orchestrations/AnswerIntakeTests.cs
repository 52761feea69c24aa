using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Formats.Tables;
using Platform.Orchestrations;
using Platform.Orchestrations.Tasks;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Storage.Derived;
using Platform.Tests.Unit.Domain.Campaigns;

namespace Platform.Tests.Unit.Orchestrations;

public sealed class AnswerIntakeTests : IDisposable
{
    private const string TicketId = "00112233445566778899aabbccddeeff";

    private static readonly TaskKey Key = new(DeskFixture.Campaign, DeskFixture.Unit);

    private readonly string folder = Directory.CreateTempSubdirectory("platform-answers-").FullName;
    private readonly DeskFixture desk = new();
    private readonly AttemptDesk attempts;
    private readonly FileRawArchive archive;
    private readonly AnswerIntake intake;

    public AnswerIntakeTests()
    {
        attempts = new AttemptDesk(desk.Store, desk.Time);
        archive = new FileRawArchive(Path.Combine(folder, "raw"), desk.Time);
        var profiles = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, "hebei");
        var workspace = new Workspace(Path.Combine(folder, "work"));
        intake = new AnswerIntake(
            new CampaignDesk(desk.Store, profiles, desk.Time), desk.Tasks, desk.Patches, desk.Answers, attempts, new RawDeliveries(archive, workspace),
            new MarkedForms(new FolderDerivedFiles(Path.Combine(folder, "derived")), workspace), profiles);
    }

    public void Dispose()
    {
        desk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Take_InterruptedBeforeItsEnd_CountsWhatWasRecorded_ThoughTheTaskHasBeenClosedSince()
    {
        await IssueAsync();
        var received = await ReceiveAsync("a", Form("p001", "p002"));
        var taken = await TakeAsync(received);
        Assert.Equal((AttemptState.Taken, 2, new JudgedIn(7, null)), (taken.State, taken.RowsTaken, taken.JudgedIn));

        await desk.Store.UpsertAsync(Containers.Submissions, PartitionKey.Of(TicketId), AttemptDesk.DocumentType, received.Id, received);
        await desk.ApplyAsync(new TaskCommand.CloseUnanswered(), "system");
        await desk.Answers.SettleEndAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        Assert.Equal(taken, await TakeAsync(received) with { ProcessedAt = taken.ProcessedAt });
        Assert.Equal(new TaskCounts(3, 2, 0, 0), (await desk.TaskAsync()).Counts);
    }

    [Fact]
    public async Task Take_WithoutTrace_SaysInWhichStateOfTheTaskItWasJudged()
    {
        await IssueAsync();
        await TakeAsync(await ReceiveAsync("a", Form("p001")));
        var judgedIn = new JudgedIn(7, (await desk.TaskAsync()).Sequence);

        var repeated = await TakeAsync(await ReceiveAsync("b", Form("p001")));
        var useless = await TakeAsync(await ReceiveAsync("c", Form("p999")));
        await desk.ApplyAsync(new TaskCommand.CloseUnanswered(), "system");
        var late = await TakeAsync(await ReceiveAsync("d", Form("p002")));

        Assert.Equal((AttemptState.Duplicate, "a", judgedIn), (repeated.State, repeated.DuplicateOf, repeated.JudgedIn));
        Assert.Equal((AttemptState.Refused, true, judgedIn), (useless.State, useless.IsJudged, useless.JudgedIn));
        Assert.Equal((AttemptState.Refused, false, judgedIn with { Task = judgedIn.Task + 1 }), (late.State, late.IsJudged, late.JudgedIn));
    }

    [Fact]
    public async Task Take_AnswersThatCountNoMore_SaysInWhichStateOfTheTaskItWasJudged()
    {
        await IssueAsync();
        var first = await ReceiveAsync("first", Form("p001"));
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(await ReceiveAsync("second", Form("p001", "p002")));

        var outdated = await TakeAsync(first);

        Assert.Equal((1, false, new JudgedIn(7, (await desk.TaskAsync()).Sequence)), (outdated.FindingCounts.Info, outdated.IsJudged, outdated.JudgedIn));
    }

    private async Task IssueAsync()
    {
        await desk.IssueAsync(3);
        var campaign = new Campaign
        {
            Id = DeskFixture.Campaign, Profile = "hebei", Title = "监测期", Period = "2014-2015", State = CampaignState.Issued, Sequence = 7, CreatedBy = "officer",
            CreatedAt = desk.Time.GetUtcNow(), Pins = new CampaignPins("1", "2017", "p", "u", new Dictionary<string, IReadOnlyList<string>>()),
        };
        await desk.Store.CreateAsync(Containers.Campaigns, PartitionKey.Of(campaign.Id), CampaignDesk.DocumentType, campaign.Id, campaign);
    }

    private async Task<Attempt> TakeAsync(Attempt attempt)
    {
        await intake.TakeAsync(Key, new UploadKey(TicketId, attempt.Id), CancellationToken.None);
        return (await attempts.FindAsync(TicketId, attempt.Id, CancellationToken.None))!;
    }

    private async Task<Attempt> ReceiveAsync(string id, byte[] content)
    {
        var kept = await archive.PutAsync(new MemoryStream(content));
        var now = desk.Time.GetUtcNow();
        var attempt = new Attempt
        {
            Id = id, Ticket = TicketId, Kind = SubmissionKind.Verification, Scope = "answers", Name = "form.csv", Subject = "clerk", Sha256 = kept.Hash.Hex,
            Bytes = content.Length, CommittedAt = now, ReceivedAt = now, State = AttemptState.Received,
        };
        await desk.Store.CreateAsync(Containers.Submissions, PartitionKey.Of(TicketId), AttemptDesk.DocumentType, id, attempt);
        return attempt;
    }

    private static byte[] Form(params string[] keys)
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            csv.WriteRow(["patch_number", "patch_key", "unit", "is_real", "approval", "legality", "exempt_reason", "remark"]);
            foreach (var key in keys)
                csv.WriteRow([key.ToUpperInvariant(), key, DeskFixture.Unit, "否", "不需审批", "不属于违法建设", "not-a-real-change", "影像误判"]);
        }

        return stream.ToArray();
    }
}
