using System.Xml.Linq;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>Project references follow the arrows of <see cref="Layering"/>.</summary>
public sealed class ProjectArrowTests
{
    [Fact]
    public void EveryProjectOutsideTests_HasItsPlaceInTheLayering() => Assert.Equal(
        Layering.Layers.Select(layer => layer.Path).Order(StringComparer.Ordinal),
        Repository.ProjectFiles.Where(path => !path.StartsWith("tests/", StringComparison.Ordinal)).Except(Layering.WithoutCode));

    [Fact]
    public void ProjectReferences_PointDownwards()
    {
        var wrong = Layering.Layers
            .SelectMany(layer => References(layer.Path).Select(target => (layer, target)))
            .Where(arrow => arrow.target != Layering.StandIn && !arrow.layer.MayKnow.Contains(AssemblyOf(arrow.target)))
            .Select(arrow => $"{arrow.layer.Path} -> {arrow.target}");
        Violations.None(wrong);
    }

    [Fact]
    public void FunctionsAndOrchestrations_ReachTheHostOnlyThroughTheSwitch()
    {
        foreach (var path in new[] { "functions/Functions.csproj", "orchestrations/Orchestrations.csproj" })
        {
            var project = XDocument.Load(Repository.Absolute(path));
            Assert.Contains(project.Descendants("Import"), import => (string?)import.Attribute("Project") == "../infra/FunctionsHost.targets");
            Assert.DoesNotContain(Direct(project), include => include.Contains("embedded", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static string AssemblyOf(string path) =>
        Layering.Layers.SingleOrDefault(layer => layer.Path == path)?.Assembly ?? $"no layer: {path}";

    // References of the project and of what it imports from the repository; conditions are not evaluated: an arrow that holds sometimes is an arrow.
    private static IEnumerable<string> References(string path)
    {
        var folder = Path.GetDirectoryName(Repository.Absolute(path))!;
        var project = XDocument.Load(Repository.Absolute(path));
        var imported = project.Descendants("Import").Select(import => Path.GetFullPath(Path.Combine(folder, (string)import.Attribute("Project")!)));
        return Direct(project).Select(include => Relative(folder, include))
            .Concat(imported.SelectMany(file => Direct(XDocument.Load(file)).Select(include => Relative(Path.GetDirectoryName(file)!, include))));
    }

    private static IEnumerable<string> Direct(XDocument project) =>
        project.Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!);

    private static string Relative(string folder, string include) => Path.GetRelativePath(
        Repository.Root,
        Path.GetFullPath(Path.Combine(folder, include.Replace("$(MSBuildThisFileDirectory)", folder + "/", StringComparison.Ordinal)))).Replace('\\', '/');
}
