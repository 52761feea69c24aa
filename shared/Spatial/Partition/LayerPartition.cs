using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Kernel;
using Platform.Spatial.Overlay;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Partition;

/// <summary>
/// The exact partition of subjects by N layers: the area of every combination of classes, in which each place counts once. Prepared once for any number of
/// subjects; near-linear in the edges near a subject, so that a subject may be a whole city. Immutable and thread-safe.
/// </summary>
public sealed class LayerPartition
{
    private const int BatchSize = 32;

    private readonly ClassedEdges[] _layers;
    private readonly AreaMeasure _measure;
    private readonly OverlayBudget _budget;
    private readonly int _threads;

    /// <summary>Checks and indexes layers. Rows that the geometry guard refuses are left out and named in <see cref="Findings"/>.</summary>
    /// <param name="layers">The layers; their order is that of the classes in a result.</param>
    /// <param name="measure">How areas are measured; subjects and layers are in its coordinates.</param>
    /// <param name="budget">Bound on the work of one subject; null for the default.</param>
    /// <param name="threads">Degree of parallelism; 0 takes the machine's processors. The result does not depend on it.</param>
    public LayerPartition(IEnumerable<PartitionLayer> layers, AreaMeasure measure, OverlayBudget? budget = null, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(measure);
        (_measure, _budget, _threads) = (measure, budget ?? OverlayBudget.Default, SubjectStream.ThreadsFor(threads));
        var findings = new List<Finding>();
        _layers = [.. layers.Select(layer => Read(layer, findings))];
        Findings = findings;
    }

    /// <summary>Rows that were refused or are doubtful: layer after layer, in row order, with the layer's name.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Divides subjects.</summary>
    /// <returns>One result per subject, lazily, in their order.</returns>
    public IEnumerable<SubjectPartition> Divide(IEnumerable<OverlaySubject> subjects, CancellationToken cancellation = default) =>
        SubjectStream.Run(subjects.Chunk(BatchSize), DivideBatch, _threads, cancellation).SelectMany(results => results);

    private ClassedEdges Read(PartitionLayer layer, List<Finding> findings)
    {
        var builder = new ClassedEdgesBuilder(_measure, _threads);
        builder.TryAdd(layer.Rows);
        findings.AddRange(builder.Findings.Select(finding => finding with { Location = finding.Location with { Layer = layer.Name } }));
        return builder.Build();
    }

    private SubjectPartition[] DivideBatch(IReadOnlyList<OverlaySubject> subjects)
    {
        var worker = new Worker(_layers, _measure, _budget);
        var results = new SubjectPartition[subjects.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = worker.Divide(subjects[i]);
        return results;
    }

    private sealed class Worker(ClassedEdges[] layers, AreaMeasure measure, OverlayBudget budget)
    {
        private readonly PolygonIntake _intake = new(measure, polygonsOnly: true);
        private readonly BoundaryTable _subject = new();
        private readonly OuterBoundary _boundary = new();
        private readonly Combinations _combinations = new(layers);
        private readonly CellDivision _cells = new(budget.MaxEdgePairs);
        private readonly List<CellRow> _rows = [];
        private readonly List<int> _near = [];

        public SubjectPartition Divide(OverlaySubject subject)
        {
            if (_intake.Take(subject.Geometry, subject.Row, out _) is { } fault)
                return SubjectPartition.Refused(subject.Row, fault);

            _subject.Clear();
            _subject.Add(_intake.Polygon);
            _boundary.Take(_subject, 0);
            _combinations.Clear();
            _rows.Clear();
            for (var layer = 0; layer < layers.Length; layer++)
                AddRows(layer);
            return _cells.TryDivide(_subject, 0, _rows, _combinations, measure)
                ? new SubjectPartition(subject.Row, RowArea.Of(_boundary, measure), [.. _combinations.Parts()])
                : SubjectPartition.Refused(subject.Row, SpatialFindings.PartitionTooComplex.At(
                    new Location(Row: subject.Row), subject.Row, _cells.Work, budget.MaxEdgePairs));
        }

        private void AddRows(int layer)
        {
            layers[layer].Index.Query(_subject.Boxes[0], _near);
            foreach (var i in _near)
            {
                ref readonly var row = ref layers[layer][i];
                _rows.Add(new CellRow(row.Edges, row.Place, _combinations.AddRow(layer, row.Class)));
            }
        }
    }
}
