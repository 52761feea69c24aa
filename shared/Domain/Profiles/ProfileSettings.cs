using Platform.Domain.Labels;

namespace Platform.Domain.Profiles;

/// <summary>Approval number of the map (审图号), shown on every published map.</summary>
/// <param name="Label">Name of the field.</param>
/// <param name="Number">The number; null until the map authority has given one.</param>
/// <param name="WithoutNumber">What stands on the map while there is no number.</param>
public sealed record MapApproval(Label Label, string? Number, Label WithoutNumber)
{
    /// <summary>The line that a map carries.</summary>
    public string Line(string language) => Number is null ? WithoutNumber.In(language) : $"{Label.In(language)}{Number}";
}

/// <summary>Time limits of a verification task. Counted from the day of issue in the profile's zone; day 0 is the day of issue.</summary>
/// <param name="ReceiptDays">Days for the receipt (签收).</param>
/// <param name="TaskDays">Days for the answers.</param>
/// <param name="InWorkingDays">True: working days of the profile's calendar; false: calendar days.</param>
/// <param name="MovesToWorkingDay">True: a limit that ends on a day off ends on the next working day.</param>
/// <param name="ReminderDaysBefore">Calendar days before the task's due date on which a reminder goes out; descending.</param>
/// <param name="EscalationDaysAfter">Calendar days after the due date on which the breach goes to the authority above; ascending.</param>
public sealed record DeadlineSettings(
    int ReceiptDays,
    int TaskDays,
    bool InWorkingDays,
    bool MovesToWorkingDay,
    IReadOnlyList<int> ReminderDaysBefore,
    IReadOnlyList<int> EscalationDaysAfter);

/// <summary>The content of <c>profile.json</c>.</summary>
public sealed record ProfileSettings
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    public required Label Title { get; init; }

    /// <summary>Who issues campaigns.</summary>
    public required Label Authority { get; init; }

    /// <summary>IANA time zone of business dates, e.g. <c>Asia/Shanghai</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>CRS in which maps and coordinates are shown, e.g. <c>EPSG:4490</c>.</summary>
    public required string DisplayCrs { get; init; }

    /// <summary>Longitude and latitude of the map's first view: west, south, east, north, degrees.</summary>
    public required IReadOnlyList<double> InitialView { get; init; }

    public required MapApproval MapApproval { get; init; }

    /// <summary>Sentences that stand under every map and report.</summary>
    public required IReadOnlyList<Label> Disclaimers { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public required string DefaultLanguage { get; init; }

    /// <summary>Smallest patch that is taken, m².</summary>
    public required decimal MinimumMappingAreaM2 { get; init; }

    public required DeadlineSettings Deadlines { get; init; }

    /// <summary>A photograph farther from its patch than this is a warning, metres.</summary>
    public required double PhotoDistanceWarningM { get; init; }

    /// <summary>Ids of the unit lists in <c>units/</c>.</summary>
    public required IReadOnlyList<string> UnitLists { get; init; }

    /// <summary>Ids of the rule sets in <c>rulesets/</c>.</summary>
    public required IReadOnlyList<string> RuleSets { get; init; }

    /// <summary>Ids of correspondence tables in <c>correspondences/</c>.</summary>
    public IReadOnlyList<string> Correspondences { get; init; } = [];

    /// <summary>Layer roles; each has its schema in <c>layers/&lt;role&gt;.json</c>.</summary>
    public required IReadOnlyList<string> LayerRoles { get; init; }

    /// <summary>Registered transformation parameters. Of several sets between the same systems, the first is taken.</summary>
    public IReadOnlyList<CrsParameterEntry> CrsParameters { get; init; } = [];
}
