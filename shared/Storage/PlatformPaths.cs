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

    /// <summary>The host's own records: timers, receipts and attempts of triggers.</summary>
    public string HostDatabase => Path.Combine(Root, "host", "host.db");

    /// <summary>Keys of HTTP functions.</summary>
    public string HostKeys => Path.Combine(Root, "host", "keys.json");

    /// <summary>Says which stores belong to this directory.</summary>
    public string Marker => Path.Combine(Root, "stores.json");

    /// <summary>Where a restore puts files until all of them are there; on a sound directory it does not exist.</summary>
    public string Staging => Path.Combine(Root, ".restoring");

    /// <summary>Left by a restore for the first start after it.</summary>
    public string RestoredNote => Path.Combine(Root, "restored.json");

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
