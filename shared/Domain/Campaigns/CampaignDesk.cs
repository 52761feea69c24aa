using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Domain.Campaigns;

/// <summary>A campaign to be opened.</summary>
public sealed record NewCampaign(string Id, string? Profile, string Title, string? TitleEn, string Period);

/// <summary>Opens campaigns and applies commands to them, in the way of <see cref="TaskDesk"/>.</summary>
public sealed partial class CampaignDesk(IDocumentStore store, ProfileCatalogue profiles, TimeProvider time)
{
    /// <summary>Type of campaign documents.</summary>
    public const string DocumentType = "campaign";

    /// <summary>Action of the line of history that opens a campaign.</summary>
    public const string Created = "campaign.created";

    private const int Tries = 8;

    /// <summary>The campaign with its version, or null.</summary>
    public async Task<Stored<Campaign>?> FindAsync(string campaign, CancellationToken cancellation) => KeyText.IsValid(campaign)
        ? await store.ReadAsync<Campaign>(Containers.Campaigns, PartitionKey.Of(campaign), campaign, cancellation).ConfigureAwait(false)
        : null;

    /// <summary>The campaign.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<Campaign> RequiredAsync(string campaign, CancellationToken cancellation) =>
        (await FindAsync(campaign, cancellation).ConfigureAwait(false))?.Value ?? throw new InvalidOperationException($"There is no campaign {campaign}.");

    /// <summary>One page of campaigns, newest first.</summary>
    public Task<DocumentPage<Campaign>> ListAsync(int limit, string? continuation, CancellationToken cancellation) =>
        store.QueryAsync<Campaign>(All().Take(limit).After(continuation), cancellation);

    /// <summary>The query behind <see cref="ListAsync"/>, for checking continuation tokens.</summary>
    public static DocumentQuery All() => DocumentQuery.AcrossPartitions(Containers.Campaigns).OfType(DocumentType).OrderByDescending("createdAt");

    /// <summary>Opens a campaign for change patches.</summary>
    public async Task<Result<Stored<Campaign>>> CreateAsync(NewCampaign request, string subject, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Check(request) is { } refusal)
            return refusal;
        var at = time.GetUtcNow();
        var campaign = new Campaign
        {
            Id = request.Id,
            Profile = request.Profile ?? profiles.DefaultId,
            Title = request.Title.Trim(),
            TitleEn = request.TitleEn?.Trim(),
            Period = request.Period,
            State = CampaignState.Draft,
            Sequence = 1,
            CreatedBy = subject,
            CreatedAt = at,
        };
        var partition = PartitionKey.Of(campaign.Id);
        var entry = new HistoryEntry(at, subject, Created, null, campaign.State.ToString(), null)
        {
            Sequence = campaign.Sequence,
            Command = new OpenCampaign(campaign.Profile, campaign.Title, campaign.TitleEn, campaign.Period),
        };
        var batch = DocumentBatch.In(Containers.Campaigns, partition)
            .Create(DocumentType, campaign.Id, campaign)
            .AddTrail(entry, Instances.OfCampaign(campaign.Id), campaign.Id);
        var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
        return written.IsWritten
            ? new Stored<Campaign>(campaign, partition, campaign.Id, DocumentType, written.ETag)
            : new Refusal(RefusalKind.Conflict, CampaignFindings.Exists.At(Location.Whole, campaign.Id));
    }

    /// <summary>Applies a command; a lost race on the version is decided again, unless the caller insisted on one.</summary>
    public Task<Result<Stored<Campaign>>> ApplyAsync(
        string campaign, CampaignCommand command, string subject, string? ifMatch, CancellationToken cancellation) =>
        ApplyAsync(campaign, command, subject, ifMatch, null, cancellation);

    /// <summary>As the other; <paramref name="cause"/> is the upload attempt that the command follows from.</summary>
    public async Task<Result<Stored<Campaign>>> ApplyAsync(
        string campaign, CampaignCommand command, string subject, string? ifMatch, string? cause, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var stored = await FindAsync(campaign, cancellation).ConfigureAwait(false);
            if (stored is null)
                return new Refusal(RefusalKind.NotFound, CampaignFindings.NotFound.At(Location.Whole, campaign));
            if (ifMatch is not null && ifMatch != stored.ETag)
                break;
            var at = time.GetUtcNow();
            var decision = CampaignMachine.Decide(stored.Value, command, subject, at);
            if (decision.Refusal is { } refusal)
                return refusal;
            if (!decision.Changed)
                return stored;
            var next = decision.State! with { Sequence = stored.Value.Sequence + 1 };
            var entry = new HistoryEntry(at, subject, ActionOf(command), stored.Value.State.ToString(), next.State.ToString(), DetailOf(command))
            {
                Sequence = next.Sequence,
                Command = command,
                Cause = cause,
            };
            var batch = DocumentBatch.In(Containers.Campaigns, stored.Partition)
                .Replace(DocumentType, stored.Id, next, stored.ETag)
                .AddTrail(entry, Instances.OfCampaign(campaign), campaign);
            var written = await store.WriteAsync(batch, cancellation).ConfigureAwait(false);
            if (written.IsWritten)
                return stored with { Value = next, ETag = written.ETag };
        }

        return new Refusal(RefusalKind.Changed, CampaignFindings.Changed.At(Location.Whole));
    }

    private Refusal? Check(NewCampaign request)
    {
        if (!IdPattern().IsMatch(request.Id))
            return Invalid(CampaignFindings.IdInvalid, request.Id);
        if (string.IsNullOrWhiteSpace(request.Title) || request.Title.Trim().Length > 120 || request.TitleEn?.Length > 120)
            return Invalid(CampaignFindings.TitleInvalid);
        var id = request.Profile ?? profiles.DefaultId;
        if (profiles.Find(id) is not { } profile)
            return Invalid(CampaignFindings.ProfileUnknown, id);
        if (MonitoringPeriod.Find(request.Period)?.LastDay is not { } end)
            return Invalid(CampaignFindings.PeriodInvalid, request.Period);
        return profile.RuleSetAt(end) is null || profile.UnitsAt(end) is null
            ? Invalid(CampaignFindings.NoRules, id, end.ToString("O", CultureInfo.InvariantCulture))
            : null;
    }

    private static Refusal Invalid(FindingKind kind, params object?[] arguments) => new(RefusalKind.Invalid, kind.At(Location.Whole, arguments));

    private static string ActionOf(CampaignCommand command) => command switch
    {
        CampaignCommand.BeginImport => "campaign.importBegun",
        CampaignCommand.CountPatches => "campaign.patchesImported",
        CampaignCommand.OrderIssue => "campaign.issueOrdered",
        CampaignCommand.FinishIssue => "campaign.issued",
        CampaignCommand.OrderClose => "campaign.closeOrdered",
        CampaignCommand.Publish => "campaign.published",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "unknown command"),
    };

    private static string? DetailOf(CampaignCommand command) => command switch
    {
        CampaignCommand.CountPatches c => c.PatchCount.ToString(CultureInfo.InvariantCulture),
        CampaignCommand.OrderIssue c => c.DueDate.ToString("O", CultureInfo.InvariantCulture),
        CampaignCommand.OrderClose c => c.Reason,
        _ => null,
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
