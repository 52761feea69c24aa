using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>Takes the rows of a layer in, some hundred at a time on any thread, in their order. Not for use from several threads.</summary>
internal sealed class ClassedEdgesBuilder(AreaMeasure measure, int threads)
{
    private const int BatchSize = 256;
    private const int MostReserved = 10_000_000;

    private readonly List<ClassedRow> _rows = [];
    private readonly Dictionary<string, int> _classIds = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private long _edges;

    /// <summary>What is wrong with rows, in their order. A row with an error was not taken in.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Rows that only the geometry guard could judge.</summary>
    public long Guarded { get; private set; }

    /// <summary>Takes rows in. Lines and points are let through but have no edges.</summary>
    /// <param name="rows">Read lazily, on one thread at a time.</param>
    /// <param name="maxEdges">Stops soon after more than these.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>False when there are more edges than allowed: then only some rows are here.</returns>
    public bool TryAdd(IEnumerable<LayerRow> rows, long maxEdges = long.MaxValue, CancellationToken cancellation = default)
    {
        foreach (var batch in SubjectStream.Run<LayerRow, Batch>(rows, BatchSize, some => [new Batch(some, measure)], threads, cancellation))
        {
            Add(batch);
            _edges += batch.Edges.Points;
            if (_edges > maxEdges)
                return false;
        }

        return true;
    }

    /// <summary>Indexes the rows.</summary>
    public ClassedEdges Build()
    {
        string[] names = [.. _classIds.Keys.Order(StringComparer.Ordinal)];
        var places = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            places[_classIds[names[i]]] = i;
        return new ClassedEdges([.. _rows.Select(row => row with { Class = places[row.Class] })], names);
    }

    private void Add(Batch batch)
    {
        _findings.AddRange(batch.Findings);
        Guarded += batch.Guarded;
        for (var i = 0; i < batch.Rows.Count; i++)
        {
            var (row, name) = batch.Rows[i];
            if (!_classIds.TryGetValue(name, out var id))
                _classIds.Add(name, id = _classIds.Count);
            _rows.Add(new ClassedRow(row, id, batch.Edges, i));
        }
    }

    private sealed class Batch
    {
        public Batch(IReadOnlyList<LayerRow> rows, AreaMeasure measure)
        {
            var intake = new PolygonIntake(measure, polygonsOnly: false);

            // Once, and no larger than needed: the tables stay as they are.
            Edges.Reserve((int)Math.Min(rows.Sum(row => row.Geometry?.NumPoints) ?? 0, MostReserved));
            foreach (var row in rows)
                Take(row, intake);
            Guarded = intake.Guarded;
        }

        public BoundaryTable Edges { get; } = new();

        public List<(long Row, string Class)> Rows { get; } = [];

        public List<Finding> Findings { get; } = [];

        public long Guarded { get; }

        private void Take(in LayerRow row, PolygonIntake intake)
        {
            if (intake.Take(row.Geometry, row.Row, out var isArea) is { } fault)
            {
                Findings.Add(fault);
                return;
            }

            if (row.Class is null)
                Findings.Add(SpatialFindings.ClassMissing.At(new Location(Row: row.Row)));
            if (!isArea)
                return;
            Edges.Add(intake.Polygon);
            Rows.Add((row.Row, row.Class ?? string.Empty));
        }
    }
}
