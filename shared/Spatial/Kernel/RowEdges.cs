namespace Platform.Spatial.Kernel;

/// <summary>The edges of a row of a table in the order of its boundary, without the horizontal ones. Bridges between rings come twice, once in each direction.</summary>
internal readonly struct RowEdges(BoundaryTable table, int row)
{
    /// <summary>For <c>foreach</c>.</summary>
    public Enumerator GetEnumerator() => new(table, row);

    /// <summary>For <c>foreach</c>.</summary>
    public ref struct Enumerator(BoundaryTable table, int row)
    {
        private readonly ReadOnlySpan<double> _x = table.X.AsSpan(table.FirstPoint[row], table.Edges(row) + 1);
        private readonly ReadOnlySpan<double> _y = table.Y.AsSpan(table.FirstPoint[row], table.Edges(row) + 1);
        private int _next = 1;
        private OuterEdge _current;

        /// <summary>The edge.</summary>
        public readonly OuterEdge Current => _current;

        /// <summary>Goes on to the next edge; false behind the last.</summary>
        public bool MoveNext()
        {
            while (_next < _x.Length)
            {
                var i = _next++;
                if (OuterEdge.TryCreate(_x[i - 1], _y[i - 1], _x[i], _y[i], out _current))
                    return true;
            }

            return false;
        }
    }
}
