using System.Collections.Concurrent;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;

namespace Platform.Spatial.Overlay;

/// <summary>Takes the rows of a layer in, some hundred at a time on any thread, in their order. Not for use from several threads.</summary>
/// <param name="measure">How areas are measured.</param>
/// <param name="threads">Degree of parallelism.</param>
/// <param name="near">Rows whose extents meet none of these are left out; null for all rows. Rows without a geometry are always taken, to be named.</param>
internal sealed class ClassedEdgesBuilder(AreaMeasure measure, int threads, BoxIndex? near = null)
{
    private const int BatchSize = 256;
    private const int BatchPoints = 4096;
    private const int MostReserved = 10_000_000;

    private readonly ConcurrentStack<PolygonIntake> _idle = new();
    private readonly List<ClassedRow[]> _rows = [];
    private readonly Dictionary<string, int> _classIds = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private long _points;

    /// <summary>What is wrong with rows, in their order. A row with an error was not taken in.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Rows that only the geometry guard could judge.</summary>
    public long Guarded { get; private set; }

    /// <summary>Rows read, taken in or not.</summary>
    public long Read { get; private set; }

    /// <summary>Takes rows in. Lines and points are let through but have no edges.</summary>
    /// <param name="rows">Read lazily, on the caller's thread.</param>
    /// <param name="maxPoints">Stops soon after more than these.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>False when there are more points than allowed: then only some rows are here.</returns>
    public bool TryAdd(IEnumerable<LayerRow> rows, long maxPoints = long.MaxValue, CancellationToken cancellation = default)
    {
        var batches = SubjectStream.Batches(rows, row => row.Geometry, BatchSize, BatchPoints);
        foreach (var batch in SubjectStream.Run(batches, Flatten, threads, cancellation))
        {
            Add(batch);
            _points += batch.Edges.Points;
            if (_points > maxPoints)
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
        var (rows, count) = (new ClassedRow[_rows.Sum(part => part.Length)], 0);
        foreach (var part in _rows)
        {
            foreach (ref readonly var row in part.AsSpan())
                rows[count++] = row with { Class = places[row.Class] };
        }

        _rows.Clear();
        return new ClassedEdges(rows, names, threads);
    }

    private Batch Flatten(LayerRow[] rows)
    {
        if (!_idle.TryPop(out var intake))
            intake = new PolygonIntake(measure, polygonsOnly: false);
        var batch = new Batch(rows, intake, near);
        _idle.Push(intake);
        return batch;
    }

    private void Add(Batch batch)
    {
        _findings.AddRange(batch.Findings);
        Guarded += batch.Guarded;
        Read += batch.Read;
        var rows = new ClassedRow[batch.Rows.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, name) = batch.Rows[i];
            if (!_classIds.TryGetValue(name, out var id))
                _classIds.Add(name, id = _classIds.Count);
            rows[i] = new ClassedRow(row, id, batch.Edges, i);
        }

        _rows.Add(rows);
    }

    private sealed class Batch
    {
        public Batch(LayerRow[] rows, PolygonIntake intake, BoxIndex? near)
        {
            var taken = Array.ConvertAll(rows, row => row.Geometry is null || near is null || near.Any(Box.Of(row.Geometry)));
            Reserve(rows, taken);
            var guarded = intake.Guarded;
            for (var i = 0; i < rows.Length; i++)
            {
                if (taken[i])
                    Take(rows[i], intake);
            }

            (Guarded, Read) = (intake.Guarded - guarded, rows.Length);
        }

        public BoundaryTable Edges { get; } = new();

        public List<(long Row, string Class)> Rows { get; } = [];

        public List<Finding> Findings { get; } = [];

        public long Guarded { get; }

        public int Read { get; }

        // Once, and no larger than needed: the tables stay as they are.
        private void Reserve(LayerRow[] rows, bool[] taken)
        {
            var (points, count) = (0L, 0);
            for (var i = 0; i < rows.Length; i++)
            {
                if (taken[i])
                    (points, count) = (points + BoundaryTable.PointsFor(rows[i].Geometry), count + 1);
            }

            Edges.Reserve((int)Math.Min(points, MostReserved), count);
            Rows.EnsureCapacity(count);
        }

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
