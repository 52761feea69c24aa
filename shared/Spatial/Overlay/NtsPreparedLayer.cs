using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;

namespace Platform.Spatial.Overlay;

/// <summary>A layer prepared by <see cref="NtsAreaOverlay"/>.</summary>
internal sealed class NtsPreparedLayer : IPreparedLayer
{
    private const int FewSubjects = 32;

    private readonly HPRtree<PreparedRow> _index = new();
    private readonly OverlayBudget _budget;
    private readonly int _threads;

    public NtsPreparedLayer(
        IReadOnlyList<PreparedRow> rows, IReadOnlyList<Finding> findings, AreaMeasure measure, OverlayBudget budget, int threads)
    {
        (Findings, Measure, _budget, _threads) = (findings, measure, budget, threads);
        foreach (var row in rows)
            _index.Insert(row.Geometry.EnvelopeInternal, row);
        _index.Build();
    }

    public IReadOnlyList<Finding> Findings { get; }

    public AreaMeasure Measure { get; }

    public IEnumerable<SubjectAreas> AreasByClass(IEnumerable<OverlaySubject> subjects, CancellationToken cancellation = default) =>
        Run(subjects, AreasOf, SubjectAreas.Refused, cancellation);

    public IEnumerable<SubjectHits> Hits(IEnumerable<OverlaySubject> subjects, HitOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(subjects, subject => HitsOf(subject, options), (row, refusal) => new SubjectHits(row, 0, [], refusal), cancellation);
    }

    public IEnumerable<SubjectNearest> Nearest(IEnumerable<OverlaySubject> subjects, double withinMetres, CancellationToken cancellation = default)
    {
        if (!(withinMetres >= 0 && double.IsFinite(withinMetres)))
            throw new ArgumentOutOfRangeException(nameof(withinMetres), withinMetres, "A distance is finite and not negative.");

        var search = new NearestSearch(_index, Measure, withinMetres);
        return Run(subjects, search.Find, (row, refusal) => new SubjectNearest(row, null, null, null, refusal), cancellation);
    }

    private IEnumerable<T> Run<T>(
        IEnumerable<OverlaySubject> subjects, Func<OverlaySubject, T> work, Func<long, Finding, T> refused, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subjects);

        // A handful of subjects is not worth waiting for the thread pool.
        if (_threads == 1 || (subjects.TryGetNonEnumeratedCount(out var count) && count < FewSubjects))
            return subjects.Select(subject => Guarded(subject, work, refused, cancellation));
        return subjects.AsParallel().AsOrdered().WithDegreeOfParallelism(_threads).WithCancellation(cancellation)
            .Select(subject => Guarded(subject, work, refused, cancellation));
    }

    private T Guarded<T>(OverlaySubject subject, Func<OverlaySubject, T> work, Func<long, Finding, T> refused, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (GeometryGuard.Check(subject.Geometry, NtsAreaOverlay.LimitsFor(Measure), new Location(Row: subject.Row)) is { } fault)
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

    private SubjectAreas AreasOf(OverlaySubject subject)
    {
        var pieces = Pieces(subject, row => row.IsArea).Where(piece => piece.AreaM2 > 0).ToList();
        var classes = pieces
            .GroupBy(piece => piece.Row.Class, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ClassArea(group.Key, group.Sum(piece => piece.AreaM2)))
            .ToArray();
        var sum = pieces.Sum(piece => piece.AreaM2);
        var covered = Covered(pieces, sum);
        return new SubjectAreas(
            subject.Row, Measure.Of(subject.Geometry), classes, covered, sum - covered, covered < sum ? Overlaps(pieces) : []);
    }

    // The union is the only measure of coverage that overlapping rows do not deceive; within the tolerance the plain sum is as good and
    // adds up.
    private double Covered(List<Piece> pieces, double sum)
    {
        if (pieces.Count < 2)
            return sum;

        var union = OverlayNGRobust.Union(pieces.Select(piece => PolygonalPart.Of(piece.Common)));
        var covered = Measure.Of(union);
        return AreaTolerance.AreEqual(sum, covered) ? sum : Math.Min(sum, covered);
    }

    private RowOverlap[] Overlaps(List<Piece> pieces)
    {
        var overlaps = new List<RowOverlap>();
        for (var i = 0; i < pieces.Count; i++)
        {
            for (var j = i + 1; j < pieces.Count; j++)
            {
                if (!pieces[i].Common.EnvelopeInternal.Intersects(pieces[j].Common.EnvelopeInternal))
                    continue;
                var area = Measure.Of(OverlayNGRobust.Overlay(
                    PolygonalPart.Of(pieces[i].Common), PolygonalPart.Of(pieces[j].Common), SpatialFunction.Intersection));
                if (area > AreaTolerance.At(Math.Min(pieces[i].AreaM2, pieces[j].AreaM2)))
                    overlaps.Add(new RowOverlap(pieces[i].Row.Row, pieces[j].Row.Row, area));
            }
        }

        return [.. overlaps];
    }

    private SubjectHits HitsOf(OverlaySubject subject, HitOptions options)
    {
        var area = Measure.Of(subject.Geometry);
        var judge = new ContactJudge(subject.Geometry, Measure, options.ToleranceMetres);
        var hits = Pieces(subject, row => row.Intersects(subject.Geometry))
            .Select(piece => new RowHit(
                piece.Row.Row, piece.Row.Class, judge.Judge(piece.Common, piece.AreaM2), piece.AreaM2, area > 0 ? piece.AreaM2 / area : 0));
        return new SubjectHits(subject.Row, area, [.. hits]);
    }

    /// <summary>The common parts with the rows, in row order.</summary>
    private IEnumerable<Piece> Pieces(OverlaySubject subject, Func<PreparedRow, bool> wanted)
    {
        foreach (var row in _index.Query(subject.Geometry.EnvelopeInternal).Where(wanted).OrderBy(row => row.Row))
        {
            if (!_budget.Admits(subject.Geometry, row.Geometry, out var crossings))
            {
                throw new RefusedException(SpatialFindings.OverlayTooComplex.At(
                    new Location(Row: subject.Row), subject.Row, row.Row, crossings, _budget.MaxCrossings));
            }

            if (row.Intersection(subject.Geometry) is { } common)
                yield return new Piece(row, common, Measure.Of(common));
        }
    }

    private readonly record struct Piece(PreparedRow Row, Geometry Common, double AreaM2);
}
