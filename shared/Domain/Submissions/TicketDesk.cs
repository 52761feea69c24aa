using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Access;
using Platform.Domain.Archive;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Domain.Submissions;

/// <summary>What somebody wants to upload.</summary>
public sealed record TicketRequest
{
    public required SubmissionKind Kind { get; init; }

    public string? Profile { get; init; }

    public string? Role { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public string? Campaign { get; init; }

    public string? Unit { get; init; }

    /// <summary>For answers of a district: its region code.</summary>
    public string? District { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    public string? Sha256 { get; init; }
}

/// <summary>Gives out upload tickets. The right to upload is decided by the caller through the access policy; here the content of the request.</summary>
public sealed class TicketDesk(IDocumentStore store, ProfileCatalogue profiles, TimeProvider time)
{
    /// <summary>Type of ticket documents.</summary>
    public const string DocumentType = "ticket";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(":*\"<>|%");

    /// <summary>Checks the request and records the ticket.</summary>
    public async Task<Result<Ticket>> RequestAsync(TicketRequest request, Principal who, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(who);
        if (CheckFile(request) is { } wrongFile)
            return wrongFile;
        var profile = await CheckTargetAsync(request, cancellation).ConfigureAwait(false);
        if (!profile.Succeeded)
            return profile.Refusal;

        var now = time.GetUtcNow();
        var ticket = new Ticket
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Kind = request.Kind,
            Profile = profile.Value,
            Campaign = request.Kind == SubmissionKind.Layer ? null : request.Campaign,
            Unit = request.Kind == SubmissionKind.Verification ? request.Unit : null,
            District = request.Kind == SubmissionKind.Verification ? request.District : null,
            Role = request.Kind == SubmissionKind.Layer ? request.Role : null,
            ValidFrom = request.ValidFrom,
            Name = request.Name.Normalize(NormalizationForm.FormC),
            Size = request.Size,
            Sha256 = request.Sha256?.ToLowerInvariant(),
            CreatedBy = who.Subject,
            CreatedAt = now,
            ExpiresAt = now + UploadLimits.TicketLife,
        };
        await KeepAsync(ticket, cancellation).ConfigureAwait(false);
        return ticket;
    }

    /// <summary>Records a ticket as it is; one that is there already stays.</summary>
    public Task KeepAsync(Ticket ticket, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return store.CreateAsync(Containers.Submissions, PartitionKey.Of(ticket.Id), DocumentType, "ticket", TicketDocument.Of(ticket), cancellation);
    }

    /// <summary>The ticket with that id, or null.</summary>
    public async Task<Ticket?> FindAsync(string id, CancellationToken cancellation)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower))
            return null;
        var stored = await store.ReadAsync<TicketDocument>(Containers.Submissions, PartitionKey.Of(id), "ticket", cancellation).ConfigureAwait(false);
        return stored?.Value.Content;
    }

    private static Refusal? CheckFile(TicketRequest request)
    {
        var most = UploadLimits.Of(request.Kind);
        if (!IsFileName(request.Name))
            return Invalid(SubmissionFindings.NameInvalid, request.Name);
        if (request.Size < 1 || request.Size > most)
            return new Refusal(RefusalKind.TooLarge, SubmissionFindings.SizeInvalid.At(Location.Whole, request.Size, most));
        return request.Sha256 is not null && !ContentHash.TryParse(request.Sha256, out _) ? Invalid(SubmissionFindings.HashInvalid) : null;
    }

    private static bool IsFileName(string name) =>
        name.Length is >= 1 and <= 200
        && name.Trim() == name
        && name is not ("." or "..")
        && KeyText.IsValid(name)
        && !name.AsSpan().ContainsAny(NotInNames);

    private async Task<Result<string>> CheckTargetAsync(TicketRequest request, CancellationToken cancellation)
    {
        if (request.Kind == SubmissionKind.Layer)
        {
            var id = request.Profile ?? profiles.DefaultId;
            var known = profiles.Find(id) is { } profile && request.Role is not null && profile.Layer(request.Role) is not null;
            return known ? id : Invalid(SubmissionFindings.TargetUnknown, $"{id}/{request.Role}");
        }

        var campaign = request.Campaign is null || !KeyText.IsValid(request.Campaign)
            ? null
            : await store.ReadAsync<Campaign>(Containers.Campaigns, PartitionKey.Of(request.Campaign), request.Campaign, cancellation).ConfigureAwait(false);
        if (campaign is null)
            return Invalid(SubmissionFindings.TargetUnknown, request.Campaign);
        if (request.Kind == SubmissionKind.Patches)
            return Open(campaign.Value, CampaignState.Draft);
        if (request.District is not null && !await IsDispatchedAsync(request, cancellation).ConfigureAwait(false))
            return Invalid(SubmissionFindings.TargetUnknown, $"{request.Campaign}/{request.Unit}/{request.District}");
        if (request.Unit is null || profiles.Find(campaign.Value.Profile)?.UnitList(campaign.Value.Pins?.UnitList ?? "")?.Find(request.Unit) is null)
            return Invalid(SubmissionFindings.TargetUnknown, $"{request.Campaign}/{request.Unit}");
        return Open(campaign.Value, CampaignState.Issued);
    }

    // Nothing was ever passed on to a district that is not the unit's: the sub-dispatch says which districts there are.
    private async Task<bool> IsDispatchedAsync(TicketRequest request, CancellationToken cancellation)
    {
        if (request.Unit is null || !KeyText.IsValid(request.Unit))
            return false;
        var task = await store.ReadAsync<VerificationTask>(
            Containers.Monitoring, PartitionKey.Of(request.Campaign!, request.Unit), TaskDesk.DocumentId, cancellation).ConfigureAwait(false);
        return task?.Value.SubDispatches.Values.Contains(request.District!, StringComparer.Ordinal) == true;
    }

    private static Result<string> Open(Campaign campaign, CampaignState needed) => campaign.State == needed
        ? campaign.Profile
        : new Refusal(RefusalKind.Conflict, SubmissionFindings.TargetClosed.At(Location.Whole, campaign.Id, campaign.State));

    private static Refusal Invalid(FindingKind kind, params object?[] arguments) => new(RefusalKind.Invalid, kind.At(Location.Whole, arguments));
}

/// <summary>A ticket as a document, with what queries filter by.</summary>
internal sealed record TicketDocument(
    Ticket Content, string Scope, SubmissionKind Kind, string? Campaign, string? Unit, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static TicketDocument Of(Ticket ticket) =>
        new(ticket, ticket.Scope, ticket.Kind, ticket.Campaign, ticket.Unit, ticket.CreatedBy, ticket.CreatedAt);
}
