namespace Platform.Spatial.Kernel;

/// <summary>Short pieces of boundary: consecutive edges of one ring, with their extent and the heights at which the piece starts and ends.</summary>
internal sealed class LeafTable
{
    public double[] MinX = new double[4];

    public double[] MaxX = new double[4];

    public double[] MinY = new double[4];

    public double[] MaxY = new double[4];

    public double[] StartY = new double[4];

    public double[] EndY = new double[4];

    public int[] First = new int[4];

    public int[] End = new int[4];

    /// <summary>Describes edges first … end - 1.</summary>
    public void Set(int leaf, EdgeTable edges, int first, int end)
    {
        Reserve(leaf + 1);
        double minX = double.PositiveInfinity, maxX = double.NegativeInfinity, minY = minX, maxY = maxX;
        for (var e = first; e < end; e++)
        {
            var (low, high) = (edges.LowX[e], edges.XAt(e, edges.HighY[e]));
            (minX, maxX) = (Math.Min(minX, Math.Min(low, high)), Math.Max(maxX, Math.Max(low, high)));
            (minY, maxY) = (Math.Min(minY, edges.LowY[e]), Math.Max(maxY, edges.HighY[e]));
        }

        (MinX[leaf], MaxX[leaf], MinY[leaf], MaxY[leaf]) = (minX, maxX, minY, maxY);
        StartY[leaf] = edges.Sign[first] < 0 ? edges.HighY[first] : edges.LowY[first];
        EndY[leaf] = edges.Sign[end - 1] < 0 ? edges.LowY[end - 1] : edges.HighY[end - 1];
        (First[leaf], End[leaf]) = (first, end);
    }

    /// <summary>Fills up to a multiple of four with leaves that nothing meets, and returns the number of leaves.</summary>
    public int Pad(int leaves)
    {
        for (; leaves % 4 != 0; leaves++)
        {
            Reserve(leaves + 1);
            (MinX[leaves], MaxX[leaves]) = (double.PositiveInfinity, double.NegativeInfinity);
            (MinY[leaves], MaxY[leaves]) = (double.PositiveInfinity, double.NegativeInfinity);
        }

        return leaves;
    }

    private void Reserve(int leaves)
    {
        if (leaves <= MinX.Length)
            return;

        var size = 2 * MinX.Length;
        Array.Resize(ref MinX, size);
        Array.Resize(ref MaxX, size);
        Array.Resize(ref MinY, size);
        Array.Resize(ref MaxY, size);
        Array.Resize(ref StartY, size);
        Array.Resize(ref EndY, size);
        Array.Resize(ref First, size);
        Array.Resize(ref End, size);
    }
}
