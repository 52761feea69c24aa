using Platform.Domain.Labels;

namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>What the report says about its campaign; no clock values.</summary>
/// <param name="Id">Campaign id.</param>
/// <param name="Title">Title of the report.</param>
/// <param name="Period">Monitoring period, e.g. <c>2014-2015</c>.</param>
public sealed record ReportHeader(string Id, Label Title, string Period)
{
    public string? Profile { get; init; }

    public string? RuleSet { get; init; }

    public string? UnitList { get; init; }

    /// <summary>Who publishes, as the title page names it.</summary>
    public Label? Publisher { get; init; }

    /// <summary>The line with the map approval number (审图号) that every map carries; null prints that there is none.</summary>
    public Label? MapApproval { get; init; }

    /// <summary>A label that must stand wherever figures show, e.g. that the answers are sample answers.</summary>
    public Label? Disclaimer { get; init; }

    /// <summary>A label for unit boundaries that are approximations, shown on every map.</summary>
    public Label? BoundaryLabel { get; init; }

    /// <summary>Sentences that stand at the end of the report.</summary>
    public IReadOnlyList<Label> Remarks { get; init; } = [];
}

/// <summary>A file that the figures rest on.</summary>
/// <param name="Path">Path inside the upload, or the file's name.</param>
/// <param name="Sha256">Hash of the uploaded file, lower-case hexadecimal.</param>
/// <param name="Rows">Number of outcomes that rest on it.</param>
public sealed record ReportSource(string Path, string Sha256, int Rows);

/// <summary>Everything that the report's figures are computed from.</summary>
public sealed record ReportRequest
{
    public required ReportHeader Header { get; init; }

    /// <summary>One outcome per patch, any order.</summary>
    public required IReadOnlyCollection<Outcome> Outcomes { get; init; }

    /// <summary>Patches without a valid answer at closing.</summary>
    public IReadOnlyCollection<UnansweredPatch> Unanswered { get; init; } = [];

    /// <summary>All monitoring units by code; a unit of an outcome that is not listed is shown by its code.</summary>
    public IReadOnlyList<ClassLabel> Units { get; init; } = [];

    /// <summary>Control-line themes in the order of the rule set; a theme of an outcome that is not listed is shown by its code.</summary>
    public IReadOnlyList<ClassLabel> Themes { get; init; } = [];

    public required ReportWording Wording { get; init; }

    /// <summary>Source files; null derives them from the outcomes' own sources.</summary>
    public IReadOnlyList<ReportSource>? Sources { get; init; }
}
