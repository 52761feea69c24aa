using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Platform.Spatial.Partition;
using Platform.Spatial.Topology;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>A monitoring extent that a layer is held against.</summary>
/// <param name="Code">Code of the unit.</param>
/// <param name="Extent">EPSG:4490.</param>
public sealed record LayerUnit(string Code, Geometry Extent);

/// <summary>
/// Looks at the features of a published layer together: overlaps, gaps, place. All of it warns; nothing here keeps a layer from being used, and
/// prejudgement reports on every patch where classes overlap or are missing. The time grows with the layer and not with its square.
/// </summary>
/// <param name="schema">The role's schema.</param>
/// <param name="plane">The coordinates that the layer was drawn in; null for longitude and latitude.</param>
/// <param name="threads">Degree of parallelism; 0 takes the machine's processors.</param>
public sealed class LayerTopology(LayerSchema schema, LayerPlane? plane = null, int threads = 0)
{
    /// <summary>No more findings of one kind are listed.</summary>
    public const int MaxPerKind = 1_000;

    private readonly LayerPlane _plane = plane ?? LayerPlane.Geographic;

    /// <summary>Runs the rules that the schema asks for.</summary>
    /// <param name="layer">The artefact.</param>
    /// <param name="at">File and layer as delivered, for the findings.</param>
    /// <param name="units">Monitoring extents.</param>
    /// <param name="cancellation">Stops between features.</param>
    public IReadOnlyList<Finding> Check(ILayerReader layer, Location at, IReadOnlyList<LayerUnit> units, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(units);
        var findings = new List<Finding>();
        if (schema.Validity.NoOverlap)
        {
            findings.AddRange(Overlaps(layer, at, cancellation).Take(MaxPerKind));
        }

        if (schema.Validity.MustLieInUnits && units.Count > 0)
        {
            findings.AddRange(Strays(layer, at, units, cancellation).Take(MaxPerKind));
        }

        if (schema.Validity.MustCoverUnits)
        {
            findings.AddRange(Gaps(layer, at, units, cancellation).Take(MaxPerKind));
        }

        return findings;
    }

    private IEnumerable<Finding> Overlaps(ILayerReader layer, Location at, CancellationToken cancellation)
    {
        var tolerance = Math.Max(schema.Validity.OverlapToleranceM2, 0.01m);
        var refused = new List<Finding>();

        // The layer is read on other threads until the pairs are complete; only then may it be asked for single rows.
        var pairs = new LayerOverlaps(_plane.Measure, (double)tolerance, threads: threads)
            .Find(() => Surfaces(layer.ReadAll()), refused.Add, cancellation)
            .Where(pair => !pair.IsKnown || AreaM2.Round(pair.CommonM2).Value > tolerance)
            .Take(MaxPerKind)
            .ToList();
        return pairs.Select(pair => Overlap(layer, pair, at))
            .Concat(refused.Select(finding => finding with { Location = at with { Row = SourceRow(layer, finding.Location.Row ?? 0) } }));
    }

    private Finding Overlap(ILayerReader layer, OverlappingPair pair, Location at)
    {
        var (first, place) = (SourceRow(layer, pair.First), at with { Row = SourceRow(layer, pair.Second) });
        if (pair is { X: { } x, Y: { } y })
        {
            var (longitude, latitude) = _plane.Place(x, y);
            place = place with { X = longitude, Y = latitude };
        }

        return pair.IsKnown
            ? LayerFindings.FeaturesOverlap.At(place, first, AreaM2.Round(pair.CommonM2), schema.Validity.OverlapToleranceM2)
            : LayerFindings.OverlapsUnchecked.At(place, first);
    }

    private static long SourceRow(ILayerReader layer, long id) => layer.Read([id]).Single().SourceRow;

    private IEnumerable<LayerRow> Surfaces(IEnumerable<PublishedFeature> features) =>
        features.Where(f => f.Shape.Dimension == Dimension.Surface).Select(f => new LayerRow(f.Id, string.Empty, _plane.Drawn(f.Shape)));

    private static IEnumerable<Finding> Strays(ILayerReader layer, Location at, IReadOnlyList<LayerUnit> units, CancellationToken cancellation)
    {
        var prepared = units.Select(u => NetTopologySuite.Geometries.Prepared.PreparedGeometryFactory.Prepare(u.Extent)).ToList();
        foreach (var feature in layer.ReadAll())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!prepared.Exists(unit => unit.Intersects(feature.Shape)))
            {
                yield return LayerFindings.OutsideUnits.At(at with { Row = feature.SourceRow });
            }
        }
    }

    private IEnumerable<Finding> Gaps(ILayerReader layer, Location at, IReadOnlyList<LayerUnit> units, CancellationToken cancellation)
    {
        foreach (var unit in units)
        {
            var near = new PartitionLayer(string.Empty, Surfaces(layer.Read(layer.FindIds(unit.Extent.EnvelopeInternal))));
            var partition = new LayerPartition([near], _plane.Measure, threads: threads);
            var divided = partition.Divide([new OverlaySubject(0, _plane.Drawn(unit.Extent))], cancellation).Single();
            var uncovered = divided.Parts.Where(part => part.Classes[0].Count == 0).Sum(part => part.AreaM2);
            if (divided.Refusal is { } refusal)
            {
                yield return refusal with { Location = at };
            }
            else if (uncovered > AreaTolerance.At(divided.AreaM2))
            {
                var percent = (100 * uncovered / divided.AreaM2).ToString("0.00", CultureInfo.InvariantCulture);
                yield return LayerFindings.UnitNotCovered.At(at, unit.Code, AreaM2.Round(uncovered), percent);
            }
        }
    }
}
