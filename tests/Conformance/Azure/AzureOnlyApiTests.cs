using Azure.Messaging.ServiceBus;
using Platform.Tests.Conformance.Architecture;
using Platform.Tests.Conformance.Embedded;

namespace Platform.Tests.Conformance.Azure;

/// <summary>What only the azure build references is declared in <c>service-bus.txt</c> as the genuine package declares it, and everything that the code uses is there.</summary>
public sealed class AzureOnlyApiTests
{
    private const string Package = "Azure.Messaging.ServiceBus";

    private static readonly GenuineApi Declared = GenuineApi.Parse(File.ReadAllText(Repository.Absolute("tests/Conformance/azure-api/service-bus.txt")));

    private static IEnumerable<Type> Types => typeof(ServiceBusClient).Assembly.GetExportedTypes().Where(type => Declared.Find(TypeText.FullName(type)) is not null);

    [Fact]
    public void EveryDeclaredMember_IsInTheGenuinePackage()
    {
        Assert.Equal(Declared.Count, Types.Count());
        Assert.All(Types, type => Assert.Equal([], Declared.Find(TypeText.FullName(type))!.Members.Except(MemberText.Of(type))));
    }

    [Fact]
    public void EveryMethodThatTheCodeCalls_IsDeclared()
    {
        var called = SdkUses.OfTheApp().Select(use => use.Operation.Split('.')).Where(operation => operation[0].StartsWith("ServiceBus", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(called);
        Assert.All(called, operation => Assert.Contains(
            Declared.Find($"{Package}.{operation[0]}")!.Members, member => member.Contains(operation[1] == "new" ? "ctor(" : $" {operation[1]}(", StringComparison.Ordinal)));
    }
}
