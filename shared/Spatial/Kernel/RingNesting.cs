namespace Platform.Spatial.Kernel;

/// <summary>Whether rings that are known not to cross, but may have corners in common, are nested as a polygon's: holes in their shell, nothing else in anything.</summary>
internal readonly ref struct RingNesting(FlatPolygon polygon)
{
    private const int MostTries = 8;

    private readonly FlatPolygon _polygon = polygon;
    private readonly Box[] _boxes = BoxesOf(polygon);

    /// <summary>False also where rounding leaves a doubt, or a part lies in a hole of another.</summary>
    public bool IsSound()
    {
        var rings = _polygon.Rings;
        for (var i = 0; i < rings.Length; i++)
        {
            for (var j = i + 1; j < rings.Length; j++)
            {
                if (!IsSound(i, j))
                    return false;
            }
        }

        return true;
    }

    // Shells come before their holes.
    private bool IsSound(int i, int j)
    {
        var (one, other) = (_polygon.Rings[i], _polygon.Rings[j]);
        if (one.Part == other.Part && !one.IsHole)
            return Contains(one, other) == 1;
        if (one.Part != other.Part && (one.IsHole || other.IsHole))
            return true;
        return !_boxes[i].Overlaps(_boxes[j]) || (Contains(one, other) == -1 && Contains(other, one) == -1);
    }

    /// <summary>Whether a ring encloses another: 1 yes, -1 no, 0 not certain. Corners that it has in common with the other do not tell.</summary>
    private int Contains(in FlatRing ring, in FlatRing other)
    {
        var side = 0;
        for (var point = other.Start; point < Math.Min(other.End, other.Start + MostTries) && side == 0; point++)
            side = Contains(ring, _polygon.X[point], _polygon.Y[point]);
        return side;
    }

    private int Contains(in FlatRing ring, double x, double y)
    {
        var inside = -1;
        for (int i = ring.End - 1, j = ring.Start; j < ring.End; i = j++)
        {
            if (_polygon.X[j] == x && _polygon.Y[j] == y)
                return 0;
            var (below, above) = (_polygon.Y[i] <= y, _polygon.Y[j] <= y);
            if (below == above)
                continue;
            var side = Side.Of(_polygon.X[i], _polygon.Y[i], _polygon.X[j], _polygon.Y[j], x, y);
            if (side == 0)
                return 0;
            if (side > 0 == below)
                inside = -inside;
        }

        return inside;
    }

    private static Box[] BoxesOf(FlatPolygon polygon)
    {
        var boxes = new Box[polygon.Rings.Length];
        for (var i = 0; i < boxes.Length; i++)
        {
            var ring = polygon.Rings[i];
            boxes[i] = Box.Of(polygon.X[ring.Start..ring.End], polygon.Y[ring.Start..ring.End]);
        }

        return boxes;
    }
}
