namespace Platform.Spatial.Change;

/// <summary>Parameters of <see cref="ChangeDetection"/>. The defaults are justified in docs/decisions, from measured data; none is tuned to
/// a count.</summary>
public sealed record ChangeDetectionOptions
{
    /// <summary>Minimum mapping area, m²: smaller patches are counted but not listed.</summary>
    public double MinimumAreaM2 { get; init; }

    /// <summary>Positional tolerance in metres; null measures it from the two epochs.</summary>
    public double? ToleranceMetres { get; init; }

    /// <summary>
    /// The measured tolerance is the median boundary displacement of unchanged shapes plus this many standard deviations (estimated by the
    /// median absolute deviation, so that real changes among the pairs do not widen it).
    /// </summary>
    public double NoiseFactor { get; init; } = 3;

    /// <summary>The tolerance is never below this: nothing is digitised better.</summary>
    public double MinimumToleranceMetres { get; init; } = 0.05;

    /// <summary>A measured tolerance above this refuses the comparison.</summary>
    public double MaximumToleranceMetres { get; init; } = 10;

    /// <summary>The tolerance when too few shapes match to measure one.</summary>
    public double DefaultToleranceMetres { get; init; } = 1;

    /// <summary>Matching shapes needed to measure a shift or a tolerance.</summary>
    public int MinimumPairs { get; init; } = 30;

    /// <summary>Two shapes are taken for the same one, for measuring, from this ratio of common to united area on.</summary>
    public double SameShapeRatio { get; init; } = 0.8;

    /// <summary>Side of the cells in which a local shift is estimated, metres.</summary>
    public double ShiftCellMetres { get; init; } = 500;

    /// <summary>Largest shift between the epochs that is looked for, metres.</summary>
    public double LargestShiftMetres { get; init; } = 200;

    /// <summary>A row that encloses more shapes of the other epoch than this, on ground that the other leaves blank, is a difference of
    /// scope.</summary>
    public int ScopeEnclosedShapes { get; init; } = 10;

    /// <summary>Degree of parallelism; 0 takes the machine's processors. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
