using System.Text.RegularExpressions;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>What holds for every source file.</summary>
public sealed partial class SourceTests
{
    private const int LinesAtMost = 400;

    // Files outside any namespace: entry points with top-level statements.
    private static readonly string[] EntryPoints =
        ["functions/Program.cs", "infra/desk/Program.cs", "tests/Benchmarks/Program.cs", "tests/CosmosGateway/Program.cs", "tests/Faults/Program.cs", "tests/Fuzz/Program.cs", "tests/Unit/Program.cs"];

    // Where the source is allowed to differ between the two hosts.
    private static readonly string[] Composition = ["functions/Program.cs"];

    // The embedded host declares the genuine packages' API, whose namespaces are Microsoft's and not ours to follow, and so does what stands in for them; histories are of DurableTask.Core.
    private static bool DeclaresGenuineApi(string file, string declared) => file.StartsWith("infra/azure/reference/", StringComparison.Ordinal)
        || file.StartsWith("infra/embedded/", StringComparison.Ordinal) && (declared.StartsWith("Microsoft.", StringComparison.Ordinal) || declared.StartsWith("DurableTask.Core", StringComparison.Ordinal));

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var wrong = Repository.SourceFiles
            .Except(EntryPoints)
            .Select(file => (File: file, Declared: Namespace(file), Expected: Expected(file)))
            .Where(f => f.Declared != f.Expected && !DeclaresGenuineApi(f.File, f.Declared))
            .Select(f => $"{f.File}: {f.Declared}, expected {f.Expected}");
        Violations.None(wrong);
    }

    // Its namespaces are Microsoft's, so that the graph of ours does not show what would lead back from it into the host.
    [Fact]
    public void TheGenuineApi_KnowsNothingOfTheHost()
    {
        var api = Repository.SourceFiles.Where(file => file.StartsWith("infra/embedded/Functions/", StringComparison.Ordinal)).ToList();
        Assert.True(api.Count > 20, $"only {api.Count} files were found to judge");
        Violations.None(api.SelectMany(file => File.ReadLines(Repository.Absolute(file))
            .Where(line => line.Contains("Platform.", StringComparison.Ordinal))
            .Select(line => $"{file}: {line.Trim()}")));
    }

    [Fact]
    public void Files_HaveAtMost400Lines() => Violations.None(Repository.SourceFiles
        .Select(file => (File: file, Lines: File.ReadLines(Repository.Absolute(file)).Count()))
        .Where(file => file.Lines > LinesAtMost)
        .Select(file => $"{file.File}: {file.Lines} lines"));

    [Fact]
    public void ConditionalCompilation_IsOnlyInComposition() => Violations.None(Repository.SourceFiles
        .Except(Composition)
        .SelectMany(file => File.ReadLines(Repository.Absolute(file))
            .Where(line => Conditional().IsMatch(line))
            .Select(line => $"{file}: {line.Trim()}")));

    [Fact]
    public void PromisesOfLaterWork_AreNotInTheSource() => Violations.None(Repository.SourceFiles
        .Where(file => !file.StartsWith("tests/Conformance/Architecture/", StringComparison.Ordinal))
        .SelectMany(file => File.ReadLines(Repository.Absolute(file))
            .Where(line => Promise().IsMatch(line))
            .Select(line => $"{file}: {line.Trim()}")));

    // Whoever restores says where packages come from.
    [Fact]
    public void TheRepository_NamesNoPackageRegistry()
    {
        Violations.None(Repository.Files("nuget.config"));
        Violations.None(Repository.Files("package-lock.json").Where(file => File.ReadAllText(Repository.Absolute(file)).Contains("\"resolved\"", StringComparison.Ordinal)));
        Violations.None(Repository.Files(".npmrc").Where(file => File.ReadAllText(Repository.Absolute(file)).Contains("registry=", StringComparison.Ordinal)));
    }

    private static string Namespace(string file) =>
        File.ReadLines(Repository.Absolute(file)).Select(line => Declaration().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "none";

    private static string Expected(string file)
    {
        var folder = file[..file.LastIndexOf('/')];
        foreach (var layer in Layering.Layers)
        {
            if ((folder + "/").StartsWith(layer.Folder, StringComparison.Ordinal))
                return Join(layer.Root, folder, layer.Folder);
        }

        return Join("Platform.Tests", folder, "tests/");
    }

    private static string Join(string root, string folder, string above) =>
        folder.Length < above.Length ? root : $"{root}.{folder[above.Length..].Replace('/', '.')}";

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b")]
    private static partial Regex Conditional();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|throw new NotImplementedException")]
    private static partial Regex Promise();
}
