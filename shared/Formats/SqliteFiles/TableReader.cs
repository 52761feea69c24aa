using System.Globalization;
using Platform.Findings;

namespace Platform.Formats.SqliteFiles;

/// <summary>Reads the rows of a table in the order of their rowids, value by value.</summary>
internal sealed class TableReader
{
    /// <summary>The most bytes that a row of a catalogue may have.</summary>
    public const int LongestOfCatalogue = 16 << 20;

    /// <summary>The most bytes that any row may have: what SQLite itself takes unless it is built otherwise.</summary>
    public const int Longest = 1_000_000_000;

    private readonly DatabaseFile _file;
    private readonly Location _at;
    private readonly TableCursor _cursor;
    private readonly TableColumn[] _columns;
    private readonly Slot[] _slots;

    /// <summary>How many values every record has at least: those up to the last column whose default is computed when a row is stored.</summary>
    private readonly int _required;
    private int _filled;

    /// <param name="file">The database.</param>
    /// <param name="table">The table, which has rowids.</param>
    /// <param name="definition">Its columns.</param>
    /// <param name="at">The table, for findings.</param>
    /// <param name="longest">The most bytes that a row may have.</param>
    /// <exception cref="RefusedException">There is no tree of a table, or it is another table's.</exception>
    public TableReader(DatabaseFile file, SchemaEntry table, TableDefinition definition, Location at, int longest)
    {
        _file = file;
        _at = at;
        _cursor = new TableCursor(file, table, at, longest);
        _columns = [.. definition.Columns];
        _slots = new Slot[_columns.Length];
        _required = Array.FindLastIndex(_columns, c => ReferenceEquals(c.Default, ColumnDefault.Computed)) is >= 0 and var last ? _columns[last].Stored + 1 : 0;
    }

    private readonly record struct Slot(long Type, int Offset, int Length);

    public long RowId => _cursor.RowId;

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="RefusedException">The table is damaged.</exception>
    public bool Read()
    {
        if (!_cursor.Read())
        {
            return false;
        }

        ReadHeader(_cursor.Payload);
        return true;
    }

    /// <summary>The value of a column, by its position in the definition.</summary>
    public StoredValue this[int column]
    {
        get
        {
            var definition = _columns[column];
            if (definition.IsRowId)
            {
                return StoredValue.OfInteger(RowId);
            }

            if (definition.Stored >= _filled)
            {
                return definition.Default.Value;
            }

            var slot = _slots[definition.Stored];
            var value = StoredValue.Of(slot.Type, _cursor.Payload.Slice(slot.Offset, slot.Length));
            return definition.IsReal && value.Kind == StoredKind.Integer ? StoredValue.OfReal(value.Integer) : value;
        }
    }

    /// <summary>The integer in a column, 0 where there is none.</summary>
    public long Integer(int column) => this[column] is { Kind: StoredKind.Integer } value ? value.Integer : 0;

    /// <summary>The text in a column, empty where there is none.</summary>
    public string Text(int column) => this[column] is { Kind: StoredKind.Text } value ? value.TextOf(_file.Header.Encoding) : "";

    private void ReadHeader(ReadOnlySpan<byte> record)
    {
        var at = Varint.Read(record, out var header);
        var content = header;
        if (at == 0 || header < at || header > record.Length)
        {
            throw Damaged();
        }

        for (_filled = 0; at < header;)
        {
            var read = Varint.Read(record[at..(int)header], out var type);
            var length = StoredValue.LengthOf(type);
            if (read == 0 || length < 0 || length > record.Length - content)
            {
                throw Damaged();
            }

            if (_filled < _slots.Length)
            {
                _slots[_filled++] = new Slot(type, (int)content, (int)length);
            }

            content += length;
            at += read;
        }

        if (content != record.Length || _filled < _required)
        {
            throw Damaged();
        }
    }

    private RefusedException Damaged() => new(FormatFindings.GeoPackageDamaged.At(_at, string.Create(CultureInfo.InvariantCulture, $"rowid {RowId}")));
}
