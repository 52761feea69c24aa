using System.Text.Json.Serialization;
using Platform.Domain.Campaigns;
using Platform.Domain.Indicators;
using Platform.Domain.Submissions;
using Platform.Findings;

namespace Platform.Domain.Decisions;

/// <summary>One line of the log of decisions. Closed: a line of another kind cannot be read.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HeaderLine), "header")]
[JsonDerivedType(typeof(HistoryLine), "history")]
[JsonDerivedType(typeof(TicketLine), "ticket")]
[JsonDerivedType(typeof(ReceiptLine), "receipt")]
[JsonDerivedType(typeof(QuarantineLine), "quarantine")]
[JsonDerivedType(typeof(LayerLine), "layer")]
[JsonDerivedType(typeof(ProcessedLine), "processed")]
[JsonDerivedType(typeof(ReportLine), "report")]
[JsonDerivedType(typeof(IndicatorsLine), "indicators")]
[JsonDerivedType(typeof(DocumentLine), "document")]
[JsonDerivedType(typeof(FileLine), "file")]
[JsonDerivedType(typeof(EndLine), "end")]
public abstract record LogLine
{
    private protected LogLine()
    {
    }
}

/// <summary>The first line: what the log was written by and what its decisions rest on.</summary>
/// <param name="Format">Version of the format.</param>
/// <param name="Program">Version of the program.</param>
/// <param name="Profiles">SHA-256 of every installed profile, by id.</param>
/// <param name="Indicators">SHA-256 of the indicator definitions.</param>
public sealed record HeaderLine(int Format, string Program, IReadOnlyDictionary<string, string> Profiles, string Indicators) : LogLine
{
    /// <summary>The format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>Something that cannot be computed from the raw files: what somebody decided, or when the platform did a step of its own.</summary>
public abstract record DecisionLine : LogLine
{
    private protected DecisionLine()
    {
    }

    /// <summary>When it happened (UTC).</summary>
    [JsonIgnore]
    public abstract DateTimeOffset At { get; }
}

/// <summary>A line of the history of a campaign or of a task.</summary>
/// <param name="Campaign">Campaign id.</param>
/// <param name="Unit">Unit of the task; null for the campaign itself.</param>
/// <param name="Entry">The line with the whole command.</param>
public sealed record HistoryLine(string Campaign, string? Unit, HistoryEntry Entry) : DecisionLine
{
    public override DateTimeOffset At => Entry.At;
}

/// <summary>An upload ticket was given out.</summary>
public sealed record TicketLine(Ticket Ticket) : DecisionLine
{
    public override DateTimeOffset At => Ticket.CreatedAt;
}

/// <summary>Bytes were received under a ticket; they are in the raw archive.</summary>
public sealed record ReceiptLine(
    string Ticket, string Attempt, string Sha256, long Bytes, DateTimeOffset CommittedAt, DateTimeOffset ReceivedAt) : DecisionLine
{
    public override DateTimeOffset At => ReceivedAt;
}

/// <summary>Bytes came without a ticket; they are in the raw archive.</summary>
/// <param name="Id">Document id.</param>
/// <param name="Blob">What came.</param>
public sealed record QuarantineLine(string Id, QuarantinedBlob Blob) : DecisionLine
{
    public override DateTimeOffset At => Blob.At;
}

/// <summary>An upload became a layer version.</summary>
public sealed record LayerLine(string Ticket, string Attempt, string Version, DateTimeOffset PublishedAt) : DecisionLine
{
    public override DateTimeOffset At => PublishedAt;
}

/// <summary>An upload was dealt with. What became of it follows from its content, unless it was given up.</summary>
/// <param name="Ticket">Its ticket.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="ProcessedAt">When.</param>
/// <param name="GivenUp">Whether it was given up.</param>
/// <param name="Why">What was said of it then, which the content does not tell; null in logs of earlier releases.</param>
/// <param name="DuplicateOf">The attempt whose outcome stands for it; null for none, and in logs of earlier releases.</param>
/// <param name="JudgedIn">See <see cref="Attempt.JudgedIn"/>; null in logs of earlier releases.</param>
public sealed record ProcessedLine(
    string Ticket, string Attempt, DateTimeOffset ProcessedAt, bool GivenUp, Finding? Why = null, string? DuplicateOf = null, JudgedIn? JudgedIn = null) : DecisionLine
{
    public override DateTimeOffset At => ProcessedAt;
}

/// <summary>A report was written.</summary>
public sealed record ReportLine(string Campaign, DateTimeOffset GeneratedAt) : DecisionLine
{
    public override DateTimeOffset At => GeneratedAt;
}

/// <summary>Readers were switched to a version of the indicators.</summary>
/// <param name="Version">The version.</param>
/// <param name="Layers">What its indicators of layers rest on; null when it has none.</param>
public sealed record IndicatorsLine(IndicatorVersion Version, LayerBasis? Layers) : DecisionLine
{
    public override DateTimeOffset At => Version.CompletedAt;
}

/// <summary>What a document was when the log was written.</summary>
/// <param name="Container">Container.</param>
/// <param name="Partition">Its key.</param>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">Hash of its canonical JSON, see <see cref="DocumentDigest"/>.</param>
/// <param name="Members">The first eight digits of the hash of each member's canonical JSON, so that a difference can be named.</param>
public sealed record DocumentLine(
    string Container, IReadOnlyList<string> Partition, string Id, string Sha256, IReadOnlyDictionary<string, string> Members) : LogLine;

/// <summary>What a file of a published report was.</summary>
public sealed record FileLine(string Campaign, string Name, string Sha256) : LogLine;

/// <summary>The last line. A log without it is torn.</summary>
/// <param name="Decisions">Lines that are decisions.</param>
/// <param name="Documents">Documents by container.</param>
/// <param name="Files">Files of published reports.</param>
public sealed record EndLine(int Decisions, IReadOnlyDictionary<string, int> Documents, int Files) : LogLine;
