using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Findings;
using Platform.Storage.Files;

namespace Platform.Storage.Backups;

/// <summary>
/// One backup as a directory: <c>manifest.json</c> with its hash in <c>manifest.sha256</c>, <c>data/</c> laid out as the data directory, <c>uploads/</c> and
/// <c>derived/</c> by content. While it is being written it bears the suffix <see cref="UnfinishedSuffix"/> and has no manifest.
/// </summary>
public sealed class BackupDirectory
{
    /// <summary>Suffix of the name of a directory that is not a backup yet.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <param name="root">The directory.</param>
    public BackupDirectory(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
    }

    public string Root { get; }

    internal string Data => Path.Combine(Root, "data");

    internal string ManifestPath => Path.Combine(Root, "manifest.json");

    private string ManifestHashPath => Path.Combine(Root, "manifest.sha256");

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="RefusedException">It is not a complete backup, or one of a newer release.</exception>
    public BackupManifest Read()
    {
        if (Root.EndsWith(UnfinishedSuffix, StringComparison.Ordinal) || !File.Exists(ManifestPath) || !File.Exists(ManifestHashPath))
            throw Incomplete("manifest.json");
        var bytes = File.ReadAllBytes(ManifestPath);
        if (!File.ReadAllText(ManifestHashPath).StartsWith(Hash(bytes), StringComparison.Ordinal))
            throw Incomplete("manifest.json ≠ manifest.sha256");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, PlatformJson.Options) ?? throw Incomplete("manifest.json");
            return manifest.Format <= BackupManifest.CurrentFormat
                ? manifest
                : throw new RefusedException(BackupFindings.Newer.At(new Location(Root), Root, manifest.Format, BackupManifest.CurrentFormat));
        }
        catch (JsonException e)
        {
            throw Incomplete(e.Message);
        }
    }

    /// <summary>Reads every file and compares it with the manifest; empty when all are as they were written.</summary>
    /// <exception cref="RefusedException">It is not a complete backup.</exception>
    public async Task<IReadOnlyList<Finding>> VerifyAsync(CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var (path, sha256) in Contents(Read()))
        {
            var local = Path.Combine(Root, path);
            if (!File.Exists(local))
                findings.Add(BackupFindings.FileMissing.At(new Location(path), path));
            else if (await HashedCopy.HashAsync(local, cancellation).ConfigureAwait(false) != sha256)
                findings.Add(BackupFindings.FileDiffers.At(new Location(path), path));
        }

        return findings;
    }

    internal string DataFile(string path) => Path.Combine(Data, path);

    internal string UploadFile(string sha256) => Path.Combine(Root, "uploads", sha256);

    internal string DerivedFile(string sha256) => Path.Combine(Root, "derived", sha256);

    internal void Write(BackupManifest manifest)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, PlatformJson.Options);
        DurableFile.WritePrivate(ManifestHashPath, Encoding.ASCII.GetBytes($"{Hash(bytes)}  manifest.json\n"), replace: true);
        DurableFile.WritePrivate(ManifestPath, bytes, replace: true);
    }

    private static IEnumerable<(string Path, string Sha256)> Contents(BackupManifest manifest) =>
    [
        .. manifest.Files.Select(file => ($"data/{file.Path}", file.Sha256)),
        .. manifest.Uploads.Select(upload => ($"uploads/{upload.Sha256}", upload.Sha256)),
        .. (manifest.Derived ?? []).Select(derived => ($"derived/{derived.Sha256}", derived.Sha256)),
    ];

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private RefusedException Incomplete(string reason) => new(BackupFindings.Incomplete.At(new Location(Root), Root, reason));
}
