namespace Platform.Domain.Campaigns;

/// <summary>A file of a published report.</summary>
/// <param name="Name">Path inside the report with <c>/</c>.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Sha256">Content hash, lower-case hexadecimal.</param>
/// <param name="Bytes">Size.</param>
public sealed record ReportFileEntry(string Name, string MediaType, string Sha256, long Bytes);

/// <summary>The report of a campaign: its files as they were written. One document in the campaign's partition.</summary>
/// <param name="Campaign">Campaign id.</param>
/// <param name="Outcomes">Patches with an outcome.</param>
/// <param name="Unanswered">Patches without a valid answer.</param>
/// <param name="GeneratedAt">When it was made first; a lost file is made again with the same clock value.</param>
/// <param name="Files">Every file in a fixed order.</param>
public sealed record PublishedReport(string Campaign, int Outcomes, int Unanswered, DateTimeOffset GeneratedAt, IReadOnlyList<ReportFileEntry> Files)
{
    /// <summary>Type of these documents.</summary>
    public const string DocumentType = "report";

    /// <summary>Document id in the campaign's partition.</summary>
    public const string DocumentId = "report";

    /// <summary>The file of that name, or null.</summary>
    public ReportFileEntry? Find(string name) => Files.FirstOrDefault(file => file.Name == name);
}
