using System.Security.Cryptography;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Labels;

namespace Platform.Domain.Indicators;

/// <summary>
/// One indicator (指标) with its metadata and the formula that computes it from a unit's published outcomes. Data, not code.
/// </summary>
public sealed record IndicatorDefinition
{
    /// <summary>Stable key, lower-case kebab form.</summary>
    public required string Code { get; init; }

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
        byCode = definitions.ToDictionary(d => d.Code, d => (d, Indicators.Formula.Parse(d.Formula)), StringComparer.Ordinal);
    }

    /// <summary>Where the shipped definitions lie: <c>indicators/monitoring.json</c> beside the program.</summary>
    public static string ShippedPath => Path.Combine(AppContext.BaseDirectory, "indicators", "monitoring.json");

    /// <summary>All definitions in the order of the file.</summary>
    public IReadOnlyList<IndicatorDefinition> All { get; }

    /// <summary>Hash of the file: values name the definitions that they were computed by.</summary>
    public string Sha256 { get; }

    /// <summary>Loads the definitions.</summary>
    /// <exception cref="FormatException">A formula is wrong, or a code stands twice.</exception>
    public static IndicatorCatalogue Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var definitions = JsonSerializer.Deserialize<List<IndicatorDefinition>>(bytes, PlatformJson.Options) ?? [];
        if (definitions.GroupBy(d => d.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"The indicator '{twice.Key}' is defined twice.");
        return new IndicatorCatalogue(definitions, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>The value of an indicator for some outcomes; null where the formula divides by zero.</summary>
    public decimal? Evaluate(string code, Measures measures)
    {
        var (definition, formula) = byCode[code];
        return formula.Evaluate(measures) is { } value ? Math.Round(value, definition.Decimals, MidpointRounding.AwayFromZero) : null;
    }
}
