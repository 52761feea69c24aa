using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Platform.Domain.Campaigns;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Samples;
using Platform.Functions.Sample;

namespace Platform.Tests.Faults;

/// <summary>
/// What a run left behind, by name and SHA-256: the report's files, the task packages, the layers. <c>report.json</c> counts without <c>generated</c>.
/// </summary>
internal sealed class RunFiles
{
    private readonly SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);

    public int Count => hashes.Count;

    /// <summary>Downloads everything into a directory, where it can be looked at.</summary>
    public static async Task<RunFiles> CollectAsync(string directory, SampleApi officer, SampleManifest manifest, CancellationToken cancellation)
    {
        var files = new RunFiles();
        var campaign = $"api/campaigns/{manifest.Id}";
        foreach (var file in await officer.GetAsync<IReadOnlyList<ReportFileEntry>>($"{campaign}/report/files", cancellation))
            await files.DownloadAsync($"report/{file.Name}", $"{campaign}/report/files/{file.Name}", directory, officer, cancellation);
        var tasks = await officer.ListAsync<VerificationTask>($"{campaign}/tasks", cancellation);
        foreach (var unit in tasks.Select(task => task.Unit))
            await files.DownloadAsync($"packages/{unit}.zip", $"{campaign}/tasks/{unit}/package", directory, officer, cancellation);
        foreach (var layer in await officer.GetAsync<IReadOnlyList<LayerVersion>>($"api/layers?profile={manifest.Profile}", cancellation))
            await files.DownloadAsync($"layers/{layer.Id}.gpkg", $"api/layers/{manifest.Profile}/{layer.Id}/file", directory, officer, cancellation);
        return files;
    }

    /// <summary>Names of the files that the two runs do not have in common byte by byte.</summary>
    public IReadOnlyList<string> DifferencesFrom(RunFiles other) =>
        [.. hashes.Keys.Union(other.hashes.Keys).Where(name => hashes.GetValueOrDefault(name) != other.hashes.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];

    private async Task DownloadAsync(string name, string path, string directory, SampleApi officer, CancellationToken cancellation)
    {
        var content = await officer.DownloadWhenReadyAsync(path, cancellation);
        var local = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(local)!);
        await File.WriteAllBytesAsync(local, content, cancellation);
        Add(name, content);
    }

    private void Add(string name, byte[] content)
    {
        if (name == "report/report.json")
        {
            var json = JsonNode.Parse(content)!.AsObject();
            json.Remove("generated");
            content = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        }

        hashes[name] = Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
