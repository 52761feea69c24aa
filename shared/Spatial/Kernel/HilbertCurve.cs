namespace Platform.Spatial.Kernel;

/// <summary>The order of boxes along a Hilbert curve, in which neighbours come near each other.</summary>
internal static class HilbertCurve
{
    private const int Bits = 16;
    private const int Stretch = 2048;
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 2 * Bits / DigitBits;

    /// <summary>The numbers of the boxes in the order of the curve. Empty boxes come anywhere.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="threads">Degree of parallelism.</param>
    public static int[] Order(Box[] boxes, int threads = 1)
    {
        var places = Places(boxes, threads);
        Sort(ref places);
        return Array.ConvertAll(places, place => (int)(uint)place);
    }

    /// <summary>The place of each box along the curve, with its number in the lower half.</summary>
    private static ulong[] Places(Box[] boxes, int threads)
    {
        var extent = Box.Empty;
        foreach (ref readonly var box in boxes.AsSpan())
            extent = extent.Around(box);
        var places = new ulong[boxes.Length];
        Parallel.For(0, (boxes.Length + Stretch - 1) / Stretch, new ParallelOptions { MaxDegreeOfParallelism = threads }, stretch =>
        {
            var (first, count) = (stretch * Stretch, Math.Min(Stretch, boxes.Length - (stretch * Stretch)));
            SetPlaces(boxes.AsSpan(first, count), extent, first, places.AsSpan(first, count));
        });
        return places;
    }

    private static void SetPlaces(ReadOnlySpan<Box> boxes, in Box extent, int first, Span<ulong> places)
    {
        const int Side = (1 << Bits) - 1;
        var (perX, perY) = (Side / Math.Max(extent.MaxX - extent.MinX, double.Epsilon), Side / Math.Max(extent.MaxY - extent.MinY, double.Epsilon));
        for (var i = 0; i < boxes.Length; i++)
        {
            var x = (((boxes[i].MinX + boxes[i].MaxX) / 2) - extent.MinX) * perX;
            var y = (((boxes[i].MinY + boxes[i].MaxY) / 2) - extent.MinY) * perY;
            places[i] = ((ulong)PlaceOf((uint)Math.Clamp(x, 0, Side), (uint)Math.Clamp(y, 0, Side)) << 32) | (uint)(first + i);
        }
    }

    /// <summary>Place of a cell along the curve, one quadrant after the other from the coarsest.</summary>
    private static uint PlaceOf(uint x, uint y)
    {
        uint place = 0;
        for (var bit = Bits - 1; bit >= 0; bit--)
        {
            var (right, up) = ((x >> bit) & 1, (y >> bit) & 1);
            place = (place << 2) | ((3 * right) ^ up);

            // The lower quadrants are mirrored, so that the curve goes on where it left the one before.
            var isDown = up - 1;
            var mirror = isDown & (0 - right);
            (x, y) = (x ^ mirror, y ^ mirror);
            var swap = (x ^ y) & isDown;
            (x, y) = (x ^ swap, y ^ swap);
        }

        return place;
    }

    /// <summary>Sorts by the upper halves, digit by digit from the lowest.</summary>
    private static void Sort(ref ulong[] places)
    {
        var other = new ulong[places.Length];
        Span<int> next = stackalloc int[Digits];
        for (var shift = 32; shift < 32 + (Passes * DigitBits); shift += DigitBits)
        {
            next.Clear();
            foreach (var place in places)
                next[(byte)(place >> shift)]++;
            var sum = 0;
            for (var digit = 0; digit < Digits; digit++)
                (next[digit], sum) = (sum, sum + next[digit]);
            foreach (var place in places)
                other[next[(byte)(place >> shift)]++] = place;
            (places, other) = (other, places);
        }
    }
}
