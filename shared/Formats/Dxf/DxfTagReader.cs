using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using Platform.Findings;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Dxf;

/// <summary>
/// Reads the groups of a DXF file, text or binary (of R12, with one byte a code, and of R13 and later, with two). A value is kept only while
/// it is looked at, and none may be longer than <see cref="MaxValue"/>.
/// </summary>
internal sealed class DxfTagReader : IDisposable
{
    public static ReadOnlySpan<byte> Sentinel => "AutoCAD Binary DXF\r\n\u001a\0"u8;

    private const int MaxValue = 1 << 16;
    private const int BufferLength = 1 << 16;
    private readonly Stream _stream;
    private readonly Location _at;
    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly List<byte> _value = [];
    private readonly bool _isBinary;
    private readonly bool _hasShortCodes;
    private int _from;
    private int _to;
    private long _read;

    /// <exception cref="RefusedException">The file is a DWG.</exception>
    public DxfTagReader(DeliveredFile file)
    {
        _at = new Location(file.Path);
        _stream = file.Open();
        Fill();
        var head = _buffer.AsSpan(0, _to);
        if (head.StartsWith("AC10"u8))
        {
            throw new RefusedException(FormatFindings.DxfIsDwg.At(_at));
        }

        _isBinary = head.StartsWith(Sentinel);
        if (_isBinary)
        {
            // The first group is 0 SECTION: behind a code of one byte its text begins at once.
            _hasShortCodes = _to > Sentinel.Length + 1 && _buffer[Sentinel.Length + 1] != 0;
            _from = Sentinel.Length;
        }
        else if (head.StartsWith("\uFEFF"u8))
        {
            _from = 3;
        }
    }

    /// <summary>Reads the next group; false at the end of the file.</summary>
    /// <exception cref="RefusedException">The bytes are no group, or it breaks off.</exception>
    public bool Read(out DxfTag tag)
    {
        tag = default;
        return _isBinary ? ReadBinary(ref tag) : ReadText(ref tag);
    }

    public void Dispose() => _stream.Dispose();

    private bool ReadText(ref DxfTag tag)
    {
        if (!ReadLine(out _))
        {
            return false;
        }

        var code = CollectionsMarshal.AsSpan(_value).Trim(" \t"u8);
        if (!Utf8Parser.TryParse(code, out int number, out var used) || used != code.Length)
        {
            // Blank lines behind the last group are no fault.
            return code.IsEmpty && IsAtEnd() ? false : throw Damaged();
        }

        // The last value may do without a line break, but then it must be EOF.
        if (!ReadLine(out var isClosed) || (!isClosed && !CollectionsMarshal.AsSpan(_value).StartsWith("EOF"u8)))
        {
            throw new RefusedException(FormatFindings.DxfTruncated.At(_at, _read));
        }

        // Numbers are kept as such: a fifth of the memory of their text.
        tag = DxfCodes.KindOf(number) is DxfValueKind.Text or DxfValueKind.Chunk or DxfValueKind.Unknown
            ? new DxfTag(number, [.. _value], 0)
            : new DxfTag(number, null, Parsed());
        return true;
    }

    private double Parsed()
    {
        var text = CollectionsMarshal.AsSpan(_value).Trim(" \t"u8);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    private bool IsAtEnd()
    {
        while (ReadLine(out _))
        {
            if (_value.Exists(b => b is not ((byte)' ' or (byte)'\t' or 0x1A)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Reads to the end of the line; LF, CR LF and CR end one.</summary>
    private bool ReadLine(out bool isClosed)
    {
        _value.Clear();
        isClosed = false;
        for (int next; (next = Next()) >= 0;)
        {
            if (next is '\n' or '\r')
            {
                isClosed = true;
                if (next == '\r' && Peek() == '\n')
                {
                    Next();
                }

                return true;
            }

            Keep((byte)next);
        }

        return _value.Count > 0;
    }

    private bool ReadBinary(ref DxfTag tag)
    {
        if (Peek() < 0)
        {
            return false;
        }

        var code = _hasShortCodes ? Require() : Require() | (Require() << 8);
        if (_hasShortCodes && code == 255)
        {
            code = Require() | (Require() << 8);
        }

        tag = DxfCodes.KindOf(code) switch
        {
            DxfValueKind.Real => new DxfTag(code, null, BitConverter.Int64BitsToDouble(Number(8))),
            DxfValueKind.Int16 => new DxfTag(code, null, (short)Number(2)),
            DxfValueKind.Int32 => new DxfTag(code, null, (int)Number(4)),
            DxfValueKind.Int64 => new DxfTag(code, null, Number(8)),
            DxfValueKind.Truth => new DxfTag(code, null, Require()),
            DxfValueKind.Chunk => new DxfTag(code, Chunk(), 0),
            DxfValueKind.Text => new DxfTag(code, Text(), 0),
            _ => throw Damaged(),
        };
        return true;
    }

    private long Number(int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)Require();
        }

        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private byte[] Chunk()
    {
        var bytes = new byte[Require()];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Require();
        }

        return bytes;
    }

    private byte[] Text()
    {
        _value.Clear();
        for (int next; (next = Require()) != 0;)
        {
            Keep((byte)next);
        }

        return [.. _value];
    }

    private void Keep(byte value)
    {
        if (_value.Count == MaxValue)
        {
            throw Damaged();
        }

        _value.Add(value);
    }

    private int Require() => Next() is >= 0 and var next ? next : throw new RefusedException(FormatFindings.DxfTruncated.At(_at, _read));

    private int Next()
    {
        if (_from == _to)
        {
            Fill();
        }

        return _from < _to ? _buffer[_from++] : -1;
    }

    private int Peek()
    {
        if (_from == _to)
        {
            Fill();
        }

        return _from < _to ? _buffer[_from] : -1;
    }

    private void Fill()
    {
        _from = 0;
        _to = _stream.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
        _read += _to;
    }

    private RefusedException Damaged() => new(FormatFindings.DxfDamaged.At(_at, _read - (_to - _from)));
}
