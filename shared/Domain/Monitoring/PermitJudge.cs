using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Spatial.Areas;
using Platform.Spatial.Crs;
using Platform.Spatial.Overlay;

namespace Platform.Domain.Monitoring;

/// <summary>
/// Permits on patches. A permit area lies on a patch when it covers at least the rule's share of it, a permit point when it is within
/// the rule's distance. A case with several features (areas, points, in several layers) is one permit.
/// </summary>
internal sealed class PermitJudge(RuleSet rules, IAreaOverlay overlay, IReadOnlyList<ILayerReader> layers, HitOptions tolerance)
{
    // A degree of latitude is at least this long, m.
    private const double ShortestDegree = 110_500;

    /// <summary>Permits in the order of the patches; of each patch by type in the rule set's order, then by number.</summary>
    public IReadOnlyList<IReadOnlyList<PermitOnPatch>> Judge(IReadOnlyList<ChangePatch> patches, CancellationToken cancellation)
    {
        if (layers.Count == 0)
        {
            return [.. patches.Select(_ => Array.Empty<PermitOnPatch>())];
        }

        var near = new NearFeatures(layers, [.. patches.Select(p => Reach(p.Shape))]);
        var prepared = overlay.Prepare(near.Surfaces(_ => ""), AreaMeasure.Ellipsoidal);
        var hits = prepared.Hits(patches.Select((p, i) => new OverlaySubject(i, p.Shape)), tolerance, cancellation).ToList();
        var others = near.All.Where(f => f.Shape.Dimension != Dimension.Surface).ToList();
        return [.. patches.Select((patch, i) => OnPatch(patch, hits[i], near, others))];
    }

    private List<PermitOnPatch> OnPatch(ChangePatch patch, SubjectHits hits, NearFeatures near, List<PublishedFeature> others)
    {
        var byArea = hits.Hits.Where(h => h.Contact == Contact.Overlapping)
            .Select(h => (Feature: near[h.Row], h.Share))
            .GroupBy(h => CaseOf(h.Feature))
            .Where(g => (decimal)Math.Min(1, g.Sum(h => h.Share)) >= rules.PermitRule.MinimumPatchShare)
            .SelectMany(g => g.Select(h => h.Feature));
        var byPlace = others.Where(f => IsWithin(patch.Shape, f.Shape, (double)rules.PermitRule.PointDistanceM));
        return [.. byArea.Concat(byPlace)
            .GroupBy(CaseOf)
            .Select(g => Merge(g.Key, [.. g]))
            .OrderBy(p => TypeOrder(p.Type)).ThenBy(p => p.Type, StringComparer.Ordinal).ThenBy(p => p.Number, StringComparer.Ordinal)];
    }

    private (string Type, string Number) CaseOf(PublishedFeature feature)
    {
        var text = feature.Class ?? "";
        return (rules.PermitTypeOf(text)?.Code ?? text, feature.Key ?? FormattableString.Invariant($"#{feature.SourceRow}"));
    }

    // Where features of a case disagree, the case counts only if all of them do; the earliest known date stands.
    private PermitOnPatch Merge((string Type, string Number) @case, IReadOnlyList<PublishedFeature> features)
    {
        var counts = rules.PermitType(@case.Type) is not null && features.All(f => rules.PermitRule.Accepts(rules.OutcomeOf(f.Status)));
        var deciding = counts ? features[0] : features.FirstOrDefault(f => !rules.PermitRule.Accepts(rules.OutcomeOf(f.Status))) ?? features[0];
        return new PermitOnPatch(@case.Type, @case.Number, deciding.Status, features.Min(f => f.Date), counts);
    }

    private int TypeOrder(string type)
    {
        for (var i = 0; i < rules.PermitTypes.Count; i++)
        {
            if (rules.PermitTypes[i].Code == type)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private Envelope Reach(Geometry shape)
    {
        var extent = new Envelope(shape.EnvelopeInternal);
        var degrees = (double)rules.PermitRule.PointDistanceM / ShortestDegree;
        extent.ExpandBy(degrees / Math.Cos(extent.Centre.Y * Math.PI / 180), degrees);
        return extent;
    }

    private static bool IsWithin(Geometry patch, Geometry place, double metres)
    {
        if (patch.Intersects(place))
        {
            return true;
        }

        return metres > 0
            && CrsTransformation.TryCreate(CrsRegistry.Cgcs2000, ProjectedZone.For(patch), RegisteredParameters.None, out var plane, out _)
            && plane.Transform(patch).Distance(plane.Transform(place)) <= metres;
    }
}
