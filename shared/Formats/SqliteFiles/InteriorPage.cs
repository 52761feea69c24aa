using System.Buffers.Binary;

namespace Platform.Formats.SqliteFiles;

/// <summary>A copy of an interior page of a table's tree, gone through child by child.</summary>
internal sealed class InteriorPage
{
    private const int HeaderLength = 12;
    private byte[] _bytes = [];
    private int _pointers;
    private int _cells;
    private int _next;
    private long _greatest;

    public uint Number { get; private set; }

    /// <summary>Takes another page; false when its cells do not fit into it.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="page">Its content.</param>
    /// <param name="header">Where its header begins: behind the database's on page 1.</param>
    /// <param name="greatest">The greatest rowid that its rows may have.</param>
    public bool Load(uint number, ReadOnlySpan<byte> page, int header, long greatest)
    {
        _bytes = _bytes.Length == page.Length ? _bytes : new byte[page.Length];
        page.CopyTo(_bytes);
        Number = number;
        _pointers = header + HeaderLength;
        _cells = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
        _next = 0;
        _greatest = greatest;
        return _pointers + (2 * _cells) <= page.Length;
    }

    /// <summary>Moves to the next child; false behind the last one.</summary>
    /// <param name="child">Its page, 0 when its cell leaves the page.</param>
    /// <param name="greatest">The greatest rowid that its rows may have.</param>
    public bool TryNext(out uint child, out long greatest)
    {
        (child, greatest) = (0, _greatest);
        if (_next > _cells)
        {
            return false;
        }

        var cell = _next < _cells ? CellAt(_next) : _bytes.AsSpan(_pointers - 4, 4);
        if (cell.Length >= 4 && (_next == _cells || Varint.Read(cell[4..], out greatest) > 0))
        {
            child = BinaryPrimitives.ReadUInt32BigEndian(cell);
            greatest = Math.Min(greatest, _greatest);
        }

        _next++;
        return true;
    }

    private ReadOnlySpan<byte> CellAt(int index)
    {
        var start = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(_pointers + (2 * index)));
        return start < _pointers + (2 * _cells) || start > _bytes.Length ? default : _bytes.AsSpan(start);
    }
}
