using System.Security.Cryptography;
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

/// <summary>Uploads of layers to the profile of Hebei, up to the step that publishes them.</summary>
internal sealed class LayerUploads : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("platform-ingest-").FullName;
    private readonly DeskFixture desk = new();
    private readonly FileRawArchive archive;
    private readonly IngestActivities activities;

    public LayerUploads()
    {
        Attempts = new AttemptDesk(desk.Store, desk.Time);
        archive = new FileRawArchive(Path.Combine(folder, "raw"), desk.Time);
        var profiles = ProfileCatalogue.Load(ProfileLoader.ShippedRoot, "hebei");
        var workspace = new Workspace(Path.Combine(folder, "work"));
        activities = new IngestActivities(
            new TicketDesk(desk.Store, profiles, desk.Time), Attempts, new RawDeliveries(archive, workspace), new FileLayerStore(Path.Combine(folder, "layers"), desk.Time),
            new LayerCatalogue(desk.Store), profiles, workspace, desk.Time);
    }

    public AttemptDesk Attempts { get; }

    public Task<string?> PublishAsync(Attempt attempt) => activities.PublishLayer(new UploadKey(attempt.Ticket, attempt.Id), default);

    public async Task<Attempt> StateAsync(Attempt attempt) => (await Attempts.FindAsync(attempt.Ticket, attempt.Id, default))!;

    /// <summary>The first page of what was found.</summary>
    public async Task<IReadOnlyList<Platform.Findings.Finding>> FindingsAsync(Attempt attempt) =>
        (await desk.Store.ReadAsync<FindingsPage>(Containers.Submissions, PartitionKey.Of(attempt.Ticket), FindingsPage.IdOf(attempt.Id, 0)))?.Value.Findings ?? [];

    /// <summary>An attempt with its ticket, received <paramref name="number"/> seconds after the fixture's clock.</summary>
    public async Task<Attempt> ReceiveAsync(int number, byte[] content, string role, string name)
    {
        var kept = await archive.PutAsync(new MemoryStream(content));
        var (now, partition) = (desk.Time.GetUtcNow(), new string((char)('a' + number), 32));
        var ticket = new Ticket
        {
            Id = partition, Kind = SubmissionKind.Layer, Profile = "hebei", Role = role, Name = name, Size = content.Length, CreatedBy = "clerk", CreatedAt = now,
            ExpiresAt = now.AddDays(1),
        };
        var attempt = new Attempt
        {
            Id = $"attempt-{number}", Ticket = partition, Kind = ticket.Kind, Scope = ticket.Scope, Name = ticket.Name, Subject = "clerk",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), Bytes = content.Length, CommittedAt = now.AddSeconds(number), ReceivedAt = now.AddSeconds(number),
            State = AttemptState.Received,
        };
        Assert.Equal(attempt.Sha256, kept.Hash.Hex);
        await desk.Store.CreateAsync(
            Containers.Submissions, PartitionKey.Of(partition), TicketDesk.DocumentType, "ticket",
            new { Content = ticket, ticket.Scope, ticket.Kind, ticket.Campaign, ticket.Unit, ticket.CreatedBy, ticket.CreatedAt });
        await desk.Store.CreateAsync(Containers.Submissions, PartitionKey.Of(partition), AttemptDesk.DocumentType, attempt.Id, attempt);
        return attempt;
    }

    public void Dispose()
    {
        desk.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
