using System.Buffers;
using System.Text;
using System.Text.Json;
using Platform.Findings;
using Platform.Formats.Sources;

namespace Platform.Formats.GeoJson;

/// <summary>
/// Pulls JSON tokens from a stream of any length through a small buffer, which grows only for a single long token.
/// Depth is limited to <see cref="MaxDepth"/>; every fault throws <see cref="RefusedException"/>.
/// </summary>
internal sealed class JsonTokens : IDisposable
{
    /// <summary>Greatest nesting of objects and arrays.</summary>
    public const int MaxDepth = 32;

    private const int MaxToken = 16 << 20;

    /// <summary>Stands before each text of an RFC 8142 sequence and nowhere else: inside of a text it would have to be escaped.</summary>
    private const byte RecordSeparator = 0x1E;
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("{}[],:"u8);
    private readonly Stream _stream;
    private readonly Location _at;
    private byte[] _buffer = new byte[1 << 16];
    private int _from;
    private int _to;
    private long _consumed;
    private bool _isFinal;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaxDepth + 1, AllowMultipleValues = true });
    private int _valueFrom;
    private int _valueLength;

    public JsonTokens(Stream stream, Location at)
    {
        _stream = stream;
        _at = at;
        Fill();
        if (_buffer.AsSpan(0, _to).StartsWith("\uFEFF"u8))
        {
            _from = 3;
        }
    }

    public JsonTokenType Type { get; private set; }

    public int Depth { get; private set; }

    /// <summary>Whether the string or name has escape sequences.</summary>
    private bool IsEscaped { get; set; }

    /// <summary>The token's bytes without quotes, as in the file; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_valueFrom, _valueLength);

    /// <summary>Moves to the next token; false at the end of the document.</summary>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_from, _to - _from), _isFinal, _state);
            if (TryRead(ref reader))
            {
                Take(ref reader);
                return true;
            }

            _from += (int)reader.BytesConsumed;
            _consumed += reader.BytesConsumed;
            _state = reader.CurrentState;
            if (_isFinal)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Moves to the next token, which must exist.</summary>
    public void Require()
    {
        if (!Read())
        {
            throw new RefusedException(FormatFindings.JsonTruncated.At(_at, _consumed));
        }
    }

    /// <summary>Steps over the value that begins at the current token.</summary>
    public void Skip()
    {
        if (Type is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return;
        }

        var depth = Depth;
        do
        {
            Require();
        }
        while (Depth > depth || Type is not (JsonTokenType.EndArray or JsonTokenType.EndObject));
    }

    /// <summary>The current string or name.</summary>
    public string Text()
    {
        if (!IsEscaped && TextEncodings.CanDecode(TextEncodings.Utf8, Raw))
        {
            return TextEncodings.Utf8.GetString(Raw);
        }

        try
        {
            var reader = new Utf8JsonReader((byte[])[(byte)'"', .. Raw, (byte)'"']);
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(FormatFindings.JsonTextDamaged.At(_at));
        }
    }

    public void Dispose() => _stream.Dispose();

    private bool TryRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException bad)
        {
            var place = _consumed + reader.BytesConsumed;
            if (_isFinal && IsAtEnd(reader))
            {
                throw new RefusedException(FormatFindings.JsonTruncated.At(_at, place));
            }

            throw new RefusedException(FormatFindings.JsonInvalid.At(_at, place, FirstSentence(bad.Message)));
        }
    }

    /// <summary>Whether the fault is that the text stops: nothing but blanks or an unfinished token is left.</summary>
    private bool IsAtEnd(Utf8JsonReader reader)
    {
        var rest = _buffer.AsSpan(_from + (int)reader.BytesConsumed, _to - _from - (int)reader.BytesConsumed).TrimEnd(" \r\n\t"u8);
        return rest.IsEmpty || (reader.CurrentDepth > 0 && !rest.ContainsAny(s_structure));
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private void Take(ref Utf8JsonReader reader)
    {
        Type = reader.TokenType;
        Depth = reader.CurrentDepth;
        if (Depth >= MaxDepth)
        {
            throw new RefusedException(FormatFindings.JsonTooDeep.At(_at, MaxDepth));
        }

        IsEscaped = reader.ValueIsEscaped;
        _valueLength = reader.ValueSpan.Length;
        _valueFrom = _from + (int)reader.TokenStartIndex + (Type is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0);
        _from += (int)reader.BytesConsumed;
        _consumed += reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        var rest = _buffer.AsSpan(_from, _to - _from);
        if (rest.Length >= MaxToken)
        {
            throw new RefusedException(FormatFindings.JsonTokenTooLong.At(_at, MaxToken));
        }

        var target = rest.Length > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        rest.CopyTo(target);
        (_buffer, _from, _to) = (target, 0, rest.Length);
        var read = ReadDecoded();
        _buffer.AsSpan(_to, read).Replace(RecordSeparator, (byte)' ');
        _to += read;
        _isFinal = read == 0;
    }

    /// <summary>The next bytes; a file in another encoding is converted on the way, and may turn out not to be in it.</summary>
    private int ReadDecoded()
    {
        try
        {
            return _stream.ReadAtLeast(_buffer.AsSpan(_to), 1, throwOnEndOfStream: false);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(FormatFindings.JsonTextDamaged.At(_at));
        }
    }
}
