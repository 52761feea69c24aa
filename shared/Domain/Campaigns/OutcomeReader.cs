using Platform.Domain.Documents;
using Platform.Domain.Labels;
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
    public async Task<CampaignOutcomes> ReadAsync(string campaign, CancellationToken cancellation)
    {
        var outcomes = new List<Outcome>();
        var unanswered = new List<UnansweredPatch>();
        await foreach (var record in patches.EnumerateAsync(campaign, cancellation).ConfigureAwait(false))
        {
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
        var pins = campaign.Pins ?? throw new InvalidOperationException($"The campaign {campaign.Id} was not issued.");
        var profile = profiles.Required(campaign.Profile);
        var rules = profile.RuleSet(pins.RuleSet)!;
        var units = profile.UnitList(pins.UnitList)!;
        return new ReportRequest
        {
            Header = Header(campaign, profile, units),
            Outcomes = outcomes.Outcomes,
            Unanswered = outcomes.Unanswered,
            Units = [.. units.Units.Select(unit => Of(unit.Code, unit.Name))],
            Themes = [.. rules.ControlThemes.Select(theme => Of(theme.Code, theme.Label))],
            Wording = Wording(rules),
        };
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

    private static ReportHeader Header(Campaign campaign, Profile profile, UnitList units) =>
        new(campaign.Id, campaign.Title, campaign.TitleEn ?? campaign.Title, campaign.Period)
        {
            Profile = profile.Id,
            RuleSet = campaign.Pins!.RuleSet,
            UnitList = units.Id,
            Publisher = profile.Settings.Authority.Zh,
            MapApprovalNumber = profile.Settings.MapApproval.Number,
            Disclaimer = string.Join('；', profile.Settings.Disclaimers.Select(label => label.Zh)),
            DisclaimerEn = string.Join("; ", profile.Settings.Disclaimers.Select(label => label.En)),
            BoundaryLabel = units.ExtentLabel.Zh,
            BoundaryLabelEn = units.ExtentLabel.En,
        };

    private static ReportWording Wording(RuleSet rules)
    {
        var demanded = rules.PermitRule.Alternatives[0].RequiredTypes.Select(code => rules.PermitType(code)!.Label).ToList();
        return new ReportWording
        {
            Permits = [.. demanded.Select(label => label.Zh)],
            PermitsEn = [.. demanded.Select(label => label.En)],
            DecidingPermit = demanded[^1].Zh,
            DecidingPermitEn = demanded[^1].En,
        };
    }

    private static ClassLabel Of(string code, Label label) => new(code, label.Zh, label.En);
}
