using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;
using NetTopologySuite.Operation.Distance;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;

namespace Platform.Spatial.Overlay;

/// <summary>
/// Finds the nearest row. Distances of geographic coordinates are taken in a transverse Mercator projection whose meridian runs through the
/// subject: within 50 km its scale is off by no more than 3e-5. Planar coordinates are taken as they are.
/// </summary>
internal sealed class NearestSearch(HPRtree<PreparedRow> index, AreaMeasure measure, double withinMetres)
{
    private const double FirstReach = 100;

    public SubjectNearest Find(OverlaySubject subject)
    {
        var toMetres = ToMetres(subject);
        var local = toMetres(subject.Geometry);
        var plane = new LocalPlane(measure, subject.Geometry.EnvelopeInternal.Centre);
        for (var reach = Math.Min(FirstReach, withinMetres); ; reach = Math.Min(reach * 8, withinMetres))
        {
            var (row, metres) = Nearest(local, Candidates(subject.Geometry, plane, reach), toMetres);

            // A row beyond the reach may hide a nearer one outside the searched box.
            if (row is not null && metres <= reach)
                return new SubjectNearest(subject.Row, row.Row, row.Class, metres);
            if (reach >= withinMetres)
                return new SubjectNearest(subject.Row, null, null, null);
        }
    }

    private static (PreparedRow? Row, double Metres) Nearest(Geometry local, IEnumerable<PreparedRow> candidates, Func<Geometry, Geometry> toMetres)
    {
        PreparedRow? nearest = null;
        var least = double.PositiveInfinity;
        foreach (var row in candidates)
        {
            var metres = new DistanceOp(local, toMetres(row.Geometry)).Distance();
            if (metres < least)
                (nearest, least) = (row, metres);
        }

        return (nearest, least);
    }

    // The local plane is off by a thousandth over ten kilometres; a fiftieth more of reach is ample.
    private IEnumerable<PreparedRow> Candidates(Geometry geometry, LocalPlane plane, double reach)
    {
        var envelope = geometry.EnvelopeInternal.Copy();
        envelope.ExpandBy(reach * 1.02 / plane.MetresPerX, reach * 1.02 / plane.MetresPerY);
        return index.Query(envelope).OrderBy(row => row.Row);
    }

    private Func<Geometry, Geometry> ToMetres(OverlaySubject subject)
    {
        if (measure.Kind == AreaMeasureKind.Planar)
        {
            var plane = new LocalPlane(measure, subject.Geometry.EnvelopeInternal.Centre);
            return plane.ToMetres;
        }

        var local = ProjectedZone.At(subject.Geometry.EnvelopeInternal.Centre.X, "local");
        return CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, local, RegisteredParameters.None, out var projection, out var refusal)
            ? projection.Transform
            : throw new RefusedException(refusal);
    }
}
