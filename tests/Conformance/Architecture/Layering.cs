namespace Platform.Tests.Conformance.Architecture;

/// <summary>A project of the product: where it lies, its assembly, and the projects that its code may know.</summary>
/// <param name="Path">Project file, relative to the repository.</param>
/// <param name="Assembly">Name of the assembly, which is also its root namespace unless <paramref name="Root"/> says otherwise.</param>
/// <param name="MayKnow">Assemblies of the product that it may refer to, directly or not.</param>
/// <param name="Root">Root namespace.</param>
internal sealed record Layer(string Path, string Assembly, string[] MayKnow, string Root)
{
    /// <summary>Folder of the project, relative to the repository, with a <c>/</c> at its end.</summary>
    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];
}

/// <summary>The arrows between the projects: what lies lower knows nothing of what lies higher, and neighbours know nothing of each other.</summary>
internal static class Layering
{
    private static readonly string[] UpToSpatial = ["Platform.Findings", "Platform.Spatial"];
    private static readonly string[] UpToFormats = [.. UpToSpatial, "Platform.Formats"];
    private static readonly string[] UpToDomain = [.. UpToFormats, "Platform.Domain"];
    private static readonly string[] UpToAdapters = [.. UpToDomain, "Platform.Storage", "Platform.Storage.Cosmos", "Platform.Reporting", "Platform.Embedded"];

    public static IReadOnlyList<Layer> Layers { get; } =
    [
        Of("shared/Findings/Findings.csproj", "Platform.Findings", []),
        Of("shared/Spatial/Spatial.csproj", "Platform.Spatial", ["Platform.Findings"]),
        Of("shared/Formats/Formats.csproj", "Platform.Formats", UpToSpatial),
        Of("shared/Domain/Domain.csproj", "Platform.Domain", UpToFormats),
        Of("shared/Storage/Storage.csproj", "Platform.Storage", UpToDomain),
        Of("shared/Storage.Cosmos/Storage.Cosmos.csproj", "Platform.Storage.Cosmos", [.. UpToDomain, "Platform.Storage"]),
        Of("shared/Reporting/Reporting.csproj", "Platform.Reporting", UpToDomain),
        Of("infra/embedded/Embedded.csproj", "Platform.Embedded", []),
        new("infra/desk/Desk.csproj", "desk", [.. UpToAdapters, "Platform.Orchestrations"], "Platform.Desk"),
        Of("orchestrations/Orchestrations.csproj", "Platform.Orchestrations", UpToAdapters),
        Of("functions/Functions.csproj", "Platform.Functions", [.. UpToAdapters, "Platform.Orchestrations"]),
    ];

    /// <summary>Stands in for packages where they cannot be restored; reached only through the switch, like the packages.</summary>
    public const string StandIn = "infra/azure/reference/AzureReference.csproj";

    /// <summary>Projects without code of the product.</summary>
    public static IReadOnlyList<string> WithoutCode { get; } = [StandIn, "infra/azure/tools/Bicep.csproj"];

    /// <summary>Path of a layer's assembly as it was built beside the tests.</summary>
    public static string AssemblyPath(Layer layer) => Path.Combine(AppContext.BaseDirectory, layer.Assembly + ".dll");

    private static Layer Of(string path, string assembly, string[] mayKnow) => new(path, assembly, mayKnow, assembly);
}
