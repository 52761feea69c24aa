using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Platform.Tests.Conformance.Architecture;

namespace Platform.Tests.Conformance.Azure;

/// <summary>A client of Azure that the code makes, or a method of the Azure SDK that it calls.</summary>
/// <param name="User">Name of the type that does.</param>
/// <param name="Operation"><c>Type.Method</c>, or <c>Type.new</c> for a client.</param>
internal sealed record SdkUse(string User, string Operation);

/// <summary>
/// Finds in the sources what the app asks of Azure: every source outside of tests that uses a namespace of the SDK, what only the azure build compiles included, bound by the compiler against the
/// genuine client packages.
/// </summary>
internal static partial class SdkUses
{
    private static readonly string[] Folders = ["functions/", "orchestrations/", "shared/"];

    // Name of an assembly to which the libraries show what is internal.
    private const string SeesInternals = "Platform.Tests.Unit";

    // What the projects use implicitly, and the one method of the worker's packages that only the azure build calls (azure-api/opentelemetry.txt).
    private const string Surroundings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        namespace Microsoft.Azure.Functions.Worker.OpenTelemetry
        {
            public static class ConfigureFunctionsOpenTelemetry
            {
                public static global::OpenTelemetry.IOpenTelemetryBuilder UseFunctionsWorkerDefaults(this global::OpenTelemetry.IOpenTelemetryBuilder builder) => builder;
            }
        }
        """;

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<SdkUse> OfTheApp() => Of(Repository.SourceFiles
        .Where(file => Folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
        .Select(file => File.ReadAllText(Repository.Absolute(file))));

    /// <summary>Those of some sources.</summary>
    public static IReadOnlyList<SdkUse> Of(IEnumerable<string> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = sources.Where(text => SdkNamespace().IsMatch(text)).Select(text => CSharpSyntaxTree.ParseText(text, options)).ToList();
        var compilation = CSharpCompilation.Create(SeesInternals, [CSharpSyntaxTree.ParseText(Surroundings, options), .. trees], References());
        return [.. trees.SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree))).Distinct().OrderBy(use => use.Operation, StringComparer.Ordinal)];
    }

    // What the runtime and this test have loaded or could load: the app's libraries and the client packages.
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));

    private static IEnumerable<SdkUse> Of(SyntaxTree tree, SemanticModel model)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            var symbol = node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax ? model.GetSymbolInfo(node) : default;
            ISymbol?[] found = [symbol.Symbol, .. symbol.CandidateSymbols.IsDefault ? [] : symbol.CandidateSymbols];
            if (found is [null] && (node is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.Text: "nameof" } }))
                throw new InvalidOperationException($"What this makes or calls cannot be told: {node}");
            foreach (var method in node is InvocationExpressionSyntax ? [] : found.OfType<IMethodSymbol>())
            {
                if (OperationOf(method) is { } operation)
                    yield return new SdkUse(UserOf(node, model), operation);
            }
        }
    }

    private static string? OperationOf(IMethodSymbol method)
    {
        var type = (method.ReducedFrom ?? method).ContainingType;
        var isSdk = type.ContainingAssembly?.Name is { } assembly
            && (assembly.StartsWith("Azure.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.Azure.Cosmos", StringComparison.Ordinal));
        return !isSdk || IsPlain(type) ? null : method.MethodKind switch
        {
            MethodKind.Constructor => type.Name.EndsWith("Client", StringComparison.Ordinal) || type.Name.EndsWith("Credential", StringComparison.Ordinal) ? $"{type.Name}.new" : null,
            MethodKind.Ordinary or MethodKind.ReducedExtension => $"{type.Name}.{method.Name}",
            _ => null,
        };
    }

    // Values of Azure.Core: answers, tags, pages; but not the credentials.
    private static bool IsPlain(INamedTypeSymbol type) =>
        type.ContainingAssembly.Name == "Azure.Core" && !type.Name.EndsWith("Credential", StringComparison.Ordinal);

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?(Azure|Microsoft\.Azure\.Cosmos)\b", RegexOptions.Multiline)]
    private static partial Regex SdkNamespace();

    private static string UserOf(SyntaxNode node, SemanticModel model) =>
        node.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() is { } type ? model.GetDeclaredSymbol(type)!.Name : "";
}
