using Microsoft.Extensions.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>
/// The one directory that holds everything a host keeps. It is the setting <c>PLATFORM_DATA_DIR</c>; without it <c>data</c> in the nearest
/// directory above the app that holds a solution or a <c>.git</c>, and when there is none (a published app) <c>data</c> in the current directory.
/// One host at a time: a lock file is held while the host lives and is freed by the system even when it is killed.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    public const string Setting = "PLATFORM_DATA_DIR";

    private FileStream? held;

    private DataDirectory(string path) => Root = path;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Timers' and triggers' own records.</summary>
    public string HostDatabase => Path.Combine(Root, "host", "host.db");

    /// <summary>Histories of the durable engine.</summary>
    public string DurableDatabase => Path.Combine(Root, "engine.db");

    /// <summary>Where the host that runs answers; left behind by one that was killed.</summary>
    public string AddressFile => Path.Combine(Root, "host", "address");

    /// <summary>Keys of HTTP functions.</summary>
    public string KeyFile => Path.Combine(Root, "host", "keys.json");

    /// <summary>Azurite's own files.</summary>
    public string Azurite => Path.Combine(Root, "azurite");

    public static DataDirectory From(IConfiguration settings, string contentRoot)
    {
        var configured = settings[Setting];
        return new DataDirectory(Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default(contentRoot) : configured));
    }

    /// <summary>Makes the directory and takes it for this host.</summary>
    /// <exception cref="HostStartException">Another host has it, or it cannot be written.</exception>
    public void Take()
    {
        var path = Path.Combine(Root, "host", "host.lock");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new HostStartException($"The data directory {Root} cannot be written: {e.Message} Choose another with {Setting}.");
        }
        catch (IOException e)
        {
            throw new HostStartException($"The data directory {Root} is in use by another host, or cannot be opened: {e.Message}");
        }
    }

    public void Dispose() => held?.Dispose();

    private static string Default(string contentRoot)
    {
        for (var at = new DirectoryInfo(contentRoot); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")) || at.EnumerateFiles("*.sln").Any())
                return Path.Combine(at.FullName, "data");
        }

        return Path.Combine(Environment.CurrentDirectory, "data");
    }
}
