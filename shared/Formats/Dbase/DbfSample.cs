using System.Text;
using Platform.Formats.Sources;

namespace Platform.Formats.Dbase;

/// <summary>The text values of a table's beginning that are not plain ASCII, by which encodings are told apart.</summary>
internal sealed class DbfSample
{
    private const int MaxValues = 20_000;
    private readonly List<(byte[] Bytes, bool FillsField)> _values = [];

    public IReadOnlyList<(byte[] Bytes, bool FillsField)> Values => _values;

    /// <summary>Number of bytes outside ASCII.</summary>
    public int ByteCount { get; private set; }

    /// <summary>Whether there are lead bytes of three-byte sequences, as Chinese has in UTF-8; Chinese in GBK is valid UTF-8 only by rare pairs.</summary>
    public bool HasThreeByteLeads => _values.Exists(v => v.Bytes.AsSpan().ContainsAnyInRange((byte)0xE0, (byte)0xEF));

    public static DbfSample Read(DeliveredFile file, DbfHeader header, long greatestLength)
    {
        var sample = new DbfSample();
        foreach (var column in header.Columns)
        {
            sample.Add(column.StoredName, fillsField: column.StoredName.Length >= 10);
        }

        var columns = header.Columns.Where(c => c.Type == 'C').ToList();
        using var stream = file.Open();
        var record = new byte[header.RecordLength];
        stream.ReadExactly(new byte[header.HeaderLength]);
        var rows = columns.Count == 0 ? 0 : Math.Min(header.Records, greatestLength / header.RecordLength);
        for (long row = 0; row < rows && sample._values.Count < MaxValues; row++)
        {
            if (stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) < record.Length)
            {
                break;
            }

            foreach (var column in columns)
            {
                sample.Add(record.AsSpan(column.Offset, column.Width).TrimEnd(" \0"u8), column.Width);
            }
        }

        return sample;
    }

    /// <summary>Whether every value is text in the encoding; a last character cut off at the field's width is forgiven.</summary>
    public bool All(Encoding encoding) => _values.TrueForAll(v => Decodes(encoding, v.Bytes, v.FillsField));

    /// <summary>
    /// Whether the values are GB18030 and not Western European: both may decode, but Chinese characters are nearly always two high bytes,
    /// while an accented letter is mostly followed by a plain one.
    /// </summary>
    public bool LooksLikeGb18030
    {
        get
        {
            var (pairs, mixed) = (0, 0);
            foreach (var (bytes, _) in _values)
            {
                for (var i = 0; i + 1 < bytes.Length; i++)
                {
                    if (bytes[i] >= 0x80)
                    {
                        _ = bytes[++i] >= 0x80 ? pairs++ : mixed++;
                    }
                }
            }

            return pairs >= mixed && All(TextEncodings.Gb18030);
        }
    }

    /// <summary>The first value, decoded as far as it goes.</summary>
    public string Example(Encoding encoding) => DbfText.Lenient(encoding).GetString(_values[0].Bytes);

    private static bool Decodes(Encoding encoding, ReadOnlySpan<byte> bytes, bool fillsField)
    {
        try
        {
            // Without a flush an unfinished last character is no fault.
            encoding.GetDecoder().GetCharCount(bytes, flush: !fillsField);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private void Add(ReadOnlySpan<byte> value, int width) => Add(value, value.Length == width);

    private void Add(ReadOnlySpan<byte> value, bool fillsField)
    {
        if (!Ascii.IsValid(value))
        {
            _values.Add((value.ToArray(), fillsField));
            foreach (var b in value)
            {
                ByteCount += b >= 0x80 ? 1 : 0;
            }
        }
    }
}
