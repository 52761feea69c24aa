using System.Security.Cryptography;
using Platform.Storage.Files;

namespace Platform.Storage.Backups;

/// <summary>Copies that are durable under their name and whose SHA-256 is known.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Copies a file and its mode.</summary>
    public static async Task<(string Sha256, long Bytes)> FileAsync(string source, string target, CancellationToken cancellation)
    {
        var content = Open(source);
        await using var disposal = content.ConfigureAwait(false);
        return await StreamAsync(content, target, ModeOf(source), cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes what a stream gives; the file has its name only when it is whole.</summary>
    public static async Task<(string Sha256, long Bytes)> StreamAsync(Stream content, string target, UnixFileMode mode, CancellationToken cancellation)
    {
        DurableFile.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = target + ".part";
        File.Delete(unfinished);
        try
        {
            var copied = await WriteAsync(content, unfinished, cancellation).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unfinished, mode);
            DurableFile.Publish(unfinished, target);
            return copied;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        var content = Open(path);
        await using var disposal = content.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
    }

    public static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path);

    private static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static async Task<(string Sha256, long Bytes)> WriteAsync(Stream content, string path, CancellationToken cancellation)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using var disposal = file.ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            sha.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            bytes += read;
        }

        return (Convert.ToHexStringLower(sha.GetHashAndReset()), bytes);
    }
}
