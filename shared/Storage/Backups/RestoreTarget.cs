using System.Globalization;
using Platform.Findings;
using Platform.Storage.Files;

namespace Platform.Storage.Backups;

/// <summary>
/// The data directory that a restore fills. Everything is made ready in <see cref="PlatformPaths.Staging"/>, in the same file system, and then moved by renames; as long as the
/// staging directory is there no platform starts on the directory, so that what an interrupted restore leaves is never taken for data.
/// </summary>
internal sealed class RestoreTarget(PlatformPaths paths, DateTimeOffset now)
{
    private const string Aside = ".replaced-";

    // What belongs to the machine and not to the data.
    private static readonly string[] Own = ["azurite-npm"];

    /// <summary>The directory in which the files are made ready.</summary>
    public PlatformPaths Staged { get; } = new(paths.Staging);

    private string HostDirectory => Path.GetDirectoryName(paths.HostDatabase)!;

    /// <exception cref="RefusedException">Something is in the directory that would be lost from view.</exception>
    public void RequireEmpty()
    {
        if (Occupants().FirstOrDefault() is { } found)
            throw new RefusedException(BackupFindings.NotEmpty.At(new Location(paths.Root), paths.Root, Path.GetRelativePath(paths.Root, found)));
    }

    /// <summary>Begins; what an interrupted restore has staged is removed.</summary>
    public void Prepare()
    {
        if (Directory.Exists(Staged.Root))
            Directory.Delete(Staged.Root, recursive: true);
        DurableFile.CreatePrivateDirectory(Staged.Root);
    }

    /// <summary>Puts what is staged in place; what was there before goes to <c>.replaced-…</c>.</summary>
    public void Apply()
    {
        var aside = Path.Combine(paths.Root, Aside + now.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture));
        if (Occupants().Any())
            Move(paths.Root, aside);
        Move(Staged.Root, paths.Root);
        Directory.Delete(Staged.Root, recursive: true);
        DurableFile.SyncDirectory(paths.Root);
    }

    /// <summary>Files in the way; directories that a command has made and left empty are not.</summary>
    private IEnumerable<string> Occupants() => !Directory.Exists(paths.Root)
        ? []
        : Entries(paths.Root).SelectMany(entry => Directory.Exists(entry)
            ? Directory.EnumerateFiles(entry, "*", SearchOption.AllDirectories)
            : [entry]);

    // The directory host/ holds the lock of this very command, so that its files move one by one.
    private void Move(string from, string to)
    {
        DurableFile.CreateDirectory(to);
        foreach (var entry in Entries(from).ToList())
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, entry));
            DurableFile.CreateDirectory(Path.GetDirectoryName(target)!);
            if (File.Exists(entry))
                File.Move(entry, target);
            else
                MoveDirectory(entry, target);
        }

        DurableFile.SyncDirectory(from);
        DurableFile.SyncDirectory(to);
    }

    // A directory that is there, perhaps as a mount of its own, gets what is inside.
    private static void MoveDirectory(string entry, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(entry, target);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(entry).ToList())
            File.Move(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var directory in Directory.EnumerateDirectories(entry).ToList())
            MoveDirectory(directory, Path.Combine(target, Path.GetFileName(directory)));
        DurableFile.SyncDirectory(target);
    }

    private IEnumerable<string> Entries(string root)
    {
        var host = Path.Combine(root, Path.GetFileName(HostDirectory));
        var inHost = Directory.Exists(host) ? Directory.EnumerateFileSystemEntries(host) : [];
        return Directory.EnumerateFileSystemEntries(root)
            .Where(entry => entry != host && entry != paths.Staging && !Own.Contains(Path.GetFileName(entry)))
            .Where(entry => !Path.GetFileName(entry).StartsWith(Aside, StringComparison.Ordinal))
            .Concat(inHost.Where(entry => !entry.EndsWith(".lock", StringComparison.Ordinal)));
    }
}
