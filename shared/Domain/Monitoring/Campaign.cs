namespace Platform.Domain.Monitoring;

/// <summary>What a campaign was issued against; fixed at issue so that its figures can be reproduced years later.</summary>
/// <param name="Program">Version of the program.</param>
/// <param name="RuleSet">Rule set id in force at the after-image date.</param>
/// <param name="ProfileSha256">Hash over the profile's files.</param>
/// <param name="UnitList">Unit list id.</param>
/// <param name="LayerVersions">Layer version ids by layer role, in role order.</param>
public sealed record CampaignPins(
    string Program, string RuleSet, string ProfileSha256, string UnitList, IReadOnlyDictionary<string, IReadOnlyList<string>> LayerVersions);

/// <summary>A monitoring campaign (监测期): one round of change patches over one period.</summary>
public sealed record Campaign
{
    /// <summary>Lower-case letters, digits and hyphens, at most 60: part of paths and ids.</summary>
    public required string Id { get; init; }

    public required string Profile { get; init; }

    public required string Title { get; init; }

    public string? TitleEn { get; init; }

    public required string Period { get; init; }

    public required CampaignState State { get; init; }

    /// <summary>How many commands have changed it, the opening included: the number of its last line of history.</summary>
    public int Sequence { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int PatchCount { get; init; }

    /// <summary>The upload attempt of change patches that was begun last.</summary>
    public string? LastImport { get; init; }

    /// <summary>Last day for answers, in the profile's zone.</summary>
    public DateOnly? DueDate { get; init; }

    public string? IssuedBy { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public CampaignPins? Pins { get; init; }

    public string? ClosedBy { get; init; }

    public string? CloseReason { get; init; }

    /// <summary>Uploads committed up to this instant are still taken.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }
}
