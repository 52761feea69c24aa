using Platform.Formats.Sources;

namespace Platform.Formats.Intake;

/// <summary>A private copy of a file on local disk, deleted when it is disposed.</summary>
internal sealed class TemporaryCopy : IDisposable
{
    private readonly string _folder;

    private TemporaryCopy(string folder)
    {
        _folder = folder;
        Path = System.IO.Path.Combine(folder, "content");
    }

    public string Path { get; }

    /// <exception cref="Platform.Findings.RefusedException">The archive that the file is in is damaged.</exception>
    public static TemporaryCopy Of(DeliveredFile file, string parentFolder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(parentFolder);
        var folder = System.IO.Path.Combine(parentFolder, "delivery-" + System.IO.Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        var copy = new TemporaryCopy(folder);
        try
        {
            copy.Fill(file, cancellation);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Fill(DeliveredFile file, CancellationToken cancellation)
    {
        using var source = file.Open();
        using var target = File.Create(Path);
        var buffer = new byte[1 << 16];
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            target.Write(buffer, 0, count);
        }
    }
}
