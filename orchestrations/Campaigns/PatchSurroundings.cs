using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Reporting.Tasks;

namespace Platform.Orchestrations.Campaigns;

/// <summary>
/// What lies around patches, for the pictures of a package. Neighbouring patches show the same features: those that were read are kept, up to about 100 MB. Not for use
/// from several threads.
/// </summary>
internal sealed class PatchSurroundings
{
    private const int MostVertices = 2_000_000;

    private readonly (JudgedLayer Layer, Dictionary<long, MapContextFeature> Known)[] layers;
    private readonly RuleSet rules;
    private int vertices;

    /// <param name="layers">The campaign's layers.</param>
    /// <param name="rules">Its rule set.</param>
    public PatchSurroundings(IEnumerable<JudgedLayer> layers, RuleSet rules)
    {
        this.rules = rules;

        // Drawn from the back to the front: plan, control lines, permits.
        this.layers = [.. layers.OrderBy(layer => layer.Schema.Kind).Select(layer => (layer, new Dictionary<long, MapContextFeature>()))];
    }

    /// <summary>The features inside an extent (EPSG:4490) in drawing order.</summary>
    public IReadOnlyList<MapContextFeature> Around(Envelope extent)
    {
        ForgetWhenFull();
        var features = new List<MapContextFeature>();
        foreach (var (layer, known) in layers)
        {
            var ids = layer.Reader.FindIds(extent);
            foreach (var feature in layer.Reader.Read(ids.Where(id => !known.ContainsKey(id))))
            {
                known.Add(feature.Id, Drawn(layer.Schema, feature));
                vertices += feature.Shape.NumPoints;
            }

            features.AddRange(ids.Select(id => known[id]).Where(feature => feature.Shape.Dimension != Dimension.Point));
        }

        return features;
    }

    private void ForgetWhenFull()
    {
        if (vertices <= MostVertices)
            return;
        foreach (var (_, known) in layers)
            known.Clear();
        vertices = 0;
    }

    private MapContextFeature Drawn(LayerSchema schema, PublishedFeature feature)
    {
        switch (schema.Kind)
        {
            case LayerKind.PlanLandUse:
                var code = rules.PlanClassOf(feature.Class ?? "") ?? feature.Class ?? "";
                return new(MapContextKind.PlanLandUse, code, rules.LandUse.Find(code)?.Label.Zh ?? code, feature.Shape);
            case LayerKind.ControlLine:
                return new(MapContextKind.ControlLine, schema.Theme!, rules.ControlTheme(schema.Theme!)?.Label.Zh ?? schema.Title.Zh, feature.Shape);
            default:
                return new(MapContextKind.Permit, schema.Role, schema.Title.Zh, feature.Shape);
        }
    }
}
