namespace Platform.Domain.Labels;

/// <summary>A text that people see, in Chinese (shown first) and English. Profile validation refuses empty parts.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record Label(string Zh, string En)
{
    /// <summary>True when both languages have text.</summary>
    public bool IsComplete() => !string.IsNullOrWhiteSpace(Zh) && !string.IsNullOrWhiteSpace(En);

    /// <summary>The text in <paramref name="language"/>: English for <c>en…</c>, Chinese for everything else.</summary>
    public string In(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh;
}
