using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Gml;

/// <summary>The features of one type in a GML file.</summary>
internal sealed class GmlLayer(DeliveredFile file, LayerSchema schema, GmlSrs? srs, FindingLog findings) : IFeatureLayer
{
    public LayerSchema Schema => schema;

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        using var features = GmlFile.ReadFeatures(file).GetEnumerator();
        for (long index = 0; Advance(features);)
        {
            cancellation.ThrowIfCancellationRequested();
            if (features.Current.Type == schema.Name)
            {
                yield return Fit(features.Current, index++);
            }
        }
    }

    private bool Advance(IEnumerator<GmlFeature> features)
    {
        try
        {
            return features.MoveNext();
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return false;
        }
    }

    private FeatureRow Fit(GmlFeature feature, long index)
    {
        var at = new Location(file.Path, schema.Name, index);
        var rowFindings = new List<Finding>();
        if (feature.HasMoreGeometries)
        {
            rowFindings.Add(FormatFindings.GmlMoreGeometries.At(at));
        }

        var values = schema.Fields.Select(field => (object?)feature.Properties.GetValueOrDefault(field.Name)).ToArray();
        return new FeatureRow(index, feature.Id, Build(feature.Geometry, at, rowFindings), values, rowFindings);
    }

    private Geometry? Build(GmlShape? shape, Location at, List<Finding> rowFindings)
    {
        if (shape is null)
        {
            return null;
        }

        try
        {
            var row = new RowGeometry(at, rowFindings);
            if (shape.AnySrs is { } own && GmlSrs.Parse(own).Crs.Epsg != schema.Crs.Epsg)
            {
                throw row.Refuse(FormatFindings.GmlMixedSrs, own);
            }

            return new GmlGeometryBuilder(srs?.IsNorthFirst == true, row).Build(shape);
        }
        catch (RefusedException refused)
        {
            rowFindings.Add(refused.Finding);
            return null;
        }
    }
}
