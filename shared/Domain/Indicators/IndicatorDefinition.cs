using System.Security.Cryptography;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Labels;

namespace Platform.Domain.Indicators;

/// <summary>What indicators are computed from.</summary>
public enum IndicatorKind
{
    /// <summary>The outcomes of a published campaign, see <see cref="Measures"/>.</summary>
    Outcomes,

    /// <summary>The layer versions of the day and the monitoring extents, see <see cref="LayerMeasures"/>.</summary>
    Layers,
}

/// <summary>One indicator (指标) with its metadata and the formula that computes it for a unit. Data, not code.</summary>
public sealed record IndicatorDefinition
{
    /// <summary>Stable key, lower-case kebab form.</summary>
    public required string Code { get; init; }

    public IndicatorKind Kind { get; init; }

    /// <summary>A value for every class of the plan; in the formula <c>plan[class=each]</c>.</summary>
    public bool ByPlanClass { get; init; }

    public required Label Name { get; init; }

    /// <summary>Unit of the value as printed: <c>个</c>, <c>m²</c>, <c>%</c>.</summary>
    public required Label Unit { get; init; }

    /// <summary>See <see cref="Formula"/>.</summary>
    public required string Formula { get; init; }

    /// <summary>Decimals of the value, rounded half away from zero.</summary>
    public required int Decimals { get; init; }

    /// <summary>What it is for (指标功用).</summary>
    public required Label Purpose { get; init; }

    /// <summary>Where the data come from (数据来源).</summary>
    public required Label Source { get; init; }

    /// <summary>What it covers (统计范围).</summary>
    public required Label Scope { get; init; }

    /// <summary>How the data are collected (采集方式).</summary>
    public required Label Collection { get; init; }

    /// <summary>Path of the source (来源路径).</summary>
    public string? SourcePath { get; init; }

    /// <summary>Update cycle (更新周期).</summary>
    public required Label Cycle { get; init; }

    /// <summary>Owner in the department (业务归属).</summary>
    public required Label Owner { get; init; }

    /// <summary>Definition in words (指标解释).</summary>
    public required Label Definition { get; init; }

    /// <summary>Executing unit (执行单位).</summary>
    public required Label Executor { get; init; }

    /// <summary>What it rests on (编制依据).</summary>
    public required Label Basis { get; init; }
}

/// <summary>The indicators of an installation. Immutable; loading checks every formula.</summary>
public sealed class IndicatorCatalogue
{
    private readonly Dictionary<string, (IndicatorDefinition Definition, Formula Formula)> byCode;

    private IndicatorCatalogue(IReadOnlyList<IndicatorDefinition> definitions, string sha256)
    {
        All = definitions;
        Sha256 = sha256;
        byCode = definitions.ToDictionary(d => d.Code, d => (d, Indicators.Formula.Parse(d.Formula, VocabularyOf(d))), StringComparer.Ordinal);
        LayerSubjects =
        [
            .. Of(IndicatorKind.Layers).SelectMany(d => SubjectsOf(d.Code)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Where the shipped definitions lie: all files of <c>indicators</c> beside the program.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "indicators");

    /// <summary>All definitions in the order of the files.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>Hash of the files: values name the definitions that they were computed by.</summary>
    public string Sha256 { get; }

    /// <summary>Codes of what the formulas of <see cref="IndicatorKind.Layers"/> measure, in order.</summary>
    public IReadOnlyList<string> LayerSubjects { get; }

    /// <summary>Loads the definitions of every JSON file of a folder, in the order of their names.</summary>
    /// <exception cref="FormatException">A formula is wrong, or a code stands twice.</exception>
    public static IndicatorCatalogue Load(string folder)
    {
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var definitions = files.SelectMany(bytes => JsonSerializer.Deserialize<List<IndicatorDefinition>>(bytes, PlatformJson.Options) ?? []).ToList();
        if (definitions.GroupBy(d => d.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"The indicator '{twice.Key}' is defined twice.");
        return new IndicatorCatalogue(definitions, Convert.ToHexStringLower(SHA256.HashData([.. files.SelectMany(bytes => bytes)])));
    }

    /// <summary>The definitions of one kind, in the order of the files.</summary>
    public IEnumerable<IndicatorDefinition> Of(IndicatorKind kind) => All.Where(definition => definition.Kind == kind);

    /// <summary>What the formula of an indicator measures in layers; none for indicators of outcomes.</summary>
    public IReadOnlyList<string> SubjectsOf(string code)
    {
        var (definition, formula) = byCode[code];
        return definition.Kind == IndicatorKind.Layers ? [.. formula.Uses.Select(LayerMeasures.SubjectOf).OfType<string>().Distinct(StringComparer.Ordinal)] : [];
    }

    /// <summary>The value of an indicator; null where the formula divides by zero or a measure is not known.</summary>
    public decimal? Evaluate(string code, IMeasures measures)
    {
        var (definition, formula) = byCode[code];
        return formula.Evaluate(measures) is { } value ? Math.Round(value, definition.Decimals, MidpointRounding.AwayFromZero) : null;
    }

    private static IReadOnlyDictionary<string, MeasureRule> VocabularyOf(IndicatorDefinition definition) =>
        definition.Kind == IndicatorKind.Layers ? LayerMeasures.Vocabulary : Measures.Vocabulary;
}
