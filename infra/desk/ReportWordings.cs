using System.Globalization;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Domain.Profiles;
using Platform.Reporting.Outcomes;

namespace Platform.Desk;

/// <summary>
/// Names and wording of a report that is made from a table alone. Units come from the table's own names first; the profile names only those that occur,
/// since a table does not say which units had nothing to report.
/// </summary>
internal sealed class ReportWordings
{
    /// <summary>Marks that no profile shall be used.</summary>
    public const string NoProfile = "none";

    private const string DefaultProfile = "hebei";

    private ReportHeader _header = new("", new Label("", ""), "");

    /// <summary>Why the command line cannot be followed; null when it can.</summary>
    public string? Fault { get; private init; }

    public IReadOnlyList<ClassLabel> Units { get; private init; } = [];

    public IReadOnlyList<ClassLabel> Themes { get; private init; } = [];

    public ReportWording Wording { get; private init; } = new();

    /// <param name="profile">A shipped profile's id, a folder, <see cref="NoProfile"/>, or null for the shipped one that has the table's units.</param>
    /// <param name="ruleSet">Rule set id, or null for the one in force at the end of the period.</param>
    /// <param name="period">Period, as far as it names a year.</param>
    /// <param name="subject">Who is reported on; null for the only unit, if there is one.</param>
    /// <param name="table">The outcomes.</param>
    public static ReportWordings Load(string? profile, string? ruleSet, string period, string? subject, OutcomesTable table)
    {
        var single = table.Units.Count == 1 ? table.Units[0] : null;
        var named = new Label(subject ?? single?.Chinese ?? "", subject ?? single?.English ?? "");
        if (profile == NoProfile)
        {
            return new ReportWordings { Units = table.Units, Wording = new ReportWording { Subject = named.Zh, SubjectEn = named.En } };
        }

        var loaded = profile is null ? Fitting(table) : Directory.Exists(profile) ? ProfileLoader.Load(profile) : ProfileLoader.LoadShipped(profile);
        if (loaded.Profile is null)
        {
            return new ReportWordings { Fault = $"--profile {profile}: {string.Join("; ", loaded.Findings.Take(3).Select(finding => finding.Message))}" };
        }

        var rules = ruleSet is null ? InForce(loaded.Profile, period) : loaded.Profile.RuleSet(ruleSet);
        return rules is null
            ? new ReportWordings { Fault = $"--rule-set {ruleSet}: {string.Join(", ", loaded.Profile.RuleSets.Select(set => set.Id))}" }
            : Of(loaded.Profile, rules, named, table);
    }

    /// <summary>The header with the title given, or one made from the subject.</summary>
    public ReportHeader Header(string? title, string period) => _header with
    {
        Id = period.Length == 0 ? "report" : period,
        Title = new Label(
            title ?? $"{Wording.Subject}城乡总体规划实施情况动态监测报告",
            title ?? $"{Wording.SubjectEn} Monitoring report on the implementation of the master plan".TrimStart()),
        Period = period,
    };

    /// <summary>The shipped profile that has most of the table's units; the default one when none has any.</summary>
    private static ProfileLoadResult Fitting(OutcomesTable table)
    {
        if (!Directory.Exists(ProfileLoader.ShippedRoot))
        {
            return ProfileLoader.LoadShipped(DefaultProfile);
        }

        var used = Used(table);
        return Directory.EnumerateDirectories(ProfileLoader.ShippedRoot)
            .Order(StringComparer.Ordinal)
            .Select(ProfileLoader.Load)
            .Where(result => result.Profile is not null)
            .OrderByDescending(result => result.Profile!.UnitLists.SelectMany(list => list.Units).Count(unit => used.Contains(unit.Code)))
            .ThenByDescending(result => result.Profile!.Id == DefaultProfile)
            .FirstOrDefault() ?? ProfileLoader.LoadShipped(DefaultProfile);
    }

    private static RuleSet InForce(Profile profile, string period)
    {
        var year = period.Length >= 4 && int.TryParse(period[^4..], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last > 1900 ? last : 1;
        return profile.RuleSetAt(new DateOnly(year, 12, 31)) ?? profile.RuleSets[0];
    }

    private static HashSet<string> Used(OutcomesTable table) => table.Outcomes.Select(outcome => outcome.Region).ToHashSet(StringComparer.Ordinal);

    private static ReportWordings Of(Profile profile, RuleSet rules, Label subject, OutcomesTable table)
    {
        var used = Used(table);
        var known = profile.UnitLists.SelectMany(CampaignReport.UnitsOf).Where(unit => used.Contains(unit.Key));
        ClassLabel[] units = [.. table.Units.Concat(known).DistinctBy(unit => unit.Key)];
        var only = units.Length == 1 && subject.Zh.Length == 0 ? new Label(units[0].Chinese, units[0].English) : subject;
        return new ReportWordings
        {
            Units = units,
            Themes = table.Outcomes.Any(outcome => outcome.ThemeAreasM2 is not null) ? CampaignReport.ThemesOf(rules) : [],
            Wording = CampaignReport.Wording(rules, only),
            _header = new ReportHeader("", new Label("", ""), "") { Profile = profile.Id, RuleSet = $"{rules.Id}@{rules.Version}" },
        };
    }
}
