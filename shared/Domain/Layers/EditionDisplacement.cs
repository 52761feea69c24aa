using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Change;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>
/// Holds a new edition of a layer against the one before it and tells whether its coordinates are displaced as a whole: like GCJ-02 or BD-09,
/// which refuses it, or by another vector of 50 m and more that is smaller than its shapes, which warns. Polygons only; what has too few shapes in common is not judged.
/// </summary>
/// <remarks>A displacement is the same all over a town, so a few places with some hundred features each are looked at, whatever the size of the layer.</remarks>
public static class EditionDisplacement
{
    private const int EnoughFeatures = 300;
    private const int MostFeatures = 2_000;
    private const int MostReferences = 20_000;

    // The services displace by at most 1.4 km.
    private const double ReachDegrees = 0.02;
    private const double WholeWorldDegrees = 360;

    private static readonly double[] s_places = [0.5, 0.2, 0.8];

    /// <summary>The finding on <paramref name="edition"/>; null when it lies where <paramref name="earlier"/> lies, or too little can be matched.</summary>
    /// <param name="edition">The new edition's artefact, EPSG:4490.</param>
    /// <param name="earlier">The artefact of the edition before it, EPSG:4490.</param>
    /// <param name="at">File and layer as delivered.</param>
    /// <param name="cancellation">Stops between places.</param>
    public static Finding? Judge(ILayerReader edition, ILayerReader earlier, Location at, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(earlier);
        var ids = edition.FindIds(new Envelope(-WholeWorldDegrees, WholeWorldDegrees, -WholeWorldDegrees, WholeWorldDegrees));
        foreach (var place in s_places.Where(_ => ids.Count > 0))
        {
            cancellation.ThrowIfCancellationRequested();
            var report = Compare(edition, earlier, ids[(int)(place * ids.Count)], ids.Count);
            if (report.Pairs > 0)
            {
                return DisplacementDetector.Judge(report, at);
            }
        }

        return null;
    }

    private static DisplacementReport Compare(ILayerReader edition, ILayerReader earlier, long middle, int count)
    {
        var sample = Polygons(edition, Around(edition, middle, Math.Min(count, EnoughFeatures)), MostFeatures);
        var near = new Envelope();
        sample.ForEach(shape => near.ExpandToInclude(shape.EnvelopeInternal));
        near.ExpandBy(ReachDegrees);
        return DisplacementDetector.Detect(sample, Polygons(earlier, earlier.FindIds(near), MostReferences));
    }

    // Twice as wide each time, until there are enough.
    private static IReadOnlyList<long> Around(ILayerReader layer, long middle, int enough)
    {
        var extent = layer.Read([middle]).Single().Shape.EnvelopeInternal.Copy();
        var ids = layer.FindIds(extent);
        while (ids.Count < enough && extent.Width < 2 * WholeWorldDegrees)
        {
            extent.ExpandBy(Math.Max(ReachDegrees / 8, extent.Width / 2), Math.Max(ReachDegrees / 8, extent.Height / 2));
            ids = layer.FindIds(extent);
        }

        return ids;
    }

    private static List<Geometry> Polygons(ILayerReader layer, IEnumerable<long> ids, int most) =>
        [.. layer.Read(ids.Take(most)).Select(feature => feature.Shape).Where(shape => shape.Dimension == Dimension.Surface)];
}
