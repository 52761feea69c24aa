namespace Platform.Formats.Sources;

/// <summary>Forward-only stream over a part of a range source, with a small buffer of its own.</summary>
public sealed class RangeStream(IRangeSource source, long start, long length) : ReadOnlyStream
{
    private const int BufferSize = 1 << 15;
    private readonly byte[] _buffer = new byte[(int)Math.Clamp(length, 1, BufferSize)];
    private int _from;
    private int _to;
    private readonly long _end = start + length;
    private long _next = start;

    private long Remaining => _end - _next;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_from == _to)
        {
            if (Remaining <= 0)
            {
                return 0;
            }

            _from = 0;
            _to = source.ReadAt(_next, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, Remaining)));
            _next += _to;
        }

        var count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }
}
