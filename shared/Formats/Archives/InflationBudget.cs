using Platform.Findings;

namespace Platform.Formats.Archives;

/// <summary>Counts the inflated bytes of an archive. An entry read twice counts once, as far as it was read.</summary>
internal sealed class InflationBudget(ArchiveLimits limits, int entries, Location at)
{
    private readonly long[] _charged = new long[entries];
    private long _total;

    /// <summary>Accounts for an entry having been inflated up to <paramref name="inflated"/> bytes.</summary>
    /// <exception cref="RefusedException">A limit is exceeded.</exception>
    public void Charge(ArchiveEntry entry, long inflated)
    {
        if (inflated > limits.RatioThresholdBytes && inflated / limits.MaxRatio > entry.Record.CompressedLength)
        {
            throw new RefusedException(FormatFindings.ZipRatio.At(at, entry.Path, limits.MaxRatio));
        }

        if (inflated > _charged[entry.Index])
        {
            _total += inflated - _charged[entry.Index];
            _charged[entry.Index] = inflated;
        }

        if (_total > limits.MaxUncompressedBytes)
        {
            throw new RefusedException(FormatFindings.ZipTooLarge.At(at, limits.MaxUncompressedBytes));
        }
    }
}
