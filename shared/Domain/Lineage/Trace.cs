using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;

namespace Platform.Domain.Lineage;

/// <summary>A patch behind a figure, with where it came from and where its answer came from.</summary>
/// <param name="Patch">Its key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="AreaM2">Its area.</param>
/// <param name="Delivered">The row that delivered it.</param>
/// <param name="Answered">The row of the answer that counts; null without one.</param>
/// <param name="AnsweredBy">Who uploaded it.</param>
/// <param name="AnsweredAt">When it was committed.</param>
public sealed record TracedPatch(
    string Patch, string Number, string Unit, decimal AreaM2, SourceRow Delivered, SourceRow? Answered, string? AnsweredBy, DateTimeOffset? AnsweredAt)
{
    /// <summary>The upload attempt that delivered it.</summary>
    public required string DeliveredIn { get; init; }

    /// <summary>The upload attempt of the answer that counts.</summary>
    public string? AnsweredIn { get; init; }

    /// <summary>What the figures were computed from; null without an answer that counts.</summary>
    public Outcome? Outcome { get; init; }
}

/// <summary>A file that came in, as its receipt says.</summary>
public sealed record TracedUpload(
    string Ticket, string Attempt, string Name, string Sha256, long Bytes, string Subject, DateTimeOffset CommittedAt, DateTimeOffset ReceivedAt);

/// <summary>A layer version that patches were prejudged against.</summary>
/// <param name="Role">Layer role.</param>
/// <param name="Version">Version id.</param>
/// <param name="SchemaVersion">Version of the schema that it was checked against.</param>
/// <param name="SourceFile">Name of the upload.</param>
/// <param name="SourceSha256">Hash of the upload in the raw archive.</param>
/// <param name="ArtefactSha256">Hash of the GeoPackage made of it.</param>
public sealed record TracedLayer(string Role, string Version, string SchemaVersion, string SourceFile, string SourceSha256, string ArtefactSha256);

/// <summary>The decisions that led to where a task stands, in their order.</summary>
public sealed record TaskDecisions(string Unit, IReadOnlyList<HistoryEntry> Entries);

/// <summary>What figures of a campaign rest on besides their patches.</summary>
/// <param name="Pins">Rule set, unit list, profile, program and layer versions.</param>
/// <param name="Layers">The layer versions with their files.</param>
/// <param name="Uploads">The receipts of every file that a patch names.</param>
/// <param name="Decisions">The decisions on the campaign.</param>
/// <param name="Tasks">The decisions on the tasks of the patches' units.</param>
public sealed record Grounds(
    CampaignPins Pins, IReadOnlyList<TracedLayer> Layers, IReadOnlyList<TracedUpload> Uploads, IReadOnlyList<HistoryEntry> Decisions,
    IReadOnlyList<TaskDecisions> Tasks);

/// <summary>A figure of the report resolved to its sources.</summary>
/// <param name="Campaign">Campaign id.</param>
/// <param name="Table">Table key.</param>
/// <param name="Row">Row key.</param>
/// <param name="Cell">Cell key of a cross table.</param>
/// <param name="Pins">Rule set, unit list, profile, program and layer versions.</param>
/// <param name="Count">Patches behind the figure.</param>
/// <param name="AreaM2">Sum of their areas.</param>
/// <param name="Patches">Those that the caller may see.</param>
public sealed record Trace(
    string Campaign, string Table, string Row, string? Cell, CampaignPins Pins, int Count, decimal AreaM2, IReadOnlyList<TracedPatch> Patches)
{
    /// <summary>The rest of what it rests on.</summary>
    public required Grounds Grounds { get; init; }
}

/// <summary>An indicator value resolved to its sources: the definition, applied to the outcomes of these patches, gives the value.</summary>
/// <param name="Code">Indicator code.</param>
/// <param name="Unit">Unit code, or <c>*</c>.</param>
/// <param name="Campaign">The published campaign.</param>
/// <param name="Value">The value.</param>
/// <param name="Formula">The formula.</param>
/// <param name="Decimals">Decimals that it is rounded to.</param>
/// <param name="DefinitionsSha256">Hash of the indicator definitions.</param>
/// <param name="OutcomesSha256">Hash of the campaign's exported outcomes.</param>
/// <param name="Version">Version of the values.</param>
/// <param name="Count">Patches that it was computed from.</param>
/// <param name="Patches">Those that the caller may see.</param>
/// <param name="Grounds">The rest of what it rests on.</param>
public sealed record IndicatorTrace(
    string Code, string Unit, string Campaign, decimal? Value, string Formula, int Decimals, string DefinitionsSha256, string OutcomesSha256, string Version,
    int Count, IReadOnlyList<TracedPatch> Patches, Grounds Grounds);
