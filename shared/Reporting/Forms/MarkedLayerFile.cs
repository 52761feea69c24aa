using System.Globalization;
using Platform.Domain.Profiles;
using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Reporting.Layers;

namespace Platform.Reporting.Forms;

/// <summary>
/// Writes a delivered file of layers again with its rows of answers marked: as GeoJSON what came as GeoJSON, as GeoPackage everything else. A GeoPackage keeps its
/// other layers, gets the findings as a table, and styles by which QGIS shows what is to be mended.
/// </summary>
internal static class MarkedLayerFile
{
    /// <summary>Table with all findings on the upload.</summary>
    public const string FindingsTable = "check_findings";

    public static void WriteGeoJson(Stream target, IFeatureLayer layer, IReadOnlyList<Finding> findings, RuleSet rules, CancellationToken cancellation) =>
        GeoJsonWriter.Write(target, MarkedLayer.Of(layer, findings, rules)!.ToWrite(cancellation), anyCrs: true, cancellation);

    /// <param name="target">Receives the GeoPackage; stays open.</param>
    /// <param name="layers">All layers of the file.</param>
    /// <param name="findings">All findings on the upload.</param>
    /// <param name="rules">Rule set of the task.</param>
    /// <param name="temporaryFolder">Where it is written first.</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static void WriteGeoPackage(
        Stream target, IReadOnlyList<IFeatureLayer> layers, IReadOnlyList<Finding> findings, RuleSet rules, string temporaryFolder,
        CancellationToken cancellation)
    {
        var path = Path.Combine(temporaryFolder, Guid.NewGuid().ToString("N") + ".gpkg");
        try
        {
            GeoPackageWriter.Write(path, Layers(layers, findings, rules, cancellation), cancellation);
            using var file = File.OpenRead(path);
            file.CopyTo(target);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<LayerToWrite> Layers(
        IReadOnlyList<IFeatureLayer> layers, IReadOnlyList<Finding> findings, RuleSet rules, CancellationToken cancellation)
    {
        var written = new List<LayerToWrite>();
        var styles = new List<LayerStyle>();
        var others = new List<IFeatureLayer>();
        foreach (var layer in layers.Where(layer => layer.Schema.Name is not (FindingsTable or StyleTable.Name)))
        {
            if (MarkedLayer.Of(layer, findings, rules) is { } marked)
            {
                written.Add(marked.ToWrite(cancellation));
                styles.Add(marked.Style(rules));
            }
            else
            {
                others.Add(layer);
            }
        }

        written.AddRange(others.Select(layer => AsDelivered(layer, cancellation)));
        written.Add(Findings(findings));
        written.Add(StyleTable.Of([.. styles, .. others.Where(layer => layer.Schema.Geometry is GeometryKind.Polygon or GeometryKind.MultiPolygon)
            .Select(layer => LayerStyle.Of(layer.Schema.Name, LayerStyle.Single(AreaSymbol.Hollow)))]));
        return written;
    }

    private static LayerToWrite AsDelivered(IFeatureLayer layer, CancellationToken cancellation)
    {
        var fits = layer.ReadRows(cancellation).All(row => row.Geometry is null || layer.Schema.Geometry.Holds(row.Geometry));
        return new LayerToWrite(
            fits ? layer.Schema : layer.Schema with { Geometry = GeometryKind.Any },
            layer.ReadRows(cancellation).Select(row => new FeatureToWrite(row.Geometry, row.Values)));
    }

    private static LayerToWrite Findings(IReadOnlyList<Finding> findings) => new(
        new LayerSchema(
            FindingsTable, "", GeometryKind.None,
            [
                new("severity", FieldType.Text), new("code", FieldType.Text), new("message_zh", FieldType.Text), new("message_en", FieldType.Text),
                new("file", FieldType.Text), new("layer", FieldType.Text), new("row", FieldType.Integer), new("field", FieldType.Text),
            ],
            CrsDefinition.Missing),
        findings.Select(finding => new FeatureToWrite(
            null,
            [
                finding.Severity.ToString().ToLowerInvariant(), finding.Code, finding.Message, finding.MessageEn, finding.Location.File, finding.Location.Layer,
                finding.Location.Row, finding.Location.Field,
            ])))
    {
        Title = string.Create(CultureInfo.InvariantCulture, $"问题清单（{findings.Count}）"),
    };
}
