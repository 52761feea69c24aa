namespace Platform.Spatial.Kernel;

/// <summary>
/// The part of a polygon inside a box, as edges: what lies to the left or right of the box is pushed onto its sides, what lies above or below falls away.
/// Pieces of boundary beside the box count as one, so the clip of a long boundary is as small as what comes into the box. One instance serves one thread.
/// </summary>
internal sealed class BoxClip
{
    private EdgeTable _target = new();
    private Box _box;

    // Boundary that goes on along a side of the box, from a height to a height.
    private double _runSide;
    private double _runStart;
    private double _runEnd;

    /// <summary>Adds the clip of a row to <paramref name="target"/> and returns its row there.</summary>
    public int Add(EdgeTable source, int row, in Box box, EdgeTable target)
    {
        (_target, _box) = (target, box);
        (_runStart, _runEnd) = (double.NegativeInfinity, double.NegativeInfinity);
        var (from, to) = (source.FirstLeaf[row], source.FirstLeaf[row + 1]);
        if (from == to)
            AddEdges(source, source.FirstEdge[row], source.FirstEdge[row + 1]);
        for (var leaf = from; leaf < to; leaf++)
            AddLeaf(source, leaf);
        Flush();
        return target.Close(source.Boxes[row].Common(box));
    }

    private void AddLeaf(EdgeTable source, int l)
    {
        var leaf = source.Leaf;
        if (!(leaf.MinY[l] < _box.MaxY && leaf.MaxY[l] > _box.MinY))
            return;
        if (leaf.MaxX[l] <= _box.MinX)
            Extend(_box.MinX, leaf.StartY[l], leaf.EndY[l]);
        else if (leaf.MinX[l] >= _box.MaxX)
            Extend(_box.MaxX, leaf.StartY[l], leaf.EndY[l]);
        else if (leaf.MinX[l] > _box.MinX && leaf.MaxX[l] < _box.MaxX && leaf.MinY[l] >= _box.MinY && leaf.MaxY[l] <= _box.MaxY)
            AddWhole(source, leaf.First[l], leaf.End[l]);
        else
            AddEdges(source, leaf.First[l], leaf.End[l]);
    }

    private void AddWhole(EdgeTable source, int first, int end)
    {
        Flush();
        _target.Append(source, first, end);
    }

    private void AddEdges(EdgeTable source, int first, int end)
    {
        for (var e = first; e < end; e++)
        {
            var (low, high) = (Math.Max(source.LowY[e], _box.MinY), Math.Min(source.HighY[e], _box.MaxY));
            if (low < high)
                AddEdge(source, e, low, high);
        }
    }

    /// <summary>Cuts an edge where it enters and leaves the box.</summary>
    private void AddEdge(EdgeTable source, int e, double low, double high)
    {
        var (atLeft, atRight) = (HeightAt(source, e, _box.MinX, low, high), HeightAt(source, e, _box.MaxX, low, high));
        var (first, second) = source.Slope[e] >= 0 ? (atLeft, atRight) : (atRight, atLeft);
        AddPiece(source, e, low, first);
        AddPiece(source, e, first, second);
        AddPiece(source, e, second, high);
    }

    /// <summary>Where an edge comes to a side, between its ends; an edge that never does has it beyond one of them.</summary>
    private static double HeightAt(EdgeTable source, int e, double side, double low, double high)
    {
        var slope = source.Slope[e];
        if (slope == 0)
            return source.LowX[e] < side ? high : low;
        return Math.Clamp(source.LowY[e] + ((side - source.LowX[e]) / slope), low, high);
    }

    private void AddPiece(EdgeTable source, int e, double low, double high)
    {
        if (!(low < high))
            return;

        var middle = source.XAt(e, (low + high) / 2);
        var (start, end) = source.Sign[e] > 0 ? (low, high) : (high, low);
        if (middle <= _box.MinX)
        {
            Extend(_box.MinX, start, end);
        }
        else if (middle >= _box.MaxX)
        {
            Extend(_box.MaxX, start, end);
        }
        else
        {
            Flush();
            _target.Append(low, high, source.XAt(e, low), source.Slope[e], source.Sign[e]);
        }
    }

    private void Extend(double side, double start, double end)
    {
        if (side != _runSide || start != _runEnd)
        {
            Flush();
            (_runSide, _runStart) = (side, start);
        }

        _runEnd = end;
    }

    private void Flush()
    {
        var (start, end) = (Math.Clamp(_runStart, _box.MinY, _box.MaxY), Math.Clamp(_runEnd, _box.MinY, _box.MaxY));
        if (start < end)
            _target.Append(start, end, _runSide, 0, 1);
        else if (start > end)
            _target.Append(end, start, _runSide, 0, -1);
        (_runStart, _runEnd) = (double.NegativeInfinity, double.NegativeInfinity);
    }
}
