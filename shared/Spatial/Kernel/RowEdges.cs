namespace Platform.Spatial.Kernel;

/// <summary>The edges of a row of a table in the order of its boundary, without the horizontal ones. Bridges between rings come twice, once in each direction.</summary>
internal readonly struct RowEdges(BoundaryTable table, int row)
{
    /// <summary>For <c>foreach</c>.</summary>
    public Enumerator GetEnumerator() => new(table, row);

    /// <summary>For <c>foreach</c>.</summary>
    public struct Enumerator(BoundaryTable table, int row)
    {
        private readonly int _end = table.FirstPoint[row] + table.Edges(row);
        private int _next = table.FirstPoint[row];
        private OuterEdge _current;

        /// <summary>The edge.</summary>
        public readonly OuterEdge Current => _current;

        /// <summary>Goes on to the next edge; false behind the last.</summary>
        public bool MoveNext()
        {
            while (_next < _end)
            {
                var i = _next++;
                if (OuterEdge.TryCreate(table.X[i], table.Y[i], table.X[i + 1], table.Y[i + 1], out _current))
                    return true;
            }

            return false;
        }
    }
}
