namespace Platform.Tests.Conformance.Architecture;

/// <summary>The repository that the tests were built from: its source files, read from disk.</summary>
internal static class Repository
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = 0 };
    private static readonly string[] Parts = ["functions", "infra", "orchestrations", "shared", "tests"];

    /// <summary>Absolute path of the directory with <c>Serverless.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All C# files that people write, as paths relative to <see cref="Root"/> with <c>/</c>, in order.</summary>
    public static IReadOnlyList<string> SourceFiles { get; } = Files("*.cs");

    /// <summary>All project files, as <see cref="SourceFiles"/>.</summary>
    public static IReadOnlyList<string> ProjectFiles { get; } = Files("*.csproj");

    public static string Absolute(string path) => Path.Combine(Root, path);

    /// <summary>Files by name pattern, letter case aside, as <see cref="SourceFiles"/>.</summary>
    public static List<string> Files(string pattern) => Parts
        .Select(Absolute)
        .Where(Directory.Exists)
        .SelectMany(part => Directory.EnumerateFiles(part, pattern, Everywhere))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(folder => folder is "obj" or "bin" or "node_modules"))
        .Order(StringComparer.Ordinal)
        .ToList();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Serverless.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"Serverless.sln lies in no directory above {AppContext.BaseDirectory}.");
    }
}
