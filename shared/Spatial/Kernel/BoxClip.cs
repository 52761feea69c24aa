namespace Platform.Spatial.Kernel;

/// <summary>
/// The part of a polygon inside a box, as a boundary: what lies to the left or right of the box is pushed onto its sides, what lies above or below shrinks to
/// a horizontal line. Pieces of boundary beside the box count as one, so the clip of a long boundary is as small as what comes into the box. One instance serves
/// one thread.
/// </summary>
internal sealed class BoxClip
{
    private BoundaryTable _target = new();
    private Box _box;
    private int _first;

    /// <summary>Adds the clip of a row to <paramref name="target"/> and returns its row there.</summary>
    public int Add(BoundaryTable source, int row, in Box box, BoundaryTable target)
    {
        (_target, _box, _first) = (target, box, target.Points);
        var (from, to) = (source.FirstLeaf[row], source.FirstLeaf[row + 1]);
        if (from == to)
            AddEdges(source, source.FirstPoint[row], source.FirstPoint[row] + source.Edges(row));
        for (var leaf = from; leaf < to; leaf++)
            AddLeaf(source, row, leaf);
        if (target.Points > _first)
            target.Append(target.X[_first], target.Y[_first]);
        return target.Close(source.Boxes[row].Common(box));
    }

    private void AddLeaf(BoundaryTable source, int row, int leaf)
    {
        var extent = source.Leaves[leaf];
        if (!(extent.MinY < _box.MaxY && extent.MaxY > _box.MinY))
            return;

        var (first, end) = source.Leaf(row, leaf);
        if (extent.MaxX <= _box.MinX)
            AddBeside(_box.MinX, source.Y[first], source.Y[end]);
        else if (extent.MinX >= _box.MaxX)
            AddBeside(_box.MaxX, source.Y[first], source.Y[end]);
        else
            AddEdges(source, first, end);
    }

    private void AddBeside(double side, double start, double end)
    {
        Append(side, Math.Clamp(start, _box.MinY, _box.MaxY));
        Append(side, Math.Clamp(end, _box.MinY, _box.MaxY));
    }

    private void AddEdges(BoundaryTable source, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            var (x0, y0, x1, y1) = (source.X[i], source.Y[i], source.X[i + 1], source.Y[i + 1]);
            if (IsInside(x0, y0) && IsInside(x1, y1))
            {
                Append(x0, y0);
                Append(x1, y1);
            }
            else if (OuterEdge.TryCreate(x0, y0, x1, y1, out var edge) && edge.Low < _box.MaxY && edge.High > _box.MinY)
            {
                AddEdge(edge, edge.Sign > 0 ? x1 : x0);
            }
        }
    }

    /// <summary>Cuts an edge where it enters and leaves the box.</summary>
    private void AddEdge(in OuterEdge edge, double highX)
    {
        var (low, high) = (Math.Max(edge.Low, _box.MinY), Math.Min(edge.High, _box.MaxY));
        var (atLeft, atRight) = (HeightAt(edge, _box.MinX, low, high), HeightAt(edge, _box.MaxX, low, high));
        var (first, second) = edge.Slope >= 0 ? (atLeft, atRight) : (atRight, atLeft);
        var (lowX, endX) = (Inside(edge.At(low)), Inside(high == edge.High ? highX : edge.At(high)));
        var (firstX, secondX) = (Inside(edge.At(first)), Inside(edge.At(second)));
        var isUp = edge.Sign > 0;
        Append(isUp ? lowX : endX, isUp ? low : high);
        Append(isUp ? firstX : secondX, isUp ? first : second);
        Append(isUp ? secondX : firstX, isUp ? second : first);
        Append(isUp ? endX : lowX, isUp ? high : low);
    }

    private bool IsInside(double x, double y) => x >= _box.MinX && x <= _box.MaxX && y >= _box.MinY && y <= _box.MaxY;

    private double Inside(double x) => Math.Clamp(x, _box.MinX, _box.MaxX);

    /// <summary>Where an edge comes to a side, between its ends; an edge that never does has it beyond one of them.</summary>
    private static double HeightAt(in OuterEdge edge, double side, double low, double high)
    {
        if (edge.Slope == 0)
            return edge.X < side ? high : low;
        return Math.Clamp(edge.Low + ((side - edge.X) / edge.Slope), low, high);
    }

    // A third point on a horizontal or upright line takes the place of the second.
    private void Append(double x, double y)
    {
        var last = _target.Points - 1;
        if (last > _first && ((_target.X[last] == x && _target.X[last - 1] == x) || (_target.Y[last] == y && _target.Y[last - 1] == y)))
            (_target.X[last], _target.Y[last]) = (x, y);
        else if (last < _first || _target.X[last] != x || _target.Y[last] != y)
            _target.Append(x, y);
    }
}
