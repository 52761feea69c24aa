namespace Platform.Tests.Unit.Formats;

/// <summary>Files of <c>tests/fixtures/formats</c>.</summary>
internal static class Fixtures
{
    private static string Root { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "fixtures", "formats");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static IReadOnlyList<string> All(string folder) => [.. Directory.GetFiles(Path(folder)).Order(StringComparer.Ordinal)];
}
