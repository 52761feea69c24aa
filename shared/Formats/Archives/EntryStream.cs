using System.IO.Hashing;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Archives;

/// <summary>
/// The inflated bytes of one entry, through a buffer of its own. Length and checksum are verified before the last byte is handed out,
/// so a reader that takes exactly the stated number of bytes cannot miss a fault.
/// </summary>
internal sealed class EntryStream(Stream inflated, ArchiveEntry entry, InflationBudget budget, Location at) : ReadOnlyStream
{
    private const int BufferSize = 1 << 15;
    private readonly byte[] _buffer = new byte[(int)Math.Clamp(entry.Length, 1, BufferSize)];
    private readonly Crc32 _checksum = new();
    private long _inflated;
    private int _from;
    private int _to;
    private bool _verified;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_from == _to && !_verified)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        inflated.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        var rest = (int)Math.Min(_buffer.Length, entry.Length - _inflated);
        (_from, _to) = (0, rest == 0 ? 0 : Inflate(_buffer.AsSpan(0, rest)));
        _checksum.Append(_buffer.AsSpan(0, _to));
        _inflated += _to;
        budget.Charge(entry, _inflated);
        if (_to == 0 || _inflated == entry.Length)
        {
            Verify();
        }
    }

    private void Verify()
    {
        Span<byte> beyond = stackalloc byte[1];
        if (_inflated < entry.Length || Inflate(beyond) > 0)
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
