using System.Security.Cryptography;
using Platform.Embedded.Configuration;

namespace Platform.Embedded.Azurite;

/// <summary>
/// Where Azurite's npm package is. The files that name its versions are copied beside the app (<c>azurite/</c> in the build output and in a
/// published app). The package itself is installed where it survives a rebuild: <c>infra/azurite</c> of the repository when the app runs from
/// one, otherwise <c>azurite-npm</c> in the data directory; <c>AZURITE_HOME</c> names another place.
/// </summary>
/// <param name="Home">Directory that has, or gets, <c>node_modules</c>.</param>
/// <param name="Shipped">Directory of the files that came with the app.</param>
internal sealed record AzuriteFiles(string Home, string Shipped)
{
    private const string Modules = "node_modules";
    private const string Staging = ".installing-";

    private static readonly string[] Manifest = ["package.json", "package-lock.json"];

    public string Guard => Path.Combine(Shipped, "guard.cjs");

    public string EntryPoint => Path.Combine(Home, Modules, "azurite", "dist", "src", "azurite.js");

    public string InstallLock => Path.Combine(Home, ".install.lock");

    private string Stamp => Path.Combine(Home, Modules, ".installed");

    public static AzuriteFiles Locate(string? configured, DataDirectory data)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "azurite");
        return new AzuriteFiles(Path.GetFullPath(
            string.IsNullOrWhiteSpace(configured) ? InRepository() ?? Path.Combine(data.Root, "azurite-npm") : configured), shipped);
    }

    /// <summary>Whether exactly the locked versions are installed, as a whole.</summary>
    public bool IsInstalled() => File.Exists(Stamp) && File.Exists(EntryPoint) && File.ReadAllText(Stamp) == Version();

    /// <summary>
    /// Makes a directory of its own for one run of npm, with the files that it reads: an npm that outlived its host must not write into the
    /// place where the next one installs.
    /// </summary>
    public string PrepareInstall()
    {
        foreach (var left in Directory.EnumerateDirectories(Home, Staging + "*"))
            TryDelete(left);
        var staging = Directory.CreateDirectory(Path.Combine(Home, Staging + Guid.NewGuid().ToString("N"))).FullName;
        foreach (var file in Manifest)
            File.Copy(Path.Combine(Shipped, file), Path.Combine(staging, file));
        return staging;
    }

    /// <summary>Puts what npm has installed in its place and notes that it is complete.</summary>
    public void TakeOver(string staging)
    {
        var modules = Path.Combine(Home, Modules);
        if (Directory.Exists(modules))
            Directory.Delete(modules, recursive: true);
        Directory.Move(Path.Combine(staging, Modules), modules);
        File.WriteAllText(Stamp, Version());
        TryDelete(staging);
    }

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // An npm of an earlier host still writes there; the next installation tries again.
        }
    }

    private string Version() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Shipped, "package-lock.json"))));

    private static string? InRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "infra", "azurite");
            if (File.Exists(Path.Combine(candidate, "package-lock.json")))
                return candidate;
        }

        return null;
    }
}
