using System.ComponentModel;
using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace Platform.Tests.Faults.Storage;

/// <summary>What a disk may refuse; the numbers are those of <c>shim.c</c>.</summary>
internal enum DiskFault
{
    None,

    /// <summary>No room: ENOSPC.</summary>
    Full,

    /// <summary>Half of a write reaches the disk, the rest finds no room.</summary>
    Torn,

    /// <summary>Writes fail: EIO.</summary>
    WriteFails,

    /// <summary>Syncs fail: EIO.</summary>
    SyncFails,
}

/// <summary>The disk below one directory, as a process sees it that is started with <see cref="Environment"/>; healthy until told otherwise.</summary>
internal sealed class FaultyDisk : IDisposable
{
    private const int Size = 12;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor control;

    private FaultyDisk(string shim, string path, string root)
    {
        File.WriteAllBytes(path, new byte[Size]);
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        control = file.CreateViewAccessor(0, Size);
        Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = shim, ["FAULTS_DISK"] = path, ["FAULTS_ROOT"] = root };
    }

    /// <summary>Variables of the processes that are to see it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>How many calls have failed.</summary>
    public int Failed => control.ReadInt32(8);

    /// <summary>Compiles the shim; null where there is no compiler.</summary>
    public static FaultyDisk? TryMake(string directory, string root)
    {
        var shim = Path.Combine(directory, "shim.so");
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-O1", "-o", shim, Path.Combine(AppContext.BaseDirectory, "shim.c"), "-ldl"]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? new FaultyDisk(shim, Path.Combine(directory, "disk"), root) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>From now on, one of so many calls fails; <see cref="DiskFault.None"/> heals it.</summary>
    public void Set(DiskFault fault, int every)
    {
        control.Write(4, every);
        control.Write(0, (int)fault);
    }

    public void Dispose()
    {
        control.Dispose();
        file.Dispose();
    }
}
