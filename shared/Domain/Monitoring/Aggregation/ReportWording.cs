namespace Platform.Domain.Monitoring.Aggregation;

/// <summary>The words of the sentences and captions that depend on the rule set and the profile.</summary>
public sealed record ReportWording
{
    /// <summary>Who is reported on, e.g. <c>XX市</c>; empty leaves the sentences without a subject.</summary>
    public string Subject { get; init; } = "";

    public string SubjectEn { get; init; } = "";

    /// <summary>Names of the permits that make a patch approved, in the rule set's order; empty leaves them unnamed.</summary>
    public IReadOnlyList<string> Permits { get; init; } = [];

    public IReadOnlyList<string> PermitsEn { get; init; } = [];

    /// <summary>Name of the permit whose absence marks the unapproved patches (the last one in the procedure); null leaves it unnamed.</summary>
    public string? DecidingPermit { get; init; }

    public string? DecidingPermitEn { get; init; }

    /// <summary>Middle part of the tables' captions, after the subject.</summary>
    public string TableScope { get; init; } = "城市总体规划实施情况遥感监测";

    /// <summary>Middle part of the figures' captions, after the subject.</summary>
    public string FigureScope { get; init; } = "城市总体规划动态监测";
}

/// <summary>
/// Numbers of the tables and figures that the sentences point at. The report's layout is made so that they are the deck's numbers: table 1 and
/// figures 1 to 5 are the units' overview.
/// </summary>
public static class ReportReferences
{
    public const int ApprovalTable = 2;

    public const int ApprovalFigure = 6;

    public const int LegalityTable = 3;

    public const int LegalityFigure = 7;
}
