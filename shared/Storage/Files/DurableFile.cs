using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Platform.Storage.Files;

/// <summary>
/// Files that are whole and durable once they have their name: the bytes are synced, then the name is given, then the directory that
/// holds the name is synced. On Windows directories cannot be synced; NTFS journals the rename.
/// </summary>
internal static partial class DurableFile
{
    // Directories whose names this process has made durable.
    private static readonly ConcurrentDictionary<string, byte> Durable = new(StringComparer.Ordinal);

    // errno: EEXIST; EPERM and EOPNOTSUPP say that the file system knows no hard links.
    private const int FileExists = 17, NotPermitted = 1, NotSupported = 95;

    /// <summary>Gives a finished file its name, durably. An existing file of that name is replaced.</summary>
    public static void Publish(string unfinished, string target)
    {
        SyncFile(unfinished);
        File.Move(unfinished, target, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }

    /// <summary>Gives a finished file its name unless the name is taken; false then. Both files are durable either way.</summary>
    public static bool TryPublishNew(string unfinished, string target)
    {
        SyncFile(unfinished);
        var created = TryLink(unfinished, target);
        SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        return created;
    }

    /// <summary>Gives an existing file a second name in the same file system; false where that is impossible. The target must not exist.</summary>
    public static bool TryShare(string existing, string created)
    {
        if (OperatingSystem.IsWindows() || Link(existing, created) != 0)
            return false;
        SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(created))!);
        return true;
    }

    /// <summary>
    /// Makes a directory and its missing parents, each durable in its own parent. That a directory is there does not say that its name is durable: whoever made it may have
    /// been killed, or have failed, before the sync. So the first call for a directory in a process syncs its parent too.
    /// </summary>
    public static void CreateDirectory(string path)
    {
        var full = Path.GetFullPath(path);
        if (Durable.ContainsKey(full) && Directory.Exists(full))
            return;
        var parent = Path.GetDirectoryName(full);
        if (!Directory.Exists(full))
        {
            if (parent is not null)
                CreateDirectory(parent);
            Directory.CreateDirectory(full);
        }

        if (parent is not null)
            SyncDirectory(parent);
        Durable.TryAdd(full, 0);
    }

    /// <summary>As <see cref="CreateDirectory"/>, for the owner alone (mode 700), also when it exists.</summary>
    public static void CreatePrivateDirectory(string path)
    {
        CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a small file for the owner alone (mode 600), whole or not at all; false when it exists and is not to be replaced.</summary>
    public static bool WritePrivate(string path, ReadOnlySpan<byte> content, bool replace)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(unfinished, options))
                file.Write(content);
            if (!replace)
                return TryPublishNew(unfinished, path);
            Publish(unfinished, path);
            return true;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>
    /// Removes unfinished files that nobody has written to for a day: their process was killed. Younger ones may belong to a process at work.
    /// </summary>
    public static void RemoveAbandoned(string directory, string pattern, TimeProvider time)
    {
        var before = time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(1);
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles(pattern).Where(f => f.LastWriteTimeUtc < before))
            file.Delete();
    }

    /// <summary>Syncs the names in a directory.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, 0);
        if (descriptor < 0)
            throw Failed(path);
        try
        {
            if (Sync(descriptor) != 0)
                throw Failed(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static void SyncFile(string path)
    {
        // Windows flushes only through a handle that may write; elsewhere a read-only file can be synced too.
        var access = OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read;
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    private static bool TryLink(string unfinished, string target)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(unfinished, target);
        if (Link(unfinished, target) == 0)
        {
            File.Delete(unfinished);
            return true;
        }

        return Marshal.GetLastPInvokeError() switch
        {
            FileExists => false,
            NotPermitted or NotSupported => TryMove(unfinished, target),
            _ => throw Failed(target),
        };
    }

    private static bool TryMove(string unfinished, string target)
    {
        try
        {
            File.Move(unfinished, target, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
    }

    private static IOException Failed(string path) => new($"{path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string created);
}
