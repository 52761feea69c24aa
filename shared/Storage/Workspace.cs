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

    /// <summary>A name for a new file; the file itself is made by whoever writes it.</summary>
    public TemporaryFile NewFile(string extension) => new(Path.Combine(root, Guid.NewGuid().ToString("N") + extension));
}
