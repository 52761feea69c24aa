namespace Platform.Formats.Shapefiles;

/// <summary>The files of a shapefile in the making, beside the place where they shall be. Whatever was not published is gone when it is disposed of.</summary>
/// <param name="stem">Path without extension.</param>
internal sealed class PartialShapefile(string stem) : IDisposable
{
    private const string Main = ".shp";

    /// <summary>What programs keep beside a shapefile and what would not fit a new one: indexes, and files that it may not have.</summary>
    private static readonly string[] s_companions =
        [".shx", ".dbf", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs", ".mxs", ".idm", ".ind"];

    private readonly List<string> _extensions = [];

    /// <summary>Extensions of the files in the order in which they were made.</summary>
    public IReadOnlyList<string> Extensions => _extensions;

    /// <summary>Makes a file.</summary>
    public FileStream Create(string extension)
    {
        _extensions.Add(extension);
        return new FileStream(PartOf(extension), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
    }

    /// <summary>Makes a file that is gone when it is closed.</summary>
    public FileStream CreateSpool() =>
        new(PartOf(".values"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>Copies a file that was made.</summary>
    public void CopyTo(string extension, Stream target)
    {
        using var source = File.OpenRead(PartOf(extension));
        source.CopyTo(target);
    }

    /// <summary>
    /// Gives the files their names, in place of an older shapefile. The .shp goes first and comes last: a set that is not complete never has one.
    /// </summary>
    /// <param name="path">Name of the .shp.</param>
    public void Publish(string path)
    {
        _extensions.ForEach(FlushToDisk);
        File.Delete(path);
        foreach (var companion in s_companions)
        {
            File.Delete(stem + companion);
        }

        var published = new List<string>();
        try
        {
            foreach (var extension in _extensions.OrderBy(extension => extension == Main))
            {
                var name = extension == Main ? path : stem + extension;
                File.Move(PartOf(extension), name);
                published.Add(name);
            }
        }
        catch
        {
            published.ForEach(File.Delete);
            throw;
        }
    }

    public void Dispose() => _extensions.ForEach(extension => File.Delete(PartOf(extension)));

    private string PartOf(string extension) => $"{stem}{extension}.partial";

    private void FlushToDisk(string extension)
    {
        using var handle = File.OpenHandle(PartOf(extension), FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
