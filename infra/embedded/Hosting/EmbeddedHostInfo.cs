namespace Platform.Embedded.Hosting;

/// <summary>Where a started host is; a singleton service of the app.</summary>
public sealed class EmbeddedHostInfo
{
    internal EmbeddedHostInfo(string dataDirectory) => DataDirectory = dataDirectory;

    /// <summary>The directory that holds everything the host keeps, absolute.</summary>
    public string DataDirectory { get; }

    /// <summary>Where HTTP functions answer, with a closing slash; null before the host has started.</summary>
    public Uri? BaseAddress { get; internal set; }

    /// <summary>Names of the functions in ordinal order; empty before the host has started.</summary>
    public IReadOnlyList<string> Functions { get; internal set; } = [];
}
