using System.IO.Hashing;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Archives;

/// <summary>
/// The inflated bytes of one entry. Length and checksum are verified at the moment the last byte is handed out, so a reader that takes
/// exactly the stated number of bytes cannot miss a fault.
/// </summary>
internal sealed class EntryStream(Stream inflated, ArchiveEntry entry, InflationBudget budget, Location at) : ReadOnlyStream
{
    private readonly Crc32 _checksum = new();
    private long _read;
    private bool _verified;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _verified)
        {
            return 0;
        }

        var count = _read == entry.Length ? 0 : Inflate(buffer[..(int)Math.Min(buffer.Length, entry.Length - _read)]);
        _checksum.Append(buffer[..count]);
        _read += count;
        budget.Charge(entry, _read);
        if (count == 0 || _read == entry.Length)
        {
            Verify();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        inflated.Dispose();
        base.Dispose(disposing);
    }

    private void Verify()
    {
        Span<byte> beyond = stackalloc byte[1];
        if (_read < entry.Length || Inflate(beyond) > 0)
        {
            throw new RefusedException(FormatFindings.ZipSizeMismatch.At(at, entry.Path, entry.Length));
        }

        if (_checksum.GetCurrentHashAsUInt32() != entry.Record.Checksum)
        {
            throw new RefusedException(FormatFindings.ZipChecksum.At(at, entry.Path));
        }

        _verified = true;
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return inflated.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new RefusedException(FormatFindings.ZipDamaged.At(at, $"deflate data of {entry.Path}"));
        }
    }
}
