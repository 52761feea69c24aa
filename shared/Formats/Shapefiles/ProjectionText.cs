using Platform.Findings;
using Platform.Formats.Features;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Formats.Features.CrsDefinition;

namespace Platform.Formats.Shapefiles;

/// <summary>The content of a .prj.</summary>
internal static class ProjectionText
{
    /// <summary>The text, or null when the layer states no CRS or, with a finding, when a .prj has no words for it.</summary>
    public static string? Of(LayerSchema schema, FindingLog findings)
    {
        if (schema.Crs.IsMissing)
        {
            return null;
        }

        var at = new Location(Layer: schema.Name);
        var text = Find(schema.Crs, at) is { } crs ? EsriWkt.TryWrite(crs) : null;
        if (text is null)
        {
            findings.Add(FormatFindings.ShapefileProjectionUnwritten.At(at, Name(schema.Crs)));
        }

        return text;
    }

    private static Spatial.Crs.CrsDefinition? Find(CrsDefinition stated, Location at)
    {
        if (stated.Epsg is { } code && CrsRegistry.TryGet(CrsId.Epsg(code), out var known))
        {
            return known;
        }

        return CrsRecognition.TryFromWkt(stated.Definition, at, out var described, out _) ? described : null;
    }

    private static string Name(CrsDefinition crs)
    {
        const int Longest = 80;
        if (crs.Epsg is { } code)
        {
            return CrsId.Epsg(code).ToString();
        }

        return crs.Definition!.Length > Longest ? crs.Definition[..Longest] + "…" : crs.Definition;
    }
}
