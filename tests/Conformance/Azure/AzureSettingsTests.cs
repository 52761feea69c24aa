using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Tests.Conformance.Architecture;

namespace Platform.Tests.Conformance.Azure;

/// <summary>Every setting that the code reads is explained in the sample and, where the cloud needs it, set by <c>infra/azure</c>.</summary>
public sealed partial class AzureSettingsTests
{
    // What the host itself reads under these names; no code of ours does.
    private static readonly string[] HostsOwn =
    [
        "FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsDisableHomepage", "AZURE_CLIENT_ID", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "OTEL_EXPORTER_OTLP_ENDPOINT",
        "FUNCTIONS_HOST", "FUNCTIONS_PORT", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "AZURITE_BLOB_PORT", "AZURITE_QUEUE_PORT", "AZURITE_HOME", "PLATFORM_DATA_DIR",
        "AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX",
    ];

    // Set in every installation, whatever is chosen.
    private static readonly string[] Classic = ["FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME", "WEBSITE_RUN_FROM_PACKAGE"];

    private static readonly IReadOnlyDictionary<string, string> Sample = ReadSample();

    [Fact]
    public void EverySettingOfTheCode_IsExplainedInTheSample()
    {
        var read = ReadByTheCode().ToList();
        Assert.True(read.Count > 6, $"only {read.Count} settings were found in the code: {string.Join(", ", read)}");
        Assert.All(read, setting => Assert.Contains(Sample.Keys, known => known == setting || known.StartsWith(setting + "__", StringComparison.Ordinal)));
    }

    [Fact]
    public void EverySettingOfTheSample_IsRead()
    {
        var read = ReadByTheCode().ToHashSet(StringComparer.Ordinal);
        Assert.All(Sample.Keys, setting => Assert.True(
            HostsOwn.Contains(setting) || setting.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal)
            || read.Any(known => setting == known || setting.StartsWith(known + "__", StringComparison.Ordinal)), $"{setting} is read by nothing."));
    }

    [BicepFact]
    public void EverySettingOfTheCloud_IsSetByTheInfrastructure_AndNoOther()
    {
        var set = SetByTheInfrastructure();
        var required = Sample.Where(pair => pair.Value.Contains("[azure, required]", StringComparison.Ordinal)).Select(pair => pair.Key).ToList();
        Assert.True(required.Count >= 12, "The sample marks too few settings as required in Azure.");
        Assert.All(required, setting => Assert.Contains(setting, set));
        Assert.All(set.Except(Classic, StringComparer.Ordinal), setting => Assert.Contains(setting, Sample.Keys));
        Assert.All(Sample.Where(pair => pair.Value.Contains("[azure]", StringComparison.Ordinal)), pair => Assert.Contains(pair.Key, set));
        Assert.All(Sample.Where(pair => pair.Value.Contains("[embedded]", StringComparison.Ordinal)), pair => Assert.DoesNotContain(pair.Key, set));
    }

    private static IEnumerable<string> ReadByTheCode() => Repository.SourceFiles
        .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("infra/", StringComparison.Ordinal))
        .Select(file => File.ReadAllText(Repository.Absolute(file)))
        .SelectMany(text => Reading().Matches(text).Select(match => match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal)))
        .Distinct(StringComparer.Ordinal);

    // Names of settings are keys of objects in the template that are given to the app, and nothing else there looks like them.
    private static HashSet<string> SetByTheInfrastructure()
    {
        var app = ArmTemplate.Compile("main.bicep");
        Assert.Equal("", app.Diagnostics);
        return [.. SettingName().Matches(app.Text).Select(match => match.Value)];
    }

    // Name of each value with the comment that stands before it.
    private static Dictionary<string, string> ReadSample()
    {
        var text = File.ReadAllText(Repository.Absolute("local.settings.sample.json"));
        var values = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!["Values"]!.AsObject();
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        var comment = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
                comment = line;
            else if (Entry().Match(line) is { Success: true } entry && values.ContainsKey(entry.Groups["name"].Value))
                comments.Add(entry.Groups["name"].Value, comment);
        }

        Assert.Equal(values.Count, comments.Count);
        Assert.All(comments, pair => Assert.Matches(@"^// \[(both|embedded|azure|azure, required)\] \w", pair.Value));
        return comments;
    }

    [GeneratedRegex("""(?:settings\[|Required\(settings, |Connection = |const string (?:Setting|Connection) = |\bsetting\()"(?<name>[A-Za-z_:]+)" ?""")]
    private static partial Regex Reading();

    [GeneratedRegex("""(?<=["'])(?:APPLICATIONINSIGHTS_\w+|AZURE_CLIENT_ID|AZURE_COSMOS_\w+|AzureWebJobsDisableHomepage|AzureWebJobsStorage__\w+|AzureFunctionsJobHost__\w+|COSMOS_\w+|PLATFORM_[A-Z_]+|OTEL_\w+|DURABLE_\w+|FUNCTIONS_[A-Z_]+|WEBSITE_\w+|RawArchiveStorage__\w+|ServiceBusConnection__\w+)(?=["'])""")]
    private static partial Regex SettingName();

    [GeneratedRegex("""^"(?<name>[A-Za-z_0-9]+)": """)]
    private static partial Regex Entry();
}
