using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.SqliteFiles;

/// <summary>Reads pages of a database, ever more at once as long as they are asked for one after the other, and one where they are not.</summary>
internal sealed class PageReader(IRangeSource source, DatabaseHeader header, Location at)
{
    private const int MostAhead = 1 << 18;

    private byte[] _window = [];
    private uint _first = 1;
    private int _count;

    /// <summary>The content of a page; valid until the next call.</summary>
    /// <param name="number">1 to the number of pages.</param>
    /// <exception cref="RefusedException">The file ends before the page does.</exception>
    public ReadOnlyMemory<byte> Read(uint number)
    {
        if (number - _first >= (uint)_count)
        {
            Fill(number);
        }

        return new ReadOnlyMemory<byte>(_window, (int)(number - _first) * header.PageSize, header.UsableSize);
    }

    private void Fill(uint number)
    {
        var isAhead = number - _first < 2 * (uint)_count;
        var wanted = isAhead ? Math.Min(2 * _count, Math.Max(1, MostAhead / header.PageSize)) : 1;
        var count = (int)Math.Min(wanted, header.PageCount - number + 1);
        if (_window.Length < count * header.PageSize)
        {
            _window = new byte[wanted * header.PageSize];
        }

        (_first, _count) = (number, 0);
        var target = _window.AsSpan(0, count * header.PageSize);
        for (var offset = (number - 1L) * header.PageSize; !target.IsEmpty;)
        {
            var read = source.ReadAt(offset, target);
            if (read == 0)
            {
                throw new RefusedException(FormatFindings.GeoPackageDamaged.At(at, $"page {number}"));
            }

            offset += read;
            target = target[read..];
        }

        _count = count;
    }
}
