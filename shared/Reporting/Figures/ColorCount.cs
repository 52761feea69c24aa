namespace Platform.Reporting.Figures;

/// <summary>
/// The colours of a picture, numbered in the order in which they appear, and how often each does. Beyond 65,536 colours (no drawing has so many) the rest counts as the
/// last one. One instance serves picture after picture; not for use from several threads.
/// </summary>
internal sealed class ColorCount
{
    private readonly Dictionary<uint, ushort> _slotOf = [];
    private readonly List<uint> _colors = [];
    private readonly List<int> _counts = [];
    private ushort[] _slots = [];

    public IReadOnlyList<uint> Colors => _colors;

    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Counts the colours of a picture, forgetting the one before.</summary>
    /// <returns>The number of its colour for every pixel; valid until the next picture.</returns>
    public ReadOnlySpan<ushort> Count(ReadOnlySpan<uint> pixels)
    {
        _slotOf.Clear();
        _colors.Clear();
        _counts.Clear();
        if (_slots.Length < pixels.Length)
        {
            _slots = new ushort[pixels.Length];
        }

        for (var start = 0; start < pixels.Length;)
        {
            var length = RunLength(pixels[start..]);
            var slot = SlotOf(pixels[start]);
            _counts[slot] += length;
            _slots.AsSpan(start, length).Fill(slot);
            start += length;
        }

        return _slots.AsSpan(0, pixels.Length);
    }

    private static int RunLength(ReadOnlySpan<uint> pixels)
    {
        var end = pixels.IndexOfAnyExcept(pixels[0]);
        return end < 0 ? pixels.Length : end;
    }

    private ushort SlotOf(uint color)
    {
        if (!_slotOf.TryGetValue(color, out var slot))
        {
            slot = (ushort)Math.Min(_colors.Count, ushort.MaxValue);
            _slotOf.Add(color, slot);
            if (slot == _colors.Count)
            {
                _colors.Add(color);
                _counts.Add(0);
            }
        }

        return slot;
    }
}
