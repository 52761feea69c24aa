namespace Platform.Reporting.Figures;

/// <summary>
/// At most 256 colours for a drawing. Colours that cover something are kept exactly. The thousands at smoothed edges, a few pixels each, are gathered by the leading
/// bits of every channel, five or, where the palette has no room for so many groups, four: a group is shown by its most frequent colour, those for which there is still no
/// room by the nearest colour of the palette. Ties go to the lower number, so that
/// equal pictures get equal palettes.
/// </summary>
internal sealed class ColorPalette
{
    private const int Most = 256;
    private const int MostExact = 128;

    /// <summary>Pixels from which a colour covers something: less than the outline of a legend's square.</summary>
    private const int Covering = 24;

    private const uint FiveBits = 0x00F8F8F8;
    private const uint FourBits = 0x00F0F0F0;

    private readonly List<uint> _colors = new(Most);
    private readonly byte[] _indexOfSlot;

    /// <param name="colors">The picture's colours as 0xAABBGGRR, and how often they appear.</param>
    public ColorPalette(ColorCount colors)
    {
        _indexOfSlot = new byte[colors.Colors.Count];
        var slots = ByFrequency(colors);
        var exact = 0;
        while (exact < slots.Length && (slots.Length <= Most || (exact < MostExact && colors.Counts[slots[exact]] >= Covering)))
        {
            _indexOfSlot[slots[exact]] = Add(colors.Colors[slots[exact]]);
            exact++;
        }

        AddEdges(slots.AsSpan(exact), colors);
    }

    /// <summary>The colours as 0xAABBGGRR.</summary>
    public IReadOnlyList<uint> Colors => _colors;

    /// <summary>The palette's colour for every number of <see cref="ColorCount"/>.</summary>
    public ReadOnlySpan<byte> IndexOfSlot => _indexOfSlot;

    private static int[] ByFrequency(ColorCount colors)
    {
        var slots = new int[colors.Colors.Count];
        var keys = new ulong[slots.Length];
        for (var slot = 0; slot < slots.Length; slot++)
        {
            (slots[slot], keys[slot]) = (slot, Key(colors.Counts[slot], colors.Colors[slot]));
        }

        Array.Sort(keys, slots);
        return slots;
    }

    /// <summary>Sorts the frequent before the rare, the lower of two numbers before the higher.</summary>
    private static ulong Key(int count, uint number) => ((ulong)(uint)(int.MaxValue - count) << 32) | number;

    private void AddEdges(ReadOnlySpan<int> slots, ColorCount colors)
    {
        var mask = FiveBits;
        var groups = Grouped(slots, colors, mask);
        if (groups.Count > Most - _colors.Count)
        {
            mask = FourBits;
            groups = Grouped(slots, colors, mask);
        }

        var indexes = new Dictionary<uint, byte>(groups.Count);
        foreach (var (key, (shown, _)) in groups.OrderBy(group => Key(group.Value.Count, group.Key)))
        {
            indexes.Add(key, _colors.Count < Most ? Add(shown) : Nearest(shown));
        }

        foreach (var slot in slots)
        {
            _indexOfSlot[slot] = indexes[colors.Colors[slot] & mask];
        }
    }

    private static Dictionary<uint, (uint Shown, int Count)> Grouped(ReadOnlySpan<int> slots, ColorCount colors, uint mask)
    {
        var groups = new Dictionary<uint, (uint Shown, int Count)>();
        foreach (var slot in slots)
        {
            var key = colors.Colors[slot] & mask;
            var (shown, count) = groups.TryGetValue(key, out var known) ? known : (colors.Colors[slot], 0);
            groups[key] = (shown, count + colors.Counts[slot]);
        }

        return groups;
    }

    private byte Add(uint color)
    {
        _colors.Add(color);
        return (byte)(_colors.Count - 1);
    }

    private byte Nearest(uint color)
    {
        var (best, least) = (0, int.MaxValue);
        for (var index = 0; index < _colors.Count && least > 0; index++)
        {
            var distance = Distance(_colors[index], color);
            (best, least) = distance < least ? (index, distance) : (best, least);
        }

        return (byte)best;
    }

    private static int Distance(uint one, uint other) => Squared(one, other, 0) + Squared(one, other, 8) + Squared(one, other, 16);

    private static int Squared(uint one, uint other, int shift)
    {
        var difference = (int)((one >> shift) & 0xFF) - (int)((other >> shift) & 0xFF);
        return difference * difference;
    }
}
