using System.Buffers.Binary;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.Shapefiles;

/// <summary>
/// Walks the records of a .shp from front to back. Every record length is checked against the bytes that remain before it is read;
/// where the file ends in the middle of a record the walk ends with a finding.
/// </summary>
internal sealed class ShapeCursor : IDisposable
{
    /// <summary>Greatest length of one record in bytes.</summary>
    public const int MaxRecord = 256 << 20;

    private const int RecordHeaderLength = 8;
    private readonly DeliveredFile _file;
    private readonly Stream _stream;
    private readonly RecordIndex _index;
    private readonly FindingLog _findings;
    private readonly long _end;
    private byte[] _buffer = new byte[1 << 12];
    private long _position = ShapeHeader.Length;
    private bool _ended;

    public ShapeCursor(DeliveredFile file, RecordIndex index, FindingLog findings)
    {
        _file = file;
        _index = index;
        _findings = findings;
        _stream = file.Open();
        Header = ShapeHeader.Read(_stream, file);
        _end = Math.Min(Header.StatedLength, file.Length);
    }

    public ShapeHeader Header { get; }

    /// <summary>Number of records walked over.</summary>
    public long Count { get; private set; }

    /// <summary>Moves to the next record.</summary>
    /// <param name="content">Its content, at least 4 bytes, valid until the next call; empty when the record exceeds <see cref="MaxRecord"/>.</param>
    /// <returns>False at the end.</returns>
    public bool MoveNext(out ReadOnlySpan<byte> content)
    {
        content = default;
        if (_ended)
        {
            return false;
        }

        var stated = _index.Next();
        if (_position == _end)
        {
            Finish(complete: true);
            return false;
        }

        if (!ReadHeader(stated, out var number, out var length))
        {
            return false;
        }

        Count++;
        if (number != Count)
        {
            _findings.Add(FormatFindings.ShapefileRecordNumber.At(new Location(_file.Path, Row: Count - 1), Count, number));
        }

        return ReadContent(length, ref content);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _index.Dispose();
    }

    private bool ReadHeader(long? stated, out int number, out long length)
    {
        Span<byte> header = stackalloc byte[RecordHeaderLength];
        (number, length) = (0, -1);
        if (!Read(header))
        {
            Finish(complete: false);
            return false;
        }

        (number, length) = Decode(header);
        if (!IsPlausible(length) && stated is { } next && next > _position && next < _end - RecordHeaderLength)
        {
            _findings.Add(FormatFindings.ShapefileGap.At(new Location(_file.Path, Row: Count), Count + 1, next - _position));
            Skip(next - _position - RecordHeaderLength);
            _position = next;
            if (!Read(header))
            {
                Finish(complete: false);
                return false;
            }

            (number, length) = Decode(header);
        }

        _index.Compare(stated, _position);
        if (!IsPlausible(length))
        {
            Finish(complete: length >= 4 && _file.Length < Header.StatedLength ? false : null, length);
            return false;
        }

        return true;
    }

    private bool ReadContent(long length, ref ReadOnlySpan<byte> content)
    {
        _position += RecordHeaderLength + length;
        if (length > MaxRecord)
        {
            Skip(length);
            return true;
        }

        if (_buffer.Length < length)
        {
            _buffer = new byte[Math.Min(MaxRecord, Math.Max(length, _buffer.Length * 2L))];
        }

        var record = _buffer.AsSpan(0, (int)length);
        if (!Read(record))
        {
            Finish(complete: false);
            return false;
        }

        content = record;
        return true;
    }

    private static (int Number, long Length) Decode(ReadOnlySpan<byte> header) =>
        (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]) * 2L);

    private bool IsPlausible(long length) => length >= 4 && length <= _end - _position - RecordHeaderLength;

    /// <summary>Says how the walk ended: at the stated end, before it, or (null) in bytes that are no record.</summary>
    private void Finish(bool? complete, long length = 0)
    {
        _ended = true;
        var at = new Location(_file.Path);
        if (complete is null || (complete == false && _file.Length >= Header.StatedLength))
        {
            _findings.Add(FormatFindings.ShapefileRecordDamaged.At(at with { Row = Count }, Count + 1, length));
        }
        else if (complete == false || _file.Length < Header.StatedLength)
        {
            _findings.Add(FormatFindings.ShapefileTruncated.At(at, Header.StatedLength, _file.Length));
        }
        else
        {
            _index.End();
        }

        if (_file.Length > Header.StatedLength)
        {
            _findings.Add(FormatFindings.ShapefileTrailingBytes.At(at, _file.Length - Header.StatedLength));
        }

        if (!_index.Agrees)
        {
            _findings.Add(FormatFindings.ShapefileIndexMismatch.At(at));
        }
    }

    private bool Read(Span<byte> buffer) => _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;

    private void Skip(long count)
    {
        Span<byte> scratch = stackalloc byte[4096];
        while (count > 0)
        {
            var read = _stream.Read(scratch[..(int)Math.Min(scratch.Length, count)]);
            if (read == 0)
            {
                return;
            }

            count -= read;
        }
    }
}
