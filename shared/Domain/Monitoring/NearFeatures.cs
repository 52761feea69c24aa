using NetTopologySuite.Geometries;
using Platform.Domain.Layers;
using Platform.Spatial.Overlay;

namespace Platform.Domain.Monitoring;

/// <summary>
/// The features of some layers near some patches: each read once however many patches it lies near, numbered in the order of layers and
/// features, so that overlay results are the same whatever the order of patches.
/// </summary>
internal sealed class NearFeatures
{
    private readonly List<(ILayerReader Layer, PublishedFeature Feature)> _features = [];

    /// <param name="layers">Layers in role order.</param>
    /// <param name="extents">Extents of the patches.</param>
    public NearFeatures(IEnumerable<ILayerReader> layers, IReadOnlyList<Envelope> extents)
    {
        foreach (var layer in layers)
        {
            var ids = new SortedSet<long>();
            foreach (var extent in extents)
            {
                ids.UnionWith(layer.FindIds(extent));
            }

            _features.AddRange(layer.Read(ids).Select(feature => (layer, feature)));
        }
    }

    /// <summary>All features; a feature's place in this list is its row in overlays.</summary>
    public IEnumerable<PublishedFeature> All => _features.Select(f => f.Feature);

    public PublishedFeature this[long row] => _features[(int)row].Feature;

    /// <summary>Layer version and delivered row of a feature.</summary>
    public string NameOf(long row)
    {
        var (layer, feature) = _features[(int)row];
        return FormattableString.Invariant($"{layer.VersionId}#{feature.SourceRow}");
    }

    /// <summary>The surfaces among them as rows of an overlay.</summary>
    public IEnumerable<LayerRow> Surfaces(Func<PublishedFeature, string> classOf) => _features
        .Select((f, i) => new LayerRow(i, classOf(f.Feature), f.Feature.Shape))
        .Where(row => row.Geometry.Dimension == Dimension.Surface);
}
