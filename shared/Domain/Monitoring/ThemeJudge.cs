using Platform.Domain.Layers;
using Platform.Domain.Profiles;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;

namespace Platform.Domain.Monitoring;

/// <summary>
/// Control-line themes. The layers of a theme count together, each place once. A theme is unknown when none of its layers is there; when
/// only some are, a hit in those is known and "no hit" is not.
/// </summary>
internal sealed class ThemeJudge(IAreaOverlay overlay, HitOptions tolerance)
{
    private const int MaxFeatures = 20;

    /// <summary>Answers of one theme in the order of the patches.</summary>
    /// <param name="theme">The theme.</param>
    /// <param name="layers">Those of its layers that are there.</param>
    /// <param name="isComplete">Whether that is all of them.</param>
    /// <param name="patches">The patches.</param>
    /// <param name="cancellation">Stops.</param>
    public IReadOnlyList<ThemeHit> Judge(
        ControlTheme theme, IReadOnlyList<ILayerReader> layers, bool isComplete, IReadOnlyList<ChangePatch> patches, CancellationToken cancellation)
    {
        if (layers.Count == 0 || (theme.Sense == ControlSense.OutsideIsHit && !isComplete))
        {
            return [.. patches.Select(_ => Unknown(theme))];
        }

        var near = new NearFeatures(layers, [.. patches.Select(p => p.Shape.EnvelopeInternal)]);
        var prepared = overlay.Prepare(near.Surfaces(_ => ""), AreaMeasure.Ellipsoidal);
        var subjects = patches.Select((p, i) => new OverlaySubject(i, p.Shape)).ToList();
        var areas = prepared.AreasByClass(subjects, cancellation).ToList();
        var met = subjects.Where(s => areas[(int)s.Row].CoveredM2 > 0);
        var hits = prepared.Hits(met, tolerance, cancellation).ToDictionary(h => h.Subject);
        return [.. areas.Select((a, i) => a.Refusal is not null || hits.GetValueOrDefault(i)?.Refusal is not null
            ? Unknown(theme)
            : Answer(theme, patches[i], a, hits.GetValueOrDefault(i), near, isComplete))];
    }

    private static ThemeHit Answer(ControlTheme theme, ChangePatch patch, SubjectAreas areas, SubjectHits? hits, NearFeatures near, bool isComplete)
    {
        var overlapping = (hits?.Hits ?? []).Where(h => h.Contact == Contact.Overlapping).ToList();
        var inside = theme.Sense == ControlSense.InsideIsHit;

        // Touching is not overlapping: without one row that enters the patch, its area is digitising noise.
        var area = inside ? (overlapping.Count > 0 ? areas.CoveredM2 : 0) : areas.UncoveredM2;
        var official = area <= AreaTolerance.At(areas.AreaM2) ? 0m : Math.Min(AreaM2.Round(area).Value, patch.AreaM2);
        if (official == 0m && !isComplete)
        {
            return Unknown(theme);
        }

        IReadOnlyList<string> features = inside ? [.. overlapping.Take(MaxFeatures).Select(h => near.NameOf(h.Row))] : [];
        return new ThemeHit(theme.Code, true, official, decimal.Round(official / patch.AreaM2, 6), features);
    }

    private static ThemeHit Unknown(ControlTheme theme) => new(theme.Code, false, null, null, []);
}
