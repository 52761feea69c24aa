using Platform.Domain.Archive;
using Platform.Domain.Layers;
using Platform.Storage.Files;

namespace Platform.Storage.Layers;

/// <summary>
/// Layer artefacts on local disk, bounded in size: the least recently used give way, but none that is in use. Files are named by their content and verified when they
/// arrive. One process per directory. Thread-safe; a file that several want at once is fetched once.
/// </summary>
public sealed class LayerCache
{
    private readonly string root;
    private readonly long limitBytes;
    private readonly Lock gate = new();
    private readonly Dictionary<ContentHash, Entry> entries = [];
    private long uses;

    /// <param name="root">The directory; made when missing. What an earlier process left complete is used again.</param>
    /// <param name="limitBytes">
    /// Files not in use are removed until the sum is within the limit; files in use, and the one just asked for, may exceed it.
    /// </param>
    public LayerCache(string root, long limitBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limitBytes);
        this.root = Path.GetFullPath(root);
        this.limitBytes = limitBytes;
        DurableFile.CreateDirectory(this.root);
        foreach (var file in new DirectoryInfo(this.root).EnumerateFiles().OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal))
        {
            if (file.Extension == ".gpkg" && ContentHash.TryParse(Path.GetFileNameWithoutExtension(file.Name), out var hash))
                entries.Add(hash, new Entry { Bytes = file.Length, LastUse = ++uses });
            else if (file.Extension == ".part")
                file.Delete();
        }
    }

    /// <summary>The file with this content, fetched when it is not here.</summary>
    /// <param name="hash">Its content.</param>
    /// <param name="fetch">Writes the content to the path it is given.</param>
    /// <param name="cancellation">Passed to <paramref name="fetch"/>.</param>
    /// <exception cref="IOException">What was fetched has another hash.</exception>
    public async Task<ILayerFile> OpenAsync(ContentHash hash, Func<string, CancellationToken, Task> fetch, CancellationToken cancellation = default)
    {
        var entry = Take(hash);
        try
        {
            await FetchOnceAsync(hash, entry, fetch, cancellation).ConfigureAwait(false);
            Evict();
            return new Lease(this, PathOf(hash), hash, entry);
        }
        catch
        {
            Release(entry);
            throw;
        }
    }

    private Entry Take(ContentHash hash)
    {
        lock (gate)
        {
            // A file that somebody removed behind our back is fetched again.
            if (!entries.TryGetValue(hash, out var entry) || (entry.Bytes >= 0 && !File.Exists(PathOf(hash))))
                entries[hash] = entry = new Entry();
            entry.Users++;
            entry.LastUse = ++uses;
            return entry;
        }
    }

    private async Task FetchOnceAsync(
        ContentHash hash, Entry entry, Func<string, CancellationToken, Task> fetch, CancellationToken cancellation)
    {
        await entry.Fetching.WaitAsync(cancellation).ConfigureAwait(false);
        var unfinished = Path.Combine(root, $"{hash.Hex}.{Guid.NewGuid():N}.part");
        try
        {
            if (entry.Bytes >= 0)
                return;
            await fetch(unfinished, cancellation).ConfigureAwait(false);
            var actual = await LayerArtefact.HashAsync(unfinished, cancellation).ConfigureAwait(false);
            if (actual != hash)
                throw new IOException($"Layer artefact {hash} arrived as {actual}: the blob is damaged.");
            LayerArtefact.MakeReadOnly(unfinished);
            DurableFile.Publish(unfinished, PathOf(hash));
            entry.Bytes = new FileInfo(PathOf(hash)).Length;
        }
        finally
        {
            File.Delete(unfinished);
            entry.Fetching.Release();
        }
    }

    private void Evict()
    {
        lock (gate)
        {
            var total = entries.Values.Sum(e => Math.Max(0, e.Bytes));
            foreach (var (hash, entry) in entries.Where(e => e.Value is { Users: 0, Bytes: >= 0 }).OrderBy(e => e.Value.LastUse).ToList())
            {
                if (total <= limitBytes)
                    return;
                File.Delete(PathOf(hash));
                entries.Remove(hash);
                total -= entry.Bytes;
            }
        }
    }

    private void Release(Entry entry)
    {
        lock (gate)
            entry.Users--;
    }

    private string PathOf(ContentHash hash) => Path.Combine(root, $"{hash.Hex}.gpkg");

    private sealed class Entry
    {
        /// <summary>Held while the file is fetched; no handle of the system's is taken, so that nothing has to be disposed.</summary>
        public SemaphoreSlim Fetching { get; } = new(1, 1);

        /// <summary>Size of the file; -1 until it has been fetched.</summary>
        public long Bytes { get; set; } = -1;

        public int Users { get; set; }

        public long LastUse { get; set; }
    }

    private sealed class Lease(LayerCache cache, string path, ContentHash hash, Entry entry) : ILayerFile
    {
        private int disposed;

        public string Path => path;

        public ContentHash Hash => hash;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
                cache.Release(entry);
        }
    }
}
