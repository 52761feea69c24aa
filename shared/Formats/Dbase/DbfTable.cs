using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;

namespace Platform.Formats.Dbase;

/// <summary>A .dbf file opened: its fields and a cursor over its records.</summary>
internal sealed class DbfTable
{
    private readonly DeliveredFile _file;
    private readonly FindingLog _findings;
    private readonly DbfText _text;
    private readonly List<(DbfColumn Column, Field Field)> _columns = [];

    private DbfTable(DeliveredFile file, DbfHeader header, DbfText text, FindingLog findings)
    {
        _file = file;
        _findings = findings;
        _text = text;
        Header = header;
        foreach (var column in header.Columns)
        {
            var name = UniqueName(text.Decode(column.StoredName, out _));
            if (column.FieldType is { } type)
            {
                _columns.Add((column, new Field(name, type, column.Width, column.Decimals)));
            }
            else
            {
                findings.Add(FormatFindings.TableFieldType.At(new Location(file.Path, Field: name), column.Type));
            }
        }
    }

    public DbfHeader Header { get; }

    public IReadOnlyList<Field> Fields => [.. _columns.Select(c => c.Field)];

    /// <exception cref="RefusedException">Not a table that can be read.</exception>
    public static DbfTable Open(DeliveredFile file, DeliveredFile? codePage, FindingLog findings)
    {
        DbfHeader header;
        using (var stream = file.Open())
        {
            header = DbfHeader.Read(stream, file);
        }

        if (header.Records < header.StatedRecords)
        {
            findings.Add(FormatFindings.TableTruncated.At(new Location(file.Path), header.StatedRecords, header.Records));
        }

        return new DbfTable(file, header, new DbfText(new DbfEncoding(file, findings).Decide(header, codePage)), findings);
    }

    /// <summary>A stream at the first record.</summary>
    public Stream OpenRecords()
    {
        var stream = _file.Open();
        stream.ReadExactly(new byte[Header.HeaderLength]);
        return stream;
    }

    /// <summary>Whether the record is marked as deleted; says so once per table.</summary>
    public bool IsDeleted(ReadOnlySpan<byte> record, long row, ref bool said)
    {
        if (record[0] != (byte)'*')
        {
            return false;
        }

        if (!said)
        {
            said = true;
            _findings.Add(FormatFindings.TableRowsDeleted.At(new Location(_file.Path, Row: row), row));
        }

        return true;
    }

    /// <summary>The values of a record; faults are added to the row's findings.</summary>
    public object?[] Decode(ReadOnlySpan<byte> record, Location row, List<Finding> findings)
    {
        var values = new object?[_columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (column, field) = _columns[i];
            values[i] = DecodeValue(record.Slice(column.Offset, column.Width), column, field, row, findings);
        }

        return values;
    }

    private object? DecodeValue(ReadOnlySpan<byte> bytes, DbfColumn column, Field field, Location row, List<Finding> findings)
    {
        if (column.Type == 'C')
        {
            var text = _text.Decode(bytes, out var damaged);
            if (damaged)
            {
                findings.Add(FormatFindings.TableTextDamaged.At(row with { Field = field.Name }, _text.EncodingName, text));
            }

            return text.Length == 0 ? null : text;
        }

        var value = DbfValues.Decode(bytes, column, out var fault);
        if (fault is not null)
        {
            findings.Add(FormatFindings.TableValue.At(row with { Field = field.Name }, fault, field.Type));
        }

        return value;
    }

    private string UniqueName(string name)
    {
        var unique = name.Trim();
        for (var i = 2; unique.Length == 0 || _columns.Exists(c => string.Equals(c.Field.Name, unique, StringComparison.OrdinalIgnoreCase)); i++)
        {
            unique = $"{name.Trim()}_{i}";
        }

        return unique;
    }
}
