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
    private static readonly string[] Manifest = ["package.json", "package-lock.json"];

    public string Guard => Path.Combine(Shipped, "guard.cjs");

    public string EntryPoint => Path.Combine(Home, "node_modules", "azurite", "dist", "src", "azurite.js");

    public string InstallLock => Path.Combine(Home, ".install.lock");

    private string Stamp => Path.Combine(Home, "node_modules", ".installed");

    public static AzuriteFiles Locate(string? configured, DataDirectory data)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "azurite");
        return new AzuriteFiles(Path.GetFullPath(configured ?? InRepository() ?? Path.Combine(data.Root, "azurite-npm")), shipped);
    }

    /// <summary>Whether exactly the locked versions are installed, as a whole.</summary>
    public bool IsInstalled() => File.Exists(Stamp) && File.Exists(EntryPoint) && File.ReadAllText(Stamp) == Version();

    /// <summary>Puts the files that npm reads in place.</summary>
    public void PrepareInstall()
    {
        Directory.CreateDirectory(Home);
        foreach (var file in Manifest.Where(file => !File.Exists(Path.Combine(Home, file)) || !SameFile(file)))
            File.Copy(Path.Combine(Shipped, file), Path.Combine(Home, file), overwrite: true);
    }

    /// <summary>Notes that the installation is complete.</summary>
    public void MarkInstalled() => File.WriteAllText(Stamp, Version());

    private bool SameFile(string file) =>
        File.ReadAllBytes(Path.Combine(Home, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Shipped, file)));

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
