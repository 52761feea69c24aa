namespace Platform.Tests.Conformance.Architecture;

/// <summary>Namespaces follow the same arrows as the projects, and no two of them use each other, not even in a circle.</summary>
public sealed class NamespaceTests
{
    private static readonly Dictionary<string, Dictionary<TypeName, HashSet<TypeName>>> Uses = Layering.Layers.ToDictionary(layer => layer.Assembly, Read);

    [Fact]
    public void NamespacesOfTheProduct_HaveNoCycles()
    {
        var graph = new NamespaceGraph(Uses.Values.SelectMany(uses => uses)
            .Concat(SourceUsings.Read())
            .Select(use => KeyValuePair.Create(use.Key, use.Value.Where(IsOurs).ToHashSet()))
            .Where(use => IsOurs(use.Key)));
        Assert.True(graph.Arrows.Count() > 50, "too few arrows were found to judge");
        Violations.None(graph.Cycles());
    }

    [Fact]
    public void NamespaceArrows_PointDownwards()
    {
        var wrong = Layering.Layers
            .SelectMany(layer => Uses[layer.Assembly].SelectMany(use => use.Value.Select(to => (layer, From: use.Key, To: to))))
            .Where(arrow => Owner(arrow.To) is { } owner && owner != arrow.layer.Assembly && !arrow.layer.MayKnow.Contains(owner))
            .Select(arrow => $"{arrow.From} uses {arrow.To}");
        Violations.None(wrong);
    }

    [Fact]
    public void SharedCode_KnowsNothingOfFunctions() => Violations.None(Mentions(
        layer => layer.Path.StartsWith("shared/", StringComparison.Ordinal),
        name => IsIn(name, "Microsoft.Azure.Functions") || IsIn(name, "Microsoft.DurableTask") || IsIn(name, "Microsoft.AspNetCore")));

    [Fact]
    public void Workflows_CompileAgainstEitherHost() => Violations.None(Mentions(
        layer => layer.Path == "orchestrations/Orchestrations.csproj", name => IsIn(name, "Platform.Embedded")));

    // Program.cs has no namespace; the sample and the commands drive the embedded host, are reached only from there and are no part of the Azure build.
    [Fact]
    public void Functions_KnowTheEmbeddedHostOnlyWhereTheyAreComposed() => Violations.None(Mentions(
        layer => layer.Path == "functions/Functions.csproj", name => IsIn(name, "Platform.Embedded"))
        .Where(text => !text.StartsWith("Program ", StringComparison.Ordinal)
            && !text.StartsWith("Platform.Functions.Composition.", StringComparison.Ordinal)
            && !text.StartsWith("Platform.Functions.Commands.", StringComparison.Ordinal)
            && !text.StartsWith("Platform.Functions.Sample.", StringComparison.Ordinal)));

    [Fact]
    public void TypesInMicrosoftNamespaces_AreDeclaredOnlyByTheEmbeddedHost() => Violations.None(Layering.Layers
        .Where(layer => layer.Assembly != "Platform.Embedded")
        .SelectMany(layer => Uses[layer.Assembly].Keys)
        .Where(name => IsIn(name, "Microsoft") && !IsGenerated(name))
        .Select(name => name.ToString()));

    [Fact]
    public void TypesOfTheProduct_LieInItsNamespaces() => Violations.None(Layering.Layers
        .Where(layer => layer.Assembly != "Platform.Embedded")
        .SelectMany(layer => Uses[layer.Assembly].Keys)
        .Where(name => !IsGenerated(name) && name.Name != "Program" && !IsOurs(name))
        .Select(name => name.ToString()));

    [Fact]
    public void ACycle_IsReportedWithItsPath()
    {
        var graph = new NamespaceGraph(
        [
            Use("A", "B"), Use("B", "C"), Use("C", "A"), Use("D", "A"),
        ]);
        var cycle = Assert.Single(graph.Cycles());
        Assert.StartsWith("A -> B -> C -> A", cycle, StringComparison.Ordinal);
        Assert.Contains("C.Type uses A.Type", cycle, StringComparison.Ordinal);
    }

    private static KeyValuePair<TypeName, HashSet<TypeName>> Use(string from, string to) => new(new(from, "Type"), [new(to, "Type")]);

    private static IEnumerable<string> Mentions(Func<Layer, bool> of, Func<TypeName, bool> what) => Layering.Layers
        .Where(of)
        .SelectMany(layer => Uses[layer.Assembly])
        .SelectMany(use => use.Value.Where(what).Select(to => $"{use.Key} uses {to}"));

    private static Dictionary<TypeName, HashSet<TypeName>> Read(Layer layer)
    {
        using var code = new AssemblyCode(Layering.AssemblyPath(layer));
        return code.TypeUses();
    }

    private static string? Owner(TypeName name) => Layering.Layers.FirstOrDefault(layer => IsIn(name, layer.Root))?.Assembly;

    private static bool IsOurs(TypeName name) => IsIn(name, "Platform");

    private static bool IsIn(TypeName name, string root) =>
        name.Namespace == root || name.Namespace.StartsWith(root + ".", StringComparison.Ordinal);

    // What compiler and source generators put beside our types.
    private static bool IsGenerated(TypeName name) => name.Name.StartsWith('<') || name.Namespace is
        "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices" or "System.Text.RegularExpressions.Generated" or "System.Runtime.InteropServices.Marshalling";
}
