namespace Platform.Formats.Sources;

/// <summary>
/// Bytes that lie elsewhere, fetched by whole blocks of which the last ones asked for stay in memory (16 MiB). A reader that jumps about so much that it
/// fetches the file several times over is given a copy instead.
/// </summary>
/// <param name="source">The bytes.</param>
/// <param name="copy">Makes the copy; called once at most.</param>
internal sealed class BlockRange(IRangeSource source, Func<IRangeSource> copy) : IRangeSource
{
    /// <summary>Length of a block.</summary>
    public const int BlockLength = 1 << 20;

    /// <summary>How often the file may be fetched before it is copied.</summary>
    public const int MostTimes = 4;

    private const int MostBlocks = 16;

    private readonly LinkedList<(long Number, byte[] Bytes)> _blocks = [];
    private readonly long _mostFetched = MostTimes * (1 + (source.Length / BlockLength));
    private long _fetched;
    private IRangeSource? _copy;

    public long Length => source.Length;

    public int ReadAt(long offset, Span<byte> buffer)
    {
        if (offset >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var block = _copy is null ? Block(offset / BlockLength) : null;
        if (block is null)
        {
            return _copy!.ReadAt(offset, buffer);
        }

        var within = (int)(offset % BlockLength);
        var count = Math.Clamp(block.Length - within, 0, buffer.Length);
        if (count > 0)
        {
            block.AsSpan(within, count).CopyTo(buffer);
        }

        return count;
    }

    /// <summary>The block, or null when there is a copy from now on.</summary>
    private byte[]? Block(long number)
    {
        var node = _blocks.First;
        while (node is not null && node.Value.Number != number)
        {
            node = node.Next;
        }

        if (node is null)
        {
            if (_fetched == _mostFetched)
            {
                _blocks.Clear();
                _copy = copy();
                return null;
            }

            node = new((number, Fetch(number)));
        }
        else
        {
            _blocks.Remove(node);
        }

        _blocks.AddFirst(node);
        return node.Value.Bytes;
    }

    private byte[] Fetch(long number)
    {
        _fetched++;
        var start = number * BlockLength;
        var bytes = Room((int)Math.Min(BlockLength, Length - start));
        var filled = 0;
        for (int count; filled < bytes.Length && (count = source.ReadAt(start + filled, bytes.AsSpan(filled))) > 0;)
        {
            filled += count;
        }

        return filled == bytes.Length ? bytes : bytes[..filled];
    }

    /// <summary>The room of the block that was not asked for the longest, when there are enough of them.</summary>
    private byte[] Room(int length)
    {
        if (_blocks.Count < MostBlocks)
        {
            return new byte[length];
        }

        var oldest = _blocks.Last!.Value.Bytes;
        _blocks.RemoveLast();
        return oldest.Length == length ? oldest : new byte[length];
    }
}
