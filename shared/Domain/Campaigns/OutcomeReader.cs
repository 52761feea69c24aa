using Platform.Domain.Documents;
using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Domain.Profiles;

namespace Platform.Domain.Campaigns;

/// <summary>What a campaign's patches came to.</summary>
/// <param name="Outcomes">Patches with a standing answer, by unit and key.</param>
/// <param name="Unanswered">The others.</param>
public sealed record CampaignOutcomes(IReadOnlyList<Outcome> Outcomes, IReadOnlyList<UnansweredPatch> Unanswered);

/// <summary>
/// Turns a campaign's patches into what the report is computed from. Used for publishing and, unchanged, for finding the patches behind a published
/// figure.
/// </summary>
public sealed class OutcomeReader(PatchDesk patches, ProfileCatalogue profiles)
{
    /// <summary>Reads every patch of the campaign: exactly one entry each.</summary>
    public Task<CampaignOutcomes> ReadAsync(string campaign, CancellationToken cancellation) => ReadAsync(campaign, _ => { }, cancellation);

    /// <summary>Reads every patch of the campaign, and shows each to <paramref name="visit"/> on the way: whoever needs more than outcomes needs no second pass.</summary>
    public async Task<CampaignOutcomes> ReadAsync(string campaign, Action<PatchRecord> visit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var outcomes = new List<Outcome>();
        var unanswered = new List<UnansweredPatch>();
        await foreach (var record in patches.EnumerateAsync(campaign, cancellation).ConfigureAwait(false))
        {
            visit(record.Value);
            var (patch, state) = (record.Value.Patch, record.Value.State);
            if (record.Value.Current is { } current && state is PatchState.Answered or PatchState.Accepted)
                outcomes.Add(OutcomeOf(record.Value, current));
            else
                unanswered.Add(new UnansweredPatch(patch.Key, patch.Unit, patch.AreaM2));
        }

        return new CampaignOutcomes(outcomes, unanswered);
    }

    /// <summary>The report's request for a campaign that was issued.</summary>
    public ReportRequest RequestOf(Campaign campaign, CampaignOutcomes outcomes)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(outcomes);
        var profile = profiles.Required(campaign.Profile);
        var disclaimer = profile.Settings.Disclaimers.Count > 0 ? profile.Settings.Disclaimers[0] : null;
        return CampaignReport.Request(campaign, profile, outcomes.Outcomes, outcomes.Unanswered, disclaimer);
    }

    private static Outcome OutcomeOf(PatchRecord record, VerificationEntry current)
    {
        var themes = record.Prejudgement?.Themes;
        return new Outcome
        {
            PatchId = record.PatchKey,
            Region = record.Patch.Unit,
            AreaM2 = record.Patch.AreaM2,
            Approval = current.Answer.Approval,
            Legality = current.Answer.Legality,
            Conformity = record.Conformity,
            ConstructionState = current.Answer.ConstructionState,
            ActualUse = current.Answer.ActualUse,
            ThemeAreasM2 = themes?.Where(theme => theme.IsHit).ToDictionary(theme => theme.Theme, theme => theme.AreaM2!.Value, StringComparer.Ordinal),
            UnknownThemes = [.. (themes ?? []).Where(theme => !theme.Known).Select(theme => theme.Theme)],
            Source = current.Source,
        };
    }
}
