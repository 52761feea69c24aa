namespace Platform.Tests.Unit.Formats.Corpora;

/// <summary>A test that reads files which cannot be shipped, from the folder named in <c>PLATFORM_CORPUS</c>; skipped without it.</summary>
public sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "Set PLATFORM_CORPUS to the folder of the test corpora to run this test.";
        }
    }

    /// <summary>The folder, or null when the variable is not set.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("PLATFORM_CORPUS") is { Length: > 0 } folder ? folder : null;
}
