namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>One sentence of the narrative.</summary>
/// <param name="Key">What it is about: <c>overview</c>, or the key of the table it explains.</param>
/// <param name="Chinese">The sentence, in the official form.</param>
/// <param name="English">The same in English.</param>
public sealed record ReportSentence(string Key, string Chinese, string English);

/// <summary>
/// The report as figures and sentences, before any layout. Equal requests give equal models; nothing in it depends on the order of the outcomes, the
/// machine or the time.
/// </summary>
public sealed record ReportModel
{
    public required ReportHeader Header { get; init; }

    /// <summary>Tables in the order of the report. Approval, legality, unit, size and the cross tables are always there; the others only with data.</summary>
    public required IReadOnlyList<ReportTable> Tables { get; init; }

    public required IReadOnlyList<ReportSentence> Narrative { get; init; }

    /// <summary>What had to be left out, and why.</summary>
    public required IReadOnlyList<ReportSentence> Notes { get; init; }

    /// <summary>Patches without a valid answer, by patch id.</summary>
    public required IReadOnlyList<UnansweredPatch> Unanswered { get; init; }

    /// <summary>Source files, by path and hash.</summary>
    public required IReadOnlyList<ReportSource> Sources { get; init; }

    public required ReportWording Wording { get; init; }

    /// <summary>The table of that key, or null when the report has none.</summary>
    public ReportTable? Table(string key) => Tables.FirstOrDefault(table => table.Key == key);

    /// <summary>The table of that key.</summary>
    /// <exception cref="ArgumentException">The report has no such table.</exception>
    public ReportTable this[string key] => Table(key) ?? throw new ArgumentException($"The report has no table '{key}'.", nameof(key));

    /// <summary>The sentence of that key, or null.</summary>
    public ReportSentence? Sentence(string key) => Narrative.FirstOrDefault(sentence => sentence.Key == key);
}
