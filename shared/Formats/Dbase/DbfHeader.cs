using System.Buffers.Binary;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Sources;

namespace Platform.Formats.Dbase;

/// <summary>A column of a dBASE table.</summary>
/// <param name="StoredName">Name as bytes, in the encoding of the table.</param>
/// <param name="Type">Type letter.</param>
/// <param name="Offset">Offset in the record.</param>
/// <param name="Width">Width in bytes.</param>
/// <param name="Decimals">Digits after the point.</param>
internal sealed record DbfColumn(byte[] StoredName, char Type, int Offset, int Width, int Decimals)
{
    /// <summary>The field type, or null when the column cannot be read.</summary>
    public FieldType? FieldType => (Type, Width) switch
    {
        ('C', _) => Features.FieldType.Text,
        ('N', _) => Decimals == 0 && Width <= 18 ? Features.FieldType.Integer : Features.FieldType.Decimal,
        ('F', _) => Features.FieldType.Real,
        ('D', 8) => Features.FieldType.Date,
        ('L', 1) => Features.FieldType.Boolean,
        ('I', 4) => Features.FieldType.Integer,
        ('O' or 'B', 8) => Features.FieldType.Real,
        ('T' or '@', 8) => Features.FieldType.DateTime,
        _ => null,
    };
}

/// <summary>The header of a .dbf file (dBASE III to 7, FoxPro), checked against the bytes that are there.</summary>
/// <param name="Columns">Columns in file order.</param>
/// <param name="StatedRecords">Number of records as the header states it.</param>
/// <param name="Records">Number of whole records that the file has room for, at most the stated number.</param>
/// <param name="HeaderLength">Offset of the first record.</param>
/// <param name="RecordLength">Length of a record in bytes, with the deletion mark.</param>
/// <param name="LanguageDriver">The code page mark; 0 is none.</param>
internal sealed record DbfHeader(
    IReadOnlyList<DbfColumn> Columns, long StatedRecords, long Records, int HeaderLength, int RecordLength, byte LanguageDriver)
{
    private const int FixedLength = 32;
    private const int ColumnLength = 32;
    private const byte Terminator = 0x0D;

    /// <summary>Reads the header and leaves the stream at the first record.</summary>
    /// <exception cref="RefusedException">Not a table that can be read.</exception>
    public static DbfHeader Read(Stream stream, DeliveredFile file)
    {
        var at = new Location(file.Path);
        var head = new byte[FixedLength];
        if (stream.ReadAtLeast(head, FixedLength, throwOnEndOfStream: false) < FixedLength)
        {
            throw new RefusedException(FormatFindings.TableHeader.At(at, $"{file.Length} bytes"));
        }

        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8));
        int recordLength = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(10));
        if (headerLength <= FixedLength || headerLength > file.Length || recordLength == 0)
        {
            throw new RefusedException(FormatFindings.TableHeader.At(at, $"header length {headerLength}, record length {recordLength}"));
        }

        var rest = new byte[headerLength - FixedLength];
        if (stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length)
        {
            throw new RefusedException(FormatFindings.TableHeader.At(at, $"{file.Length} bytes"));
        }

        long stated = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        var room = (file.Length - headerLength) / recordLength;
        return new DbfHeader(ReadColumns(rest, recordLength, at), stated, Math.Min(stated, room), headerLength, recordLength, head[29]);
    }

    private static List<DbfColumn> ReadColumns(ReadOnlySpan<byte> bytes, int recordLength, Location at)
    {
        var columns = new List<DbfColumn>();
        var offset = 1;
        while (bytes.Length >= ColumnLength && bytes[0] != Terminator && bytes[0] != 0)
        {
            var type = char.ToUpperInvariant((char)bytes[11]);
            // dBASE keeps the upper half of a long text width in the byte for decimals.
            var width = type == 'C' ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..]) : bytes[16];
            var name = bytes[..11];
            var end = name.IndexOf((byte)0);
            columns.Add(new DbfColumn((end < 0 ? name : name[..end]).ToArray(), type, offset, width, type == 'C' ? 0 : bytes[17]));
            offset += width;
            bytes = bytes[ColumnLength..];
        }

        if (columns.Count == 0 || offset > recordLength)
        {
            throw new RefusedException(FormatFindings.TableHeader.At(at, $"{columns.Count} fields of {offset} bytes in a record of {recordLength}"));
        }

        return columns;
    }
}
