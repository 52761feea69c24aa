using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Documents;
using Platform.Domain.Json;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Orchestrations;
using Platform.Tests.Unit.Domain.Campaigns;

namespace Platform.Tests.Unit.Orchestrations;

/// <summary>An upload that is given up leaves nothing that its outcome does not say.</summary>
public sealed class UploadActivitiesTests : IDisposable
{
    private const string Ticket = "00112233445566778899aabbccddeeff";
    private const string Attempt = "attempt-1";

    private readonly DeskFixture desk = new();
    private readonly AttemptDesk attempts;
    private readonly UploadActivities activities;

    public UploadActivitiesTests()
    {
        attempts = new AttemptDesk(desk.Store, desk.Time);
        var tickets = new TicketDesk(desk.Store, ProfileCatalogue.Load(ProfileLoader.ShippedRoot, "hebei"), desk.Time);
        activities = new UploadActivities(tickets, attempts, desk.Patches, desk.Answers, NullLogger<UploadActivities>.Instance);
    }

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task GiveUp_HalfImportedPatches_AreTakenBack_AndThoseOfOtherUploadsStay()
    {
        await ReceiveAsync(SubmissionKind.Patches, unit: null);
        await desk.ImportAsync("another", 1, 3);
        await desk.ImportAsync(Attempt, 4, 120);

        var given = await GiveUpAsync();

        Assert.Equal((AttemptState.Refused, 0, false, true), (given.State, given.RowsTaken, given.IsJudged, given.IsGivenUp));
        Assert.Equal(["UPLOAD_NOT_HANDLED"], await CodesAsync());
        Assert.Equal(["p001", "p002", "p003"], await PatchesAsync());
        Assert.Equal(given, await GiveUpAsync());
    }

    [Fact]
    public async Task GiveUp_HalfRecordedAnswers_StayAndAreCounted()
    {
        await desk.IssueAsync(5);
        await ReceiveAsync(SubmissionKind.Verification, DeskFixture.Unit);
        await desk.Answers.RecordAsync(
            DeskFixture.Campaign, DeskFixture.Unit, [desk.Entry("p001", Attempt, 0), desk.Entry("p002", Attempt, 0), desk.Entry("p003", "another", 0)], default);

        var given = await GiveUpAsync();

        Assert.Equal((AttemptState.PartlyTaken, 2, false, true), (given.State, given.RowsTaken, given.IsJudged, given.IsGivenUp));
        Assert.Equal(["UPLOAD_HANDLED_HALFWAY"], await CodesAsync());
        Assert.Equal(3, (await desk.TaskAsync()).Counts.Answered);
    }

    [Fact]
    public async Task GiveUp_NothingRecorded_TakesNothing()
    {
        await desk.IssueAsync(1);
        await ReceiveAsync(SubmissionKind.Verification, DeskFixture.Unit);
        Assert.Equal((AttemptState.Refused, 0), (await GiveUpAsync()) is { } given ? (given.State, given.RowsTaken) : default);
        Assert.Equal(["UPLOAD_NOT_HANDLED"], await CodesAsync());
    }

    [Fact]
    public async Task GiveUp_ForAReasonOfItsOwn_SaysIt_AndTheLogOfDecisionsKeepsIt()
    {
        var why = LayerFindings.NoRoom.At(new Platform.Findings.Location("文件.zip"), 1000, 500);
        await ReceiveAsync(SubmissionKind.Patches, unit: null);

        await GiveUpAsync(why);

        Assert.Equal([why.Code], await CodesAsync());
        var line = (await new DecisionCollector(desk.Store).ReadAsync(default)).OfType<ProcessedLine>().Single();
        var read = (ProcessedLine)JsonSerializer.Deserialize<LogLine>(JsonSerializer.Serialize<LogLine>(line, PlatformJson.Options), PlatformJson.Options)!;
        Assert.Equal((true, why), (read.GivenUp, read.Why));
    }

    private async Task<Attempt> GiveUpAsync(Platform.Findings.Finding? why = null)
    {
        await activities.GiveUpUpload(new GivenUp(new UploadKey(Ticket, Attempt), "the storage was away", Why: why), default);
        return (await attempts.FindAsync(Ticket, Attempt, default))!;
    }

    private async Task<IEnumerable<string>> CodesAsync() =>
        (await desk.Store.ReadAsync<FindingsPage>(Containers.Submissions, PartitionKey.Of(Ticket), FindingsPage.IdOf(Attempt, 0)))!
            .Value.Findings.Select(finding => finding.Code);

    private async Task<IReadOnlyList<string>> PatchesAsync()
    {
        var keys = new List<string>();
        await foreach (var patch in desk.Patches.EnumerateAsync(DeskFixture.Campaign, default))
            keys.Add(patch.Value.PatchKey);
        return keys;
    }

    private async Task ReceiveAsync(SubmissionKind kind, string? unit)
    {
        var now = desk.Time.GetUtcNow();
        var ticket = new Ticket
        {
            Id = Ticket, Kind = kind, Profile = "hebei", Campaign = DeskFixture.Campaign, Unit = unit, Name = "文件.zip", Size = 10, CreatedBy = "clerk",
            CreatedAt = now, ExpiresAt = now.AddDays(1),
        };
        var attempt = new Attempt
        {
            Id = Attempt, Ticket = Ticket, Kind = kind, Scope = ticket.Scope, Name = ticket.Name, Subject = "clerk", Sha256 = new string('c', 64), Bytes = 10,
            CommittedAt = now, ReceivedAt = now, State = AttemptState.Received,
        };
        var partition = PartitionKey.Of(Ticket);
        await desk.Store.CreateAsync(
            Containers.Submissions, partition, TicketDesk.DocumentType, "ticket",
            new { Content = ticket, ticket.Scope, ticket.Kind, ticket.Campaign, ticket.Unit, ticket.CreatedBy, ticket.CreatedAt });
        await desk.Store.CreateAsync(Containers.Submissions, partition, AttemptDesk.DocumentType, Attempt, attempt);
    }
}
