using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Platform.Domain.Campaigns;
using Platform.Domain.Messaging;
using Platform.Functions;
using Platform.Storage.Archive;
using Platform.Storage.Blobs;
using Platform.Storage.Layers;
using Platform.Tests.Conformance.Architecture;

namespace Platform.Tests.Conformance.Azure;

/// <summary>What the code talks to exists in <c>infra/azure</c>, and the app's identity may do what the code does there and no more.</summary>
public sealed class AzureInfrastructureTests
{
    private static readonly Lazy<ArmTemplate> Main = new(() => ArmTemplate.Compile("main.bicep"));

    private static IEnumerable<ParameterInfo> Parameters => typeof(SystemFunctions).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters());

    [BicepFact]
    public void EveryFile_BuildsWithoutAWord()
    {
        foreach (var file in new[] { "main.bicep", "events.bicep", "dev.bicepparam", "production.bicepparam" })
        {
            var built = file == "main.bicep" ? Main.Value : ArmTemplate.Compile(file);
            Assert.Equal("", built.Diagnostics);
            Assert.NotEmpty(built.Text);
        }
    }

    [Fact]
    public void TheHostsDiffer_InTheCompositionAlone()
    {
        var cloud = Repository.SourceFiles.Where(file => file.StartsWith("functions/Composition/Cloud/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, cloud.Count);
        Assert.True(cloud.Sum(file => File.ReadLines(Repository.Absolute(file)).Count()) < 150, "What only the azure build compiles is to stay small.");
    }

    [BicepFact]
    public void NoKey_IsUsedOrAllowed()
    {
        Assert.DoesNotContain("listKeys(", Main.Value.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey=", Main.Value.Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(Main.Value.OfType("Microsoft.Storage/storageAccounts"), account => Assert.False((bool)account["properties"]!["allowSharedKeyAccess"]!));
        foreach (var type in new[] { "Microsoft.DocumentDB/databaseAccounts", "Microsoft.ServiceBus/namespaces" })
            Assert.All(Main.Value.OfType(type), service => Assert.True((bool)service["properties"]!["disableLocalAuth"]!));
        Assert.All(Main.Value.OfType("Microsoft.Insights/components"), service => Assert.True((bool)service["properties"]!["DisableLocalAuth"]!));
    }

    [BicepFact]
    public void NoCloud_IsSpelledInTheTemplates()
    {
        foreach (var file in Directory.GetFiles(Repository.Absolute("infra/azure"), "*.bicep", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.All(
                new[] { "windows.net", "azure.com", "azure.net", "azurewebsites", "chinacloudapi", "azure.cn" },
                suffix => Assert.False(text.Contains(suffix, StringComparison.OrdinalIgnoreCase), $"{file} spells {suffix}"));
        }
    }

    [BicepFact]
    public void BlobContainersOfTheCode_AreMade_AndTheArchiveIsImmutable()
    {
        var made = Main.Value.OfType("Microsoft.Storage/storageAccounts/blobServices/containers").Select(item => item["name"]!.ToString()).ToList();
        foreach (var name in new[] { UploadContainer.Name, DerivedFiles.Name, BlobLayerStore.ContainerName, BlobRawArchive.ContainerName })
            Assert.Contains(made, container => container.Contains($"'{name}')", StringComparison.Ordinal));
        var kept = Assert.Single(Main.Value.OfType("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"));
        Assert.Contains($"'{BlobRawArchive.ContainerName}'", kept["name"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("retentionDays", kept["properties"]!["immutabilityPeriodSinceCreationInDays"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentContainersOfTheCode_AreThoseOfTheFile()
    {
        var declared = JsonNode.Parse(File.ReadAllText(Repository.Absolute("infra/azure/cosmos-containers.json")))!.AsArray()
            .ToDictionary(item => item!["name"]!.ToString(), item => item!);
        Assert.Equal(Containers.All.Select(container => container.Name).Order(StringComparer.Ordinal), declared.Keys.Order(StringComparer.Ordinal));
        Assert.All(Containers.All, container => Assert.Equal(
            container.PartitionPaths.Select(path => "/" + path), declared[container.Name]["partitionKeyPaths"]!.AsArray().Select(path => path!.ToString())));
    }

    [BicepFact]
    public void TopicsOfTheCode_AreMade_WithDuplicateDetection()
    {
        var names = PlatformTopics.With([]).Select(topic => topic.Name).ToList();
        var text = File.ReadAllText(Repository.Absolute("infra/azure/modules/servicebus.bicep"));
        var spelled = $"var outgoing = [{string.Join(", ", PlatformTopics.Outgoing.Select(name => $"'{name}'"))}]";
        Assert.Contains(spelled, text, StringComparison.Ordinal);
        Assert.Contains($"var incoming = '{PlatformTopics.Incoming}'", text, StringComparison.Ordinal);
        Assert.Equal(names, [.. PlatformTopics.Outgoing, PlatformTopics.Incoming]);
        Assert.True((bool)Assert.Single(Main.Value.OfType("Microsoft.ServiceBus/namespaces/topics"))["properties"]!["requiresDuplicateDetection"]!);
    }

    [BicepFact]
    public void SubscriptionsOfTheTriggers_AreMade_WithTheirSessions()
    {
        var bus = Main.Value.Text;
        var triggers = Parameters.SelectMany(parameter => parameter.GetCustomAttributes<ServiceBusTriggerAttribute>())
            .Where(trigger => !trigger.SubscriptionName!.Contains('/', StringComparison.Ordinal)).ToList();
        Assert.Equal(2, triggers.Count);
        Assert.All(triggers, trigger =>
        {
            Assert.True(trigger.IsSessionsEnabled);
            Assert.Equal("ServiceBusConnection", trigger.Connection);
            Assert.Contains($"name: '{trigger.SubscriptionName}'", File.ReadAllText(Repository.Absolute("infra/azure/modules/servicebus.bicep")), StringComparison.Ordinal);
        });
        Assert.All(
            Main.Value.OfType("Microsoft.ServiceBus/namespaces/topics/subscriptions"),
            subscription => Assert.True((bool)subscription["properties"]!["requiresSession"]!));
        Assert.Contains("\"name\": \"workflows\"", bus, StringComparison.Ordinal);
    }

    [BicepFact]
    public void BlobTrigger_IsFedByTheEventSubscription()
    {
        var method = typeof(SubmissionArrived).GetMethods().Single(candidate => candidate.GetCustomAttribute<FunctionAttribute>() is not null);
        var trigger = method.GetParameters()[0].GetCustomAttribute<BlobTriggerAttribute>()!;
        Assert.Equal(BlobTriggerSource.EventGrid, trigger.Source);
        var properties = Assert.Single(ArmTemplate.Compile("events.bicep").OfType("Microsoft.EventGrid/systemTopics/eventSubscriptions"))["properties"]!;
        Assert.Contains(
            $"functionName=Host.Functions.{method.GetCustomAttribute<FunctionAttribute>()!.Name}&", properties["destination"]!["properties"]!["endpointUrl"]!.ToString(),
            StringComparison.Ordinal);
        Assert.Equal($"/blobServices/default/containers/{trigger.BlobPath.Split('/')[0]}/", properties["filter"]!["subjectBeginsWith"]!.ToString());
    }

    [BicepFact]
    public void Roles_AreNoWiderThanTheirResource()
    {
        Assert.All(Main.Value.OfType("Microsoft.Authorization/roleAssignments"), assignment => Assert.NotNull(assignment["scope"]));
        Assert.Empty(Assert.Single(Main.Value.OfType("Microsoft.Authorization/roleDefinitions"))["properties"]!["permissions"]![0]!["actions"]!.AsArray());
    }

    [BicepFact]
    public void EveryServiceThatHasThem_SendsDiagnostics_AndWhatFailsIsAlarmed()
    {
        Assert.Equal(6, Main.Value.OfType("Microsoft.Insights/diagnosticSettings").Count());
        Assert.Single(Main.Value.OfType("Microsoft.Insights/metricAlerts"));
        Assert.Single(Main.Value.OfType("Microsoft.Insights/scheduledQueryRules"));
        Assert.Single(Main.Value.OfType("Microsoft.Consumption/budgets"));
        Assert.Equal(2, Main.Value.OfType("Microsoft.Network/privateEndpoints").Count());
    }
}
