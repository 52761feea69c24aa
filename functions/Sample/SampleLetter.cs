using Platform.Domain.Samples;
using Platform.Reporting.Letters;

namespace Platform.Functions.Sample;

/// <summary>The confirmation letter of a bureau of the sample: one page that says that it is a sample.</summary>
internal static class SampleLetter
{
    /// <summary>Writes the letter; the same input gives the same bytes.</summary>
    public static void Write(Stream target, string bureau, SampleManifest manifest, int patches) => LetterWriter.Write(target, "确认函 Confirmation",
    [
        new("核查结果确认函", 22),
        new("Confirmation of verification results", 14),
        new(manifest.Title.Zh, 12),
        new($"单位 Bureau: {bureau}", 12),
        new($"图斑 Patches: {patches}", 12),
        new($"{manifest.SampleAnswers.Label.Zh} · {manifest.SampleAnswers.Label.En}: 不代表任何机构的认定", 12),
    ]);
}
