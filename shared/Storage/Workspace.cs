using Platform.Storage.Files;

namespace Platform.Storage;

/// <summary>A temporary file that is deleted when this is disposed.</summary>
public sealed class TemporaryFile(string path) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose() => File.Delete(Path);
}

/// <summary>Room for files in the making. Nothing in it outlives the step that made it; it is emptied at start.</summary>
public sealed class Workspace
{
    private readonly string root;

    /// <param name="root">A directory of its own.</param>
    public Workspace(string root)
    {
        this.root = root;
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        Directory.CreateDirectory(root);
    }

    /// <summary>The directory.</summary>
    public string Root => root;

    /// <summary>
    /// Whether an error says that there was no room here, and what was being made is too large for the disk even when nothing else lies on it. Ask when the files of the step that
    /// failed are gone.
    /// </summary>
    /// <param name="bytes">Size of what it is made from: packed it may be a quarter of what it becomes.</param>
    /// <param name="error">The error.</param>
    public bool IsTooSmallFor(long bytes, Exception error)
    {
        const int MostGrowth = 4;
        var disk = new DriveInfo(root);
        return FullDisk.IsSaidBy(error) && disk.TotalSize < MostGrowth * bytes && disk.AvailableFreeSpace > disk.TotalSize / 2;
    }

    /// <summary>Size of the disk in bytes.</summary>
    public long DiskBytes => new DriveInfo(root).TotalSize;

    /// <summary>A name for a new file; the file itself is made by whoever writes it.</summary>
    public TemporaryFile NewFile(string extension) => new(Path.Combine(root, Guid.NewGuid().ToString("N") + extension));
}
