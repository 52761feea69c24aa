using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Spatial.Areas;
using Platform.Spatial.Validity;
using Location = Platform.Findings.Location;

namespace Platform.Domain.Layers;

/// <summary>Turns delivered rows into features of the schema: fields, geometry kind, validity, EPSG:4490. The same rows always give the same features.</summary>
internal sealed class LayerRows(LayerSchema schema, IFeatureLayer layer, DeliveredCrs crs, LayerFields fields)
{
    private readonly GeometryLimits _limits = (crs.Definition.IsGeographic ? GeometryLimits.Degrees : GeometryLimits.Projected) with
    {
        PolygonsOnly = schema.Geometry is [LayerGeometry.Polygon],
    };

    public LayerFields Fields => fields;

    public Location At(FeatureRow row) => new(layer.Schema.File, layer.Schema.Name, row.Index);

    /// <summary>Every row with its feature, or null where the row is not published, and its findings.</summary>
    public IEnumerable<(FeatureRow Row, CheckedFeature? Feature, IReadOnlyList<Finding> Findings)> Read(CancellationToken cancellation)
    {
        foreach (var row in layer.ReadRows(cancellation))
        {
            var findings = new List<Finding>(row.Findings);
            var at = At(row);
            var values = row.IsRefused ? [] : fields.Read(row, at, findings);
            var shape = row.IsRefused ? null : Shape(row.Geometry, at, findings);
            yield return (row, shape is null ? null : new CheckedFeature(row.Index, values, shape), findings);
        }
    }

    private Geometry? Shape(Geometry? delivered, Location at, List<Finding> findings)
    {
        if (delivered is { IsEmpty: false } && !LayerChoice.Is(delivered, schema.Geometry))
        {
            findings.Add(LayerFindings.GeometryKindWrong.At(at, delivered.GeometryType, string.Join(" / ", schema.Geometry)));
            return null;
        }

        var sound = schema.Validity.MustBeValid ? Guarded(delivered, at, findings) : Mended(delivered, at, findings);
        if (sound is not null && schema.Validity.MinimumAreaM2 is { } least)
        {
            var area = AreaM2.Round(crs.Definition.AreaMeasure.Of(sound));
            if (area.Value < least)
            {
                findings.Add(LayerFindings.FeatureSmall.At(at, area, least));
            }
        }

        return sound is null ? null : crs.ToGeographic.Transform(sound);
    }

    private Geometry? Guarded(Geometry? delivered, Location at, List<Finding> findings)
    {
        var fault = GeometryGuard.Check(delivered, _limits, at);
        if (fault is not null)
        {
            findings.Add(fault);
        }

        return fault is null ? delivered : null;
    }

    // Open data that we do not own are mended and reported; what cannot be mended is left out, because nobody would redraw it for us.
    private Geometry? Mended(Geometry? delivered, Location at, List<Finding> findings)
    {
        if (!_limits.PolygonsOnly)
        {
            return SkipOnFault(delivered, at, findings);
        }

        var repair = GeometryRepair.Repair(delivered, _limits, crs.Definition.AreaMeasure, at);
        if (repair.Finding is { } finding)
        {
            findings.Add(repair.Geometry is null ? LayerFindings.FeatureSkipped.At(finding.Location, finding.Code) : finding);
        }

        return repair.Geometry;
    }

    private Geometry? SkipOnFault(Geometry? delivered, Location at, List<Finding> findings)
    {
        if (GeometryGuard.Check(delivered, _limits, at) is not { } fault)
        {
            return delivered;
        }

        findings.Add(LayerFindings.FeatureSkipped.At(fault.Location, fault.Code));
        return null;
    }
}
