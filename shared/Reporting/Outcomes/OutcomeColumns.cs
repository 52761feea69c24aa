namespace Platform.Reporting.Outcomes;

/// <summary>Columns of <c>outcomes.csv</c>. The first five are required; any order.</summary>
public static class OutcomeColumns
{
    public const string PatchId = "patch_id";

    /// <summary>Monitoring unit code.</summary>
    public const string Region = "region";

    /// <summary>Official area, m², decimal point, no separators.</summary>
    public const string AreaM2 = "area_m2";

    /// <summary>approved, unapproved or exempt.</summary>
    public const string Approval = "approval";

    /// <summary>legal or illegal.</summary>
    public const string Legality = "legality";

    /// <summary>Name of the unit, for tables and sentences.</summary>
    public const string RegionName = "region_name";

    /// <summary>conforms, does-not-conform or not-determinable; empty for "not recorded".</summary>
    public const string Conformity = "conformity";

    /// <summary>not-started, under-way, completed or demolished; empty for "not recorded".</summary>
    public const string ConstructionState = "construction_state";

    public const string ActualUse = "actual_use";

    /// <summary>Themes with the area inside them: <c>green:120.50;blue:0</c>. Empty: not analysed; <c>none</c>: analysed, no theme known.</summary>
    public const string Themes = "themes";

    /// <summary>Themes that could not be judged: <c>purple;yellow</c>.</summary>
    public const string UnknownThemes = "unknown_themes";

    /// <summary>SHA-256 of the uploaded file that the outcome rests on.</summary>
    public const string SourceSha256 = "source_sha256";

    public const string SourceFile = "source_file";

    public const string SourceLayer = "source_layer";

    public const string SourceRow = "source_row";

    public static IReadOnlyList<string> Required { get; } = [PatchId, Region, AreaM2, Approval, Legality];

    /// <summary>All columns in the order in which they are written.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        PatchId, Region, AreaM2, Approval, Legality, RegionName, Conformity, ConstructionState, ActualUse, Themes, UnknownThemes,
        SourceSha256, SourceFile, SourceLayer, SourceRow,
    ];
}
