using Platform.Domain.Labels;
using Platform.Domain.Profiles;

namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>Makes a report's request from a campaign and its profile: names, order and wording come from the pinned rule set and unit list.</summary>
public static class CampaignReport
{
    /// <param name="campaign">An issued campaign.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="outcomes">One outcome per answered patch.</param>
    /// <param name="unanswered">Patches without a valid answer at closing.</param>
    /// <param name="disclaimer">What must stand wherever figures show, e.g. that the answers are sample answers; null for none.</param>
    /// <exception cref="ArgumentException">The campaign is not issued, or pins what the profile does not have.</exception>
    public static ReportRequest Request(
        Campaign campaign, Profile profile, IReadOnlyCollection<Outcome> outcomes, IReadOnlyCollection<UnansweredPatch> unanswered, Label? disclaimer = null)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        ArgumentNullException.ThrowIfNull(profile);
        var pins = campaign.Pins ?? throw new ArgumentException($"Campaign {campaign.Id} is not issued: it pins no rule set.", nameof(campaign));
        var rules = profile.RuleSet(pins.RuleSet) ?? throw new ArgumentException($"Profile {profile.Id} has no rule set {pins.RuleSet}.", nameof(profile));
        var units = profile.UnitList(pins.UnitList) ?? throw new ArgumentException($"Profile {profile.Id} has no unit list {pins.UnitList}.", nameof(profile));
        var header = Header(profile, units) with
        {
            Id = campaign.Id,
            Title = new Label(campaign.Title, campaign.TitleEn ?? campaign.Title),
            Period = campaign.Period,
            RuleSet = $"{rules.Id}@{rules.Version}",
            Disclaimer = disclaimer,
        };
        return new ReportRequest
        {
            Header = header,
            Outcomes = outcomes,
            Unanswered = unanswered,
            Units = UnitsOf(units),
            Themes = ThemesOf(rules),
            Wording = Wording(rules, units.Units.Count == 1 ? units.Units[0].Name : profile.Settings.Title),
        };
    }

    /// <summary>The profile's part of the header; campaign id, titles and period are empty.</summary>
    public static ReportHeader Header(Profile profile, UnitList units)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(units);
        var approval = profile.Settings.MapApproval;
        return new ReportHeader("", new Label("", ""), "")
        {
            Profile = profile.Id,
            UnitList = units.Id,
            Publisher = profile.Settings.Authority,
            MapApproval = new Label(approval.Line("zh-CN"), approval.Line("en")),
            BoundaryLabel = units.ExtentLabel,
            Remarks = profile.Settings.Disclaimers,
        };
    }

    public static IReadOnlyList<ClassLabel> UnitsOf(UnitList units) =>
        [.. units.Units.Select(unit => new ClassLabel(unit.Code, unit.Name.Zh, unit.Name.En))];

    public static IReadOnlyList<ClassLabel> ThemesOf(RuleSet rules) =>
        [.. rules.ControlThemes.Select(theme => new ClassLabel(theme.Code, theme.Label.Zh, theme.Label.En))];

    /// <summary>
    /// Wording by the rule set's first combination of permits, the usual one: its types in the rule's order, and the last of them as the deciding permit.
    /// </summary>
    /// <param name="rules">The rule set.</param>
    /// <param name="subject">Who is reported on; empty parts leave the sentences without a subject.</param>
    public static ReportWording Wording(RuleSet rules, Label subject)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(subject);
        Label[] permits = [.. rules.PermitRule.Alternatives[0].RequiredTypes.Select(code => rules.PermitType(code)!).Select(type => type.ReportName ?? type.Label)];
        return new ReportWording
        {
            Subject = subject.Zh,
            SubjectEn = subject.En,
            Permits = [.. permits.Select(permit => permit.Zh)],
            PermitsEn = [.. permits.Select(permit => permit.En)],
            DecidingPermit = permits[^1].Zh,
            DecidingPermitEn = permits[^1].En,
        };
    }
}
