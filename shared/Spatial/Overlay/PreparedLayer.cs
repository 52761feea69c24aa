using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>A layer prepared by <see cref="AreaOverlay"/>. Rows are made ready for hits and distances when these are first asked for.</summary>
internal sealed class PreparedLayer(
    IReadOnlyList<LayerRow> rows, ClassedEdges areas, IReadOnlyList<Finding> findings, AreaMeasure measure, OverlayBudget budget, int threads)
    : IPreparedLayer
{
    private readonly SubjectIntake _intake = new(measure);
    private readonly AreaWorkers _workers = new(areas, measure, budget);
    private readonly Lazy<HPRtree<PreparedRow>> _index = new(() => IndexOf(rows));

    public IReadOnlyList<Finding> Findings => findings;

    public AreaMeasure Measure => measure;

    public IEnumerable<SubjectAreas> AreasByClass(IEnumerable<OverlaySubject> subjects, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        return SubjectStream.Run(SubjectIntake.Batches(subjects), some => _workers.AreasOf(_intake.Take(some)), threads, cancellation).SelectMany(results => results);
    }

    public IEnumerable<SubjectHits> Hits(IEnumerable<OverlaySubject> subjects, HitOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(subjects, subject => HitsOf(subject, options), (row, refusal) => new SubjectHits(row, 0, [], refusal), cancellation);
    }

    public IEnumerable<SubjectNearest> Nearest(IEnumerable<OverlaySubject> subjects, double withinMetres, CancellationToken cancellation = default)
    {
        if (!(withinMetres >= 0 && double.IsFinite(withinMetres)))
            throw new ArgumentOutOfRangeException(nameof(withinMetres), withinMetres, "A distance is finite and not negative.");

        var search = new NearestSearch(_index.Value, Measure, withinMetres);
        return Run(subjects, search.Find, (row, refusal) => new SubjectNearest(row, null, null, null, refusal), cancellation);
    }

    private static HPRtree<PreparedRow> IndexOf(IReadOnlyList<LayerRow> rows)
    {
        var index = new HPRtree<PreparedRow>();
        foreach (var row in rows)
            index.Insert(row.Geometry.EnvelopeInternal, new PreparedRow(row));
        index.Build();
        return index;
    }

    private IEnumerable<T> Run<T>(
        IEnumerable<OverlaySubject> subjects, Func<OverlaySubject, T> work, Func<long, Finding, T> refused, CancellationToken cancellation) =>
        SubjectStream.Run(subjects.Chunk(8), batch => Array.ConvertAll(batch, subject => Guarded(subject, work, refused, cancellation)), threads, cancellation)
            .SelectMany(results => results);

    private T Guarded<T>(OverlaySubject subject, Func<OverlaySubject, T> work, Func<long, Finding, T> refused, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (GeometryGuard.Check(subject.Geometry, PolygonIntake.LimitsFor(Measure), new Location(Row: subject.Row)) is { } fault)
            return refused(subject.Row, fault);
        try
        {
            return work(subject);
        }
        catch (RefusedException e)
        {
            return refused(subject.Row, e.Finding);
        }
        catch (TopologyException)
        {
            return refused(subject.Row, SpatialFindings.OverlayFailed.At(new Location(Row: subject.Row), subject.Row));
        }
    }

    private SubjectHits HitsOf(OverlaySubject subject, HitOptions options)
    {
        var area = Measure.Of(subject.Geometry);
        var judge = new ContactJudge(subject.Geometry, Measure, options.ToleranceMetres);
        var hits = Pieces(subject)
            .Select(piece => new RowHit(
                piece.Row.Row, piece.Row.Class, judge.Judge(piece.Common, piece.AreaM2), piece.AreaM2, area > 0 ? piece.AreaM2 / area : 0));
        return new SubjectHits(subject.Row, area, [.. hits]);
    }

    /// <summary>The common parts with the rows, in row order.</summary>
    private IEnumerable<Piece> Pieces(OverlaySubject subject)
    {
        foreach (var row in _index.Value.Query(subject.Geometry.EnvelopeInternal).Where(row => row.Intersects(subject.Geometry)).OrderBy(row => row.Row))
        {
            if (!budget.Admits(subject.Geometry, row.Geometry, out var crossings))
            {
                throw new RefusedException(SpatialFindings.OverlayTooComplex.At(
                    new Location(Row: subject.Row), subject.Row, row.Row, crossings, budget.MaxCrossings));
            }

            if (row.Intersection(subject.Geometry) is { } common)
                yield return new Piece(row, common, Measure.Of(common));
        }
    }

    private readonly record struct Piece(PreparedRow Row, Geometry Common, double AreaM2);
}
