using System.Buffers.Binary;
using System.Collections;
using Platform.Findings;

namespace Platform.Formats.SqliteFiles;

/// <summary>
/// Walks over the rows of a table's tree in the order of their rowids. However damaged the file is, the walk ends: no page is entered twice or for two
/// tables, rowids only grow and stay within what the pages above say, the depth is limited, the cells of a page do not take more room than it has,
/// and a row is no longer than all pages are before anything is allocated for it.
/// </summary>
internal sealed class TableCursor
{
    private const byte InteriorType = 5;
    private const byte LeafType = 13;
    private const int LeafHeaderLength = 8;
    private const int MaxDepth = 20;

    private readonly DatabaseFile _file;
    private readonly DatabaseHeader _header;
    private readonly ushort _table;
    private readonly Location _at;
    private readonly long _longest;
    private readonly PageReader _tree;
    private readonly PageReader _chain;
    private readonly BitArray _entered;
    private readonly List<InteriorPage> _path = [];
    private int _depth;
    private uint _leaf;
    private ReadOnlyMemory<byte> _page;
    private int _pointers;
    private int _cells;
    private int _cell;
    private int _room;
    private long? _last;
    private long _greatest = long.MaxValue;
    private byte[] _joined = [];
    private ReadOnlyMemory<byte> _payload;

    /// <param name="file">The database.</param>
    /// <param name="table">The table whose tree it is.</param>
    /// <param name="at">The table, for findings.</param>
    /// <param name="longest">The most bytes that a row may have.</param>
    /// <exception cref="RefusedException">There is no tree of a table, or it is another table's.</exception>
    public TableCursor(DatabaseFile file, SchemaEntry table, Location at, long longest)
    {
        _file = file;
        _header = file.Header;
        _table = file.NumberOf(table);
        _at = at;
        _longest = longest;
        _tree = file.OpenPages(at);
        _chain = file.OpenPages(at);
        _entered = new BitArray(_header.PageCount + 1);
        Enter(table.Root is > 0 and <= int.MaxValue ? (uint)table.Root : 0, long.MaxValue);
    }

    public long RowId { get; private set; }

    /// <summary>The record; valid until the next row.</summary>
    public ReadOnlySpan<byte> Payload => _payload.Span;

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="RefusedException">The tree is damaged.</exception>
    public bool Read()
    {
        while (_cell == _cells)
        {
            if (!EnterNextLeaf())
            {
                return false;
            }
        }

        ReadCell();
        _cell++;
        return true;
    }

    private bool EnterNextLeaf()
    {
        while (_depth > 0)
        {
            var parent = _path[_depth - 1];
            if (!parent.TryNext(out var child, out var greatest))
            {
                _depth--;
                continue;
            }

            // Everything that follows is greater than all that the page before might have held.
            _last = _leaf == 0 ? null : _greatest;
            if (Enter(child, greatest))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Enters a page of the tree; false when more pages are below it.</summary>
    private bool Enter(uint number, long greatest)
    {
        Mark(number);
        _page = _tree.Read(number);
        var page = _page.Span;
        var header = number == 1 ? DatabaseHeader.Length : 0;
        if (page[header] == InteriorType)
        {
            Descend(number, page, header, greatest);
            return false;
        }

        var isRoot = _depth == 0;
        (_leaf, _greatest, _pointers, _cell) = (number, greatest, header + LeafHeaderLength, 0);
        _cells = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
        _room = page.Length - _pointers - (2 * _cells);
        return page[header] == LeafType && _room >= 0 && (_cells > 0 || isRoot) ? true : throw Damaged(number, "type", page[header]);
    }

    private void Descend(uint number, ReadOnlySpan<byte> page, int header, long greatest)
    {
        if (_depth == MaxDepth)
        {
            throw Damaged(number, "depth", _depth + 1);
        }

        if (_path.Count == _depth)
        {
            _path.Add(new InteriorPage());
        }

        if (!_path[_depth].Load(number, page, header, greatest))
        {
            throw Damaged(number, "type", page[header]);
        }

        _depth++;
    }

    private void Mark(uint number)
    {
        if (number == 0 || number > (uint)_header.PageCount || _entered[(int)number] || !_file.Claim((int)number, _table))
        {
            throw Damaged(_depth > 0 ? _path[_depth - 1].Number : _leaf, "page", number);
        }

        _entered[(int)number] = true;
    }

    private void ReadCell()
    {
        var page = _page.Span;
        int start = BinaryPrimitives.ReadUInt16BigEndian(page[(_pointers + (2 * _cell))..]);
        var cell = start < _pointers + (2 * _cells) || start > page.Length ? default : page[start..];
        var first = Varint.Read(cell, out var length);
        var second = Varint.Read(cell[first..], out var rowId);
        if (first == 0 || second == 0 || length < 0 || length > _longest)
        {
            throw Damaged(_leaf, "cell", _cell);
        }

        if (rowId <= _last || rowId > _greatest)
        {
            throw Damaged(_leaf, "rowid", rowId);
        }

        _last = RowId = rowId;
        var (local, head) = (LocalLength(length), first + second);
        var taken = head + local + (local < length ? sizeof(uint) : 0);
        _room -= taken;
        if (taken > cell.Length || _room < 0)
        {
            throw Damaged(_leaf, "cell", _cell);
        }

        _payload = local == length ? _page.Slice(start + head, local) : Join(cell.Slice(head, local), BinaryPrimitives.ReadUInt32BigEndian(cell[(head + local)..]), length);
    }

    /// <summary>How many bytes of a record lie in its cell; the rest is in a chain of pages.</summary>
    private int LocalLength(long length)
    {
        var usable = _header.UsableSize;
        if (length <= usable - 35)
        {
            return (int)length;
        }

        var least = ((usable - 12) * 32 / 255) - 23;
        var filling = least + ((length - least) % (usable - sizeof(uint)));
        return filling <= usable - 35 ? (int)filling : least;
    }

    private ReadOnlyMemory<byte> Join(ReadOnlySpan<byte> local, uint next, long length)
    {
        var room = _header.UsableSize - sizeof(uint);
        if ((length - local.Length + room - 1) / room > _header.PageCount)
        {
            throw Damaged(_leaf, "cell", _cell);
        }

        if (_joined.Length < length)
        {
            _joined = new byte[Math.Max(length, Math.Min(2 * _joined.Length, 1 << 20))];
        }

        local.CopyTo(_joined);
        var rest = _joined.AsSpan(local.Length, (int)length - local.Length);
        for (; !rest.IsEmpty; rest = rest[Math.Min(room, rest.Length)..])
        {
            Mark(next);
            var page = _chain.Read(next).Span;
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
            page.Slice(sizeof(uint), Math.Min(room, rest.Length)).CopyTo(rest);
        }

        return next == 0 ? _joined.AsMemory(0, (int)length) : throw Damaged(_leaf, "page", next);
    }

    private RefusedException Damaged(uint page, string what, long value) =>
        new(FormatFindings.GeoPackageDamaged.At(_at, $"page {page}: {what} {value}"));
}
