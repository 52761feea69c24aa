using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Spatial.Areas;
using Platform.Spatial.Overlay;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>A monitoring extent that a layer is held against.</summary>
/// <param name="Code">Code of the unit.</param>
/// <param name="Extent">EPSG:4490.</param>
public sealed record LayerUnit(string Code, Geometry Extent);

/// <summary>
/// Looks at the features of a published layer together: overlaps, gaps, place. All of it warns; nothing here keeps a layer from being used, and
/// prejudgement reports on every patch where classes overlap or are missing. Reads by R-tree, so memory is bounded by the neighbours of one feature or unit.
/// </summary>
/// <param name="schema">The role's schema.</param>
/// <param name="overlay">For coverage.</param>
public sealed class LayerTopology(LayerSchema schema, IAreaOverlay overlay)
{
    /// <summary>No more findings of one kind are listed.</summary>
    public const int MaxPerKind = 1_000;

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
        foreach (var feature in layer.ReadAll().Where(f => f.Shape.Dimension == Dimension.Surface))
        {
            cancellation.ThrowIfCancellationRequested();
            var later = layer.FindIds(feature.Shape.EnvelopeInternal).Where(id => id > feature.Id);
            foreach (var other in layer.Read(later))
            {
                if (Overlap(feature, other, at) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private Finding? Overlap(PublishedFeature first, PublishedFeature second, Location at)
    {
        var place = at with { Row = second.SourceRow };
        var tolerance = schema.Validity.OverlapToleranceM2;
        var shared = SharedArea.Of(first.Shape, second.Shape, (double)tolerance);
        if (!shared.IsKnown)
        {
            return LayerFindings.OverlapsUnchecked.At(place, first.SourceRow);
        }

        var area = AreaM2.Round(shared.AreaM2);
        return area.Value > Math.Max(tolerance, 0.01m)
            ? LayerFindings.FeaturesOverlap.At(place with { X = shared.X, Y = shared.Y }, first.SourceRow, area, tolerance)
            : null;
    }

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
            var near = layer.Read(layer.FindIds(unit.Extent.EnvelopeInternal)).Where(f => f.Shape.Dimension == Dimension.Surface)
                .Select(f => new LayerRow(f.Id, "", f.Shape));
            var areas = overlay.Prepare(near, AreaMeasure.Ellipsoidal).AreasByClass([new OverlaySubject(0, unit.Extent)], cancellation).Single();
            if (areas.Refusal is { } refusal)
            {
                yield return refusal with { Location = at };
            }
            else if (areas.UncoveredM2 > AreaTolerance.At(areas.AreaM2))
            {
                var percent = (100 * areas.UncoveredM2 / areas.AreaM2).ToString("0.00", CultureInfo.InvariantCulture);
                yield return LayerFindings.UnitNotCovered.At(at, unit.Code, AreaM2.Round(areas.UncoveredM2), percent);
            }
        }
    }
}
