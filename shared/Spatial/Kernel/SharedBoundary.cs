namespace Platform.Spatial.Kernel;

/// <summary>The quick answer for neighbours: whether all boundary that one of two polygons has inside a box is the other's too, seen from the other side.</summary>
internal static class SharedBoundary
{
    /// <summary>
    /// Whether two rows, clipped to a box, share all of their boundary in it, edge for edge in opposite direction, and have some. Then each point of
    /// the box lies in exactly one of them. False where this is not seen at once.
    /// </summary>
    public static bool DividesBox(EdgeTable clipped, int first, int second, in Box box)
    {
        var (i, j) = (clipped.FirstEdge[first], clipped.FirstEdge[second + 1] - 1);
        var (end, start) = (clipped.FirstEdge[first + 1], clipped.FirstEdge[second]);
        for (var shared = 0; ; shared++, i++, j--)
        {
            while (i < end && IsNoBoundary(clipped, i, box))
                i++;
            while (j >= start && IsNoBoundary(clipped, j, box))
                j--;
            if (i == end || j < start)
                return i == end && j < start && shared > 0;
            if (!IsTwin(clipped, i, j))
                return false;
        }
    }

    private static bool IsNoBoundary(EdgeTable clipped, int e, in Box box) =>
        clipped.Sign[e] == 0 || (clipped.Slope[e] == 0 && (clipped.LowX[e] == box.MinX || clipped.LowX[e] == box.MaxX));

    private static bool IsTwin(EdgeTable clipped, int i, int j) =>
        clipped.Sign[i] == -clipped.Sign[j] && clipped.LowY[i] == clipped.LowY[j] && clipped.HighY[i] == clipped.HighY[j]
        && clipped.LowX[i] == clipped.LowX[j] && clipped.Slope[i] == clipped.Slope[j];
}
