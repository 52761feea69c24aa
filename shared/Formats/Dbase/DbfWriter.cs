using System.Buffers.Binary;
using System.Text;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Formats.Dbase;

/// <summary>
/// Writes a dBASE III table in UTF-8. How wide its columns are shows when the last row has come; until then the rows wait in a file, each value as its
/// length in a byte and its spelling. Null and an empty text are both blank, as the format has it.
/// </summary>
internal sealed class DbfWriter
{
    private const int HeadLength = 32;
    private const int ColumnLength = 32;
    private const int NameLength = 11;
    private const byte Terminator = 0x0D;
    private const byte EndOfFile = 0x1A;
    private const int MostColumns = 255;
    private static readonly Field s_number = new("FID", FieldType.Integer);

    private readonly List<(ColumnToWrite Column, int Value)> _columns = [];
    private readonly Stream _spool;
    private readonly Location _at;
    private readonly long _mostBytes;
    private readonly FindingLog _findings;
    private readonly byte[] _value = new byte[1 + ColumnToWrite.LongestText];
    private long _rows;
    private long _spelled;

    /// <param name="schema">The fields; a table has at least one, so that of a layer without fields has the number of the row.</param>
    /// <param name="spool">An empty file to read and write, which this writer alone uses.</param>
    /// <param name="mostBytes">How long the table may become.</param>
    /// <param name="findings">Receives what cannot be written as it is.</param>
    /// <exception cref="RefusedException">There are too many fields.</exception>
    public DbfWriter(LayerSchema schema, Stream spool, long mostBytes, FindingLog findings)
    {
        _spool = spool;
        _at = new Location(Layer: schema.Name);
        _mostBytes = mostBytes;
        _findings = findings;
        var kept = Enumerable.Range(0, schema.Fields.Count).Where(i => schema.Fields[i].Type != FieldType.Binary).ToList();
        var names = ColumnNames.For(kept.Select(i => schema.Fields[i].Name));
        _columns.AddRange(kept.Select((value, i) => (new ColumnToWrite(schema.Fields[value], names[i]), value)));
        NoteFields(schema.Fields);
        if (_columns.Count > MostColumns)
        {
            throw new RefusedException(FormatFindings.TableTooManyFields.At(_at, _columns.Count, MostColumns));
        }

        if (_columns.Count == 0)
        {
            _columns.Add((new ColumnToWrite(s_number, s_number.Name), -1));
        }
    }

    private int HeaderLength => HeadLength + (ColumnLength * _columns.Count) + 1;

    /// <summary>Takes a row.</summary>
    /// <exception cref="ArgumentException">A value does not fit its field.</exception>
    /// <exception cref="RefusedException">The table becomes too long.</exception>
    public void Add(IReadOnlyList<object?> values)
    {
        foreach (var (column, value) in _columns)
        {
            var given = value < 0 ? _rows : FieldValues.Checked(column.Field, values[value]);
            var length = column.Spell(given, _value.AsSpan(1), out var isCut);
            if (isCut)
            {
                _findings.Add(FormatFindings.TableTextCut.At(_at with { Row = _rows, Field = column.Field.Name }, ColumnToWrite.LongestText));
            }

            _value[0] = (byte)length;
            _spelled += length;
            _spool.Write(_value, 0, 1 + length);
        }

        _rows++;
        Require(HeaderLength + _spelled + _rows);
    }

    /// <summary>Writes the table.</summary>
    /// <exception cref="RefusedException">The table is too long.</exception>
    public void Finish(Stream target)
    {
        var recordLength = 1 + _columns.Sum(column => column.Column.Width);
        Require(HeaderLength + (_rows * recordLength) + 1);
        WriteHeader(target, recordLength);
        var record = new byte[recordLength];
        _spool.Position = 0;
        for (long row = 0; row < _rows; row++)
        {
            ReadRecord(record);
            target.Write(record);
        }

        target.WriteByte(EndOfFile);
    }

    private void NoteFields(IReadOnlyList<Field> fields)
    {
        foreach (var field in fields.Where(field => field.Type == FieldType.Binary))
        {
            _findings.Add(FormatFindings.TableFieldLeftOut.At(_at with { Field = field.Name }));
        }

        foreach (var (column, _) in _columns.Where(column => column.Column.Field.Type == FieldType.DateTime))
        {
            _findings.Add(FormatFindings.TableTimeAsText.At(_at with { Field = column.Field.Name }));
        }

        foreach (var (column, _) in _columns.Where(column => column.Column.Name != column.Column.Field.Name))
        {
            _findings.Add(FormatFindings.TableFieldRenamed.At(_at with { Field = column.Field.Name }, column.Field.Name, column.Name));
        }
    }

    private void Require(long length)
    {
        if (length > _mostBytes)
        {
            throw new RefusedException(FormatFindings.ShapefileTooLarge.At(_at, ".dbf", _mostBytes));
        }
    }

    /// <summary>The date of the last change is fixed, so that the bytes depend on nothing but the content: 1 January 2000.</summary>
    private void WriteHeader(Stream target, int recordLength)
    {
        var head = new byte[HeaderLength];
        (head[0], head[1], head[2], head[3]) = (3, 100, 1, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)_rows);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)head.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), (ushort)recordLength);
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i].Column;
            var entry = head.AsSpan(HeadLength + (i * ColumnLength), ColumnLength);
            Encoding.UTF8.GetBytes(column.Name, entry[..NameLength]);
            (entry[11], entry[16], entry[17]) = ((byte)column.Type, (byte)column.Width, (byte)column.Decimals);
        }

        head[^1] = Terminator;
        target.Write(head);
    }

    /// <summary>What a value that is null is filled with, as GDAL and ESRI's programs do.</summary>
    private static byte Nothing(char type) => type switch
    {
        'D' => (byte)'0',
        'L' => (byte)'?',
        _ => (byte)' ',
    };

    private void ReadRecord(Span<byte> record)
    {
        record.Fill((byte)' ');
        var at = 1;
        foreach (var (column, _) in _columns)
        {
            var place = record.Slice(at, column.Width);
            var length = _spool.ReadByte();
            var value = column.Type is 'N' or 'F' ? place[^length..] : place[..length];
            _spool.ReadExactly(value);
            if (length == 0)
            {
                place.Fill(Nothing(column.Type));
            }

            at += place.Length;
        }
    }
}
