using System.Security.Cryptography;

namespace Platform.Storage.Derived;

/// <summary>Derived files as files of a folder, for a desk that has no blob storage. Thread-safe as long as nobody writes one path twice at once.</summary>
public sealed class FolderDerivedFiles(string root) : IDerivedFiles
{
    private readonly string root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public async Task<DerivedFile> PutAsync(
        string path, string localFile, string mediaType, string? sha256 = null, CancellationToken cancellation = default)
    {
        var content = File.OpenRead(localFile);
        await using var disposal = content.ConfigureAwait(false);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
        if (sha256 is not null && sha256 != hash)
            throw new InvalidDataException($"'{path}' was published with SHA-256 {sha256} and is {hash} now.");
        var target = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(localFile, target, overwrite: true);
        return new DerivedFile(path, hash, content.Length);
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string path, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(File.Exists(PathOf(path)) ? File.OpenRead(PathOf(path)) : null);

    private string PathOf(string path)
    {
        var full = Path.GetFullPath(Path.Combine(root, path));
        return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new ArgumentException($"'{path}' leads out of the folder.", nameof(path));
    }
}
