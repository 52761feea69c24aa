using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Platform.Tests.Conformance.Architecture;

namespace Platform.Tests.Conformance.Azure;

/// <summary>A Bicep file of <c>infra/azure</c> as the compiler from NuGet translates it, with all of its modules' resources.</summary>
internal sealed class ArmTemplate
{
    private ArmTemplate(string text, string diagnostics)
    {
        (Text, Diagnostics) = (text, diagnostics);
        if (text.Length > 0)
            Resources = [.. Flatten(JsonNode.Parse(text)!)];
    }

    /// <summary>The translation.</summary>
    public string Text { get; }

    /// <summary>What the compiler and its linter complained of.</summary>
    public string Diagnostics { get; }

    /// <summary>Every resource of the file and of its modules.</summary>
    public IReadOnlyList<JsonObject> Resources { get; } = [];

    /// <summary>Compiles a file of <c>infra/azure</c>.</summary>
    public static ArmTemplate Compile(string file)
    {
        var command = file.EndsWith(".bicepparam", StringComparison.Ordinal) ? "build-params" : "build";
        var start = new ProcessStartInfo(Compiler()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { command, Repository.Absolute($"infra/azure/{file}"), "--stdout" })
            start.ArgumentList.Add(argument);
        using var bicep = Process.Start(start)!;
        var diagnostics = bicep.StandardError.ReadToEndAsync();
        var text = bicep.StandardOutput.ReadToEnd();
        bicep.WaitForExit();
        return new ArmTemplate(text, diagnostics.Result.Trim());
    }

    public IEnumerable<JsonObject> OfType(string type) => Resources.Where(resource => resource["type"]!.ToString() == type);

    private static IEnumerable<JsonObject> Flatten(JsonNode template)
    {
        var resources = template["resources"] switch
        {
            JsonObject named => named.Select(pair => pair.Value!.AsObject()),
            JsonArray list => list.Select(item => item!.AsObject()),
            _ => [],
        };
        foreach (var resource in resources)
        {
            yield return resource;
            foreach (var nested in resource["properties"]?["template"] is { } inner ? Flatten(inner) : [])
                yield return nested;
        }
    }

    private static string Compiler()
    {
        var path = typeof(ArmTemplate).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "BicepCompiler").Value!;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        return path;
    }
}
