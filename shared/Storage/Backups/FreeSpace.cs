using Platform.Findings;

namespace Platform.Storage.Backups;

/// <summary>Refuses before the first byte what the disk cannot take.</summary>
internal static class FreeSpace
{
    // Names, directories and the file system's own needs.
    private const double Allowance = 1.02;
    private const long Reserve = 16L << 20;

    /// <exception cref="RefusedException">Less is free than is needed.</exception>
    public static void Require(string directory, long bytes)
    {
        var free = new DriveInfo(directory).AvailableFreeSpace;
        var needed = (long)(bytes * Allowance) + Reserve;
        if (free < needed)
            throw new RefusedException(BackupFindings.NoSpace.At(new Location(directory), directory, free, needed));
    }
}
