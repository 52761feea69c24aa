using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using CrsDefinition = Platform.Spatial.Crs.CrsDefinition;

namespace Platform.Domain.Layers;

/// <summary>A feature ready for publication.</summary>
/// <param name="Row">0-based row of the delivered layer.</param>
/// <param name="Values">Values in the order of the schema's fields.</param>
/// <param name="Shape">Valid geometry in EPSG:4490.</param>
public sealed record CheckedFeature(long Row, IReadOnlyList<object?> Values, Geometry Shape);

/// <summary>
/// A delivered layer that passed <see cref="LayerCheck"/>. The features are read again from the delivery whenever they are enumerated, in
/// file order, so memory does not grow with the layer; dispose the delivery only after publication.
/// </summary>
public sealed class CheckedLayer
{
    private readonly Func<IEnumerable<CheckedFeature>> _features;

    internal CheckedLayer(LayerSchema schema, IFeatureLayer source, CrsDefinition crs, long count, Envelope bounds, Func<IEnumerable<CheckedFeature>> features)
    {
        Schema = schema;
        Source = source;
        Crs = crs;
        Count = count;
        Bounds = bounds;
        _features = features;
    }

    public LayerSchema Schema { get; }

    /// <summary>The layer as delivered.</summary>
    public IFeatureLayer Source { get; }

    /// <summary>CRS as delivered.</summary>
    public CrsDefinition Crs { get; }

    /// <summary>Number of features that will be published.</summary>
    public long Count { get; }

    /// <summary>Extent in EPSG:4490.</summary>
    public Envelope Bounds { get; }

    /// <summary>Reads the features.</summary>
    public IEnumerable<CheckedFeature> ReadFeatures() => _features();
}

/// <summary>What a check came to.</summary>
/// <param name="Layer">The layer, when it may be published; null when a finding is an error.</param>
/// <param name="Findings">Findings of the files, the layer and its rows, in that order; at most <see cref="LayerCheck.MaxFindings"/>.</param>
/// <param name="Rows">Rows read.</param>
public sealed record LayerCheckResult(CheckedLayer? Layer, IReadOnlyList<Finding> Findings, long Rows);
