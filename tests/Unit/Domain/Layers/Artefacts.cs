using Platform.Domain.Layers;
using Platform.Formats;
using Platform.Formats.Features;

namespace Platform.Tests.Unit.Domain.Layers;

/// <summary>Publishes layers as an upload does: checked, then written.</summary>
internal static class Artefacts
{
    /// <summary>Writes the artefact of a layer to <paramref name="path"/>.</summary>
    public static (CheckedLayer Layer, LayerVersion Version) Publish(this IFeatureLayer source, Platform.Domain.Layers.LayerSchema schema, string path)
    {
        var layer = new LayerCheck(schema, TestSchemas.Codes).Run([source], new FindingLog()).Layer!;
        var publication = new Publication("p", new DateOnly(2015, 1, 1), DateTimeOffset.UnixEpoch, "officer", "aa", "plan.zip", 0);
        return (layer, LayerPublisher.Write(layer, path, publication));
    }
}
