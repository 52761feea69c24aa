namespace Platform.Spatial.Kernel;

/// <summary>On which side of a line a point lies, as far as doubles can tell for certain.</summary>
internal static class Side
{
    // Shewchuk's bound for the determinant in doubles: (3 + 16 ε) ε with ε = 2⁻⁵³.
    private const double ErrorBound = 3.3306690738754716e-16;

    /// <summary>1 to the left of the line from point a to point b of the polygon, -1 to the right, 0 when rounding leaves a doubt.</summary>
    public static int Of(FlatPolygon polygon, int a, int b, int point) =>
        Of(polygon.X[a], polygon.Y[a], polygon.X[b], polygon.Y[b], polygon.X[point], polygon.Y[point]);

    /// <summary>1 to the left of the way from point a over the corner b to point c, -1 to the right, 0 when there is a doubt.</summary>
    public static int OfCorner(FlatPolygon polygon, int a, int b, int c, int point)
    {
        var (turn, before, after) = (Of(polygon, a, b, c), Of(polygon, a, b, point), Of(polygon, b, c, point));
        if (turn == 0)
            return 0;

        // To the side that the way turns to, a point lies only if it lies there of both edges.
        return before == -turn || after == -turn ? -turn : before == turn && after == turn ? turn : 0;
    }

    /// <summary>The same for coordinates.</summary>
    public static int Of(double ax, double ay, double bx, double by, double x, double y)
    {
        var left = (ax - x) * (by - y);
        var right = (ay - y) * (bx - x);
        var determinant = left - right;
        return Math.Abs(determinant) > ErrorBound * (Math.Abs(left) + Math.Abs(right)) ? Math.Sign(determinant) : 0;
    }
}
