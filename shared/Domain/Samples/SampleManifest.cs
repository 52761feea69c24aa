using Platform.Domain.Labels;
using Platform.Domain.Profiles;

namespace Platform.Domain.Samples;

/// <summary>One file of a sample and the layer role that it plays.</summary>
/// <param name="Role">Layer role of the profile.</param>
/// <param name="File">File name beside the manifest; uploaded as it is.</param>
/// <param name="ValidFrom">First day of validity that the sample declares.</param>
/// <param name="StateOf">The date whose state the data show, where known.</param>
/// <param name="Sha256">Hash of the file, lower-case hexadecimal.</param>
/// <param name="FieldMap">Canonical field name → column of the file, where they differ.</param>
public sealed record SampleLayer(
    string Role, string File, DateOnly ValidFrom, DateOnly? StateOf, string Sha256, IReadOnlyDictionary<string, string> FieldMap);

/// <summary>The two states that change detection compares.</summary>
/// <param name="Before">File of the earlier state.</param>
/// <param name="After">File of the later state.</param>
/// <param name="BeforeCover">Cover class code that patches get for the earlier state.</param>
/// <param name="AfterCover">Cover class code for the later state.</param>
public sealed record SampleChange(string Before, string After, string BeforeCover, string AfterCover);

/// <summary>A further file with its hash.</summary>
public sealed record SampleInput(string File, string Sha256);

/// <summary>How the sample answers are made, see <see cref="SampleAnswers"/>.</summary>
/// <param name="Seed">Seed of every choice.</param>
/// <param name="Rule">Version of the rule.</param>
/// <param name="Label">Stands in every answer's remark.</param>
public sealed record SampleAnswerSettings(long Seed, string Rule, Label Label);

/// <summary>The content of a sample's <c>sample.json</c>.</summary>
public sealed record SampleManifest
{
    public required string Id { get; init; }

    /// <summary>Id of the shipped profile that it runs on.</summary>
    public required string Profile { get; init; }

    public required Label Title { get; init; }

    public required string Period { get; init; }

    public required DateOnly BeforeImageDate { get; init; }

    public required DateOnly AfterImageDate { get; init; }

    public required Label ImageDateNote { get; init; }

    public required Label Source { get; init; }

    public required string UnitList { get; init; }

    public required SampleChange Change { get; init; }

    /// <summary>In the order of upload.</summary>
    public required IReadOnlyList<SampleLayer> Layers { get; init; }

    public required IReadOnlyList<SampleInput> Inputs { get; init; }

    public required SampleAnswerSettings SampleAnswers { get; init; }

    /// <summary>Where the shipped samples lie: <c>samples/</c> beside the program.</summary>
    public static string ShippedDirectory(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    /// <summary>Reads <c>sample.json</c> of a sample directory; throws with the findings when it is not usable.</summary>
    public static SampleManifest Load(string directory)
    {
        var files = new ProfileFiles(directory);
        return files.Read<SampleManifest>("sample.json")
            ?? throw new InvalidOperationException(string.Join("; ", files.Findings.Select(f => f.MessageEn)));
    }
}
