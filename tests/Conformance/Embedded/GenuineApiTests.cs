using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Platform.Tests.Conformance.Embedded;

/// <summary>
/// What <c>infra/embedded</c> declares in <c>Microsoft.*</c> namespaces is what the genuine packages declare: the same source has to compile against both.
/// </summary>
public sealed class GenuineApiTests
{
    private static readonly GenuineApi Genuine = GenuineApi.Parse(ReadSignatures());

    private static IEnumerable<Type> Declared => typeof(FunctionAttribute).Assembly.GetExportedTypes()
        .Where(type => type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true);

    [Fact]
    public void DeclaredApi_IsThatOfTheGenuinePackages()
    {
        Assert.True(Genuine.Count > 200, $"signatures.txt has only {Genuine.Count} types");
        Assert.True(Declared.Count() > 40, $"only {Declared.Count()} types were found to compare");
        var deviations = ApiComparer.Deviations(Declared, Genuine).ToList();
        Assert.True(deviations.Count == 0, string.Join(Environment.NewLine, deviations));
    }

    // Histories are told in types of DurableTask.Core, which signatures.txt does not list.
    [Fact]
    public void EverythingElseThatIsPublic_IsInThePlatformsNamespace() => Assert.All(
        typeof(FunctionAttribute).Assembly.GetExportedTypes().Except(Declared).Where(type => type.Namespace?.StartsWith("DurableTask.Core", StringComparison.Ordinal) != true),
        type => Assert.StartsWith("Platform.Embedded", type.Namespace, StringComparison.Ordinal));

    private static string ReadSignatures()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("signatures.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
