using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Spatial;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Spatial.Crs.CrsDefinition;
using Location = Platform.Findings.Location;

namespace Platform.Desk.Files;

/// <summary>The CRS of a layer: what the file states, or, where it states nothing, what the coordinates look like.</summary>
internal static class LayerCrs
{
    /// <summary>Where coordinates without a stated CRS are looked for: China in degrees.</summary>
    private static readonly Envelope China = new(73, 136, 3, 54);

    /// <summary>The CRS, or null when there is none or it is not understood. A CRS told from coordinates is a finding, and so is one that cannot be told.</summary>
    /// <param name="schema">The layer.</param>
    /// <param name="extent">Extent of its coordinates.</param>
    /// <param name="findings">Gets what was assumed and what is missing.</param>
    public static CrsDefinition? Of(LayerSchema schema, Envelope extent, FindingLog findings)
    {
        if (schema.Geometry == GeometryKind.None)
            return null;

        var at = new Location(schema.File, schema.Name);
        return schema.Crs.IsMissing ? FromCoordinates(extent, at, findings) : Stated(schema, at, findings);
    }

    /// <summary>How the CRS is called: by its code where there is one.</summary>
    public static string? NameOf(LayerSchema schema, CrsDefinition? crs)
    {
        if (crs is { Id.IsKnown: true })
            return crs.Id.ToString();
        return schema.Crs.Epsg is { } epsg ? CrsId.Epsg(epsg).ToString() : crs?.Name;
    }

    private static CrsDefinition? Stated(LayerSchema schema, Location at, FindingLog findings)
    {
        var (text, epsg) = (schema.Crs.Definition, schema.Crs.Epsg);
        if (epsg is { } code && CrsRecognition.TryFromCode(CrsId.Epsg(code).ToString(), at, out var byCode, out _))
            return byCode;
        if (CrsId.TryParse(text, out var id) && CrsRecognition.TryFromCode(id.ToString(), at, out var byName, out _))
            return byName;
        if (text is null || !text.Contains('[', StringComparison.Ordinal))
        {
            findings.Add(SpatialFindings.CrsUncommon.At(at, epsg is { } number ? CrsId.Epsg(number).ToString() : text));
            return null;
        }

        if (CrsRecognition.TryFromWkt(text, at, out var byText, out var refusal))
            return byText;
        findings.Add(refusal);
        return null;
    }

    private static CrsDefinition? FromCoordinates(Envelope extent, Location at, FindingLog findings)
    {
        if (extent.IsNull)
            return null;

        var reading = IsDegrees(extent) ? new CrsReading(CrsRegistry.Cgcs2000, AxesSwapped: false) : ExtentRecognition.Guess(extent, China, at).Reading;
        findings.Add(reading is { AxesSwapped: false } known
            ? SpatialFindings.CrsFromCoordinates.At(at, known.Crs)
            : SpatialFindings.CrsNotTold.At(at));
        return reading is { AxesSwapped: false } told ? told.Crs : null;
    }

    private static bool IsDegrees(Envelope extent) => extent.MinX >= -180 && extent.MaxX <= 180 && extent.MinY >= -90 && extent.MaxY <= 90;
}
