using Platform.Storage.Files;

namespace Platform.Storage;

/// <summary>
/// Where things lie in the data directory. The directory is the one setting <see cref="Setting"/>; everything that the platform must not lose is below it.
/// </summary>
public sealed class PlatformPaths
{
    /// <summary>Name of the setting that holds the data directory.</summary>
    public const string Setting = "PLATFORM_DATA_DIR";

    /// <param name="dataDirectory">The resolved directory; need not exist yet.</param>
    public PlatformPaths(string dataDirectory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataDirectory);
        Root = Path.GetFullPath(dataDirectory);
    }

    public string Root { get; }

    /// <summary>The durable engine's database.</summary>
    public string EngineDatabase => Path.Combine(Root, "engine.db");

    /// <summary>The document store's database.</summary>
    public string DocumentDatabase => Path.Combine(Root, "documents.db");

    /// <summary>The embedded message bus's database.</summary>
    public string MessageDatabase => Path.Combine(Root, "messages.db");

    /// <summary>The raw archive.</summary>
    public string RawArchive => Path.Combine(Root, "raw");

    /// <summary>Layer artefacts.</summary>
    public string Layers => Path.Combine(Root, "layers");

    /// <summary>The issuer's key and the accounts; readable by the owner only.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Azurite's own files.</summary>
    public string Azurite => Path.Combine(Root, "azurite");

    /// <summary>Makes the directories that are missing, durably; <see cref="Keys"/> with mode 700.</summary>
    public void Create()
    {
        foreach (var directory in new[] { Root, RawArchive, Layers, Azurite })
            DurableFile.CreateDirectory(directory);
        DurableFile.CreatePrivateDirectory(Keys);
    }
}
