using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Archive;

namespace Platform.Storage.Layers;

/// <summary>What all layer stores do with the GeoPackage files themselves.</summary>
internal static class LayerArtefact
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>The name under which a version's hash is kept.</summary>
    public static string VersionName(string layerVersionId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(layerVersionId)));

    /// <summary>Throws when the GeoPackage is not closed: its newest rows would be in the log beside it, and lost.</summary>
    public static void RefuseOpenDatabase(string localGeoPackage)
    {
        foreach (var log in new[] { "-wal", "-journal" })
        {
            if (new FileInfo(localGeoPackage + log) is { Exists: true, Length: > 0 })
                throw new ArgumentException($"{localGeoPackage} has a {log} file: close the database before it is kept.", nameof(localGeoPackage));
        }
    }

    /// <summary>Copies a file and hashes it on the way.</summary>
    public static async Task<(ContentHash Hash, long Bytes)> CopyAsync(string source, string target, CancellationToken cancellation)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        while (await input.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            bytes += read;
            sha.AppendData(buffer, 0, read);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        return (ContentHash.FromDigest(sha.GetHashAndReset()), bytes);
    }

    /// <summary>Hashes a file.</summary>
    public static async Task<ContentHash> HashAsync(string path, CancellationToken cancellation)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return ContentHash.FromDigest(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }

    /// <summary>Takes everybody's right to write.</summary>
    public static void MakeReadOnly(string path)
    {
        if (OperatingSystem.IsWindows())
            File.SetAttributes(path, FileAttributes.ReadOnly);
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
    }
}
