using System.Security.Cryptography;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Profiles;
using Platform.Domain.Submissions;
using Platform.Orchestrations;
using Platform.Orchestrations.Ingest;
using Platform.Storage;
using Platform.Storage.Archive;
using Platform.Storage.Layers;
using Platform.Tests.Unit.Domain.Campaigns;

namespace Platform.Tests.Unit.Orchestrations;

/// <summary>The same layer sent again while the first is still in work: one is judged, the others are duplicates of it, whichever is handled first.</summary>
public sealed class SameLayerTwiceTests : IDisposable
{
    private static readonly byte[] Content = "no layer"u8.ToArray();

    private readonly string folder = Directory.CreateTempSubdirectory("platform-ingest-").FullName;
    private readonly DeskFixture desk = new();
    private readonly AttemptDesk attempts;
    private readonly FileRawArchive archive;
    private readonly IngestActivities activities;

    public SameLayerTwiceTests()
    {
        attempts = new AttemptDesk(desk.Store, desk.Time);
        archive = new FileRawArchive(Path.Combine(folder, "raw"), desk.Time);
        var profiles = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, "hebei");
        var workspace = new Workspace(Path.Combine(folder, "work"));
        activities = new IngestActivities(
            new TicketDesk(desk.Store, profiles, desk.Time), attempts, new RawDeliveries(archive, workspace), new FileLayerStore(Path.Combine(folder, "layers"), desk.Time),
            new LayerCatalogue(desk.Store), profiles, workspace, desk.Time);
    }

    public void Dispose()
    {
        desk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task SecondHandledWhileTheFirstIsInWork_DoesTheFirstAndIsItsDuplicate()
    {
        var (first, second) = (await ReceiveAsync(1), await ReceiveAsync(2));
        Assert.Equal(first, await attempts.ClaimContentAsync(first, default));

        await activities.PublishLayer(new UploadKey(second.Ticket, second.Id), default);
        await activities.PublishLayer(new UploadKey(first.Ticket, first.Id), default);

        Assert.Equal((AttemptState.Refused, true), await StateAsync(first) is { } one ? (one.State, one.IsJudged) : default);
        Assert.Equal((AttemptState.Duplicate, first.Id), await StateAsync(second) is { } other ? (other.State, other.DuplicateOf) : default);
    }

    [Fact]
    public async Task ClaimOfAnAttemptThatWasGivenUp_GoesOver()
    {
        var (first, second) = (await ReceiveAsync(1), await ReceiveAsync(2));
        await attempts.ClaimContentAsync(first, default);
        await attempts.FinishAsync(first, AttemptResult.NotJudged(WorkflowFindings.GivenUp.At(new("x"), first.Id)) with { IsGivenUp = true }, default);

        Assert.Equal(second, await attempts.ClaimContentAsync(second, default));
        await activities.PublishLayer(new UploadKey(second.Ticket, second.Id), default);
        Assert.Equal((AttemptState.Refused, true), await StateAsync(second) is { } one ? (one.State, one.IsJudged) : default);
    }

    [Fact]
    public async Task ClaimsAtTheSameTime_AllNameTheSameAttempt()
    {
        var all = await Task.WhenAll(Enumerable.Range(1, 12).Select(ReceiveAsync));

        var owners = await Task.WhenAll(all.Select(attempt => Task.Run(() => attempts.ClaimContentAsync(attempt, default))));

        Assert.Single(owners.Select(owner => owner.Id).Distinct());
    }

    private Task<Attempt?> StateAsync(Attempt attempt) => attempts.FindAsync(attempt.Ticket, attempt.Id, default);

    private async Task<Attempt> ReceiveAsync(int number)
    {
        var kept = await archive.PutAsync(new MemoryStream(Content));
        var (now, partition) = (desk.Time.GetUtcNow(), new string((char)('a' + number), 32));
        var ticket = new Ticket
        {
            Id = partition, Kind = SubmissionKind.Layer, Profile = "hebei", Role = "plan-land-use", Name = "规划.zip", Size = Content.Length, CreatedBy = "clerk", CreatedAt = now,
            ExpiresAt = now.AddDays(1),
        };
        var attempt = new Attempt
        {
            Id = $"attempt-{number}", Ticket = partition, Kind = ticket.Kind, Scope = ticket.Scope, Name = ticket.Name, Subject = "clerk",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content)), Bytes = Content.Length, CommittedAt = now.AddSeconds(number), ReceivedAt = now.AddSeconds(number),
            State = AttemptState.Received,
        };
        Assert.Equal(attempt.Sha256, kept.Hash.Hex);
        await desk.Store.CreateAsync(
            Containers.Submissions, PartitionKey.Of(partition), TicketDesk.DocumentType, "ticket",
            new { Content = ticket, ticket.Scope, ticket.Kind, ticket.Campaign, ticket.Unit, ticket.CreatedBy, ticket.CreatedAt });
        await desk.Store.CreateAsync(Containers.Submissions, PartitionKey.Of(partition), AttemptDesk.DocumentType, attempt.Id, attempt);
        return attempt;
    }
}
