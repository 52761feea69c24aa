using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Formats.Tables;
using Location = Platform.Findings.Location;

namespace Platform.Desk.Files;

/// <summary>
/// A file read to its end: what is in it and what is wrong with it. Nothing is kept of the rows, so memory does not grow with the file;
/// of findings the first <see cref="FindingLog.Capacity"/> are kept.
/// </summary>
internal sealed class Survey
{
    private readonly List<LayerSummary> _layers = [];
    private readonly FindingLog _findings = new();
    private readonly bool _validates;

    private Survey(bool validates) => _validates = validates;

    /// <summary>Layers, then worksheets and CSV files that are no layers.</summary>
    public IReadOnlyList<LayerSummary> Layers => _layers;

    /// <summary>Everything that is wrong, of the delivery and of rows.</summary>
    public FindingLog Findings => _findings;

    /// <summary>Rows of all layers and tables.</summary>
    public long Features => _layers.Sum(layer => layer.Features);

    /// <summary>Whether the file could be read at all: rows came out of it, or nothing is wrong with it.</summary>
    public bool IsReadable => Features > 0 || !_findings.HasErrors;

    /// <summary>Reads a file or folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="validate">Also looks at the validity of every geometry and at how coordinates and CRS agree.</param>
    public static Survey Of(string path, bool validate)
    {
        var survey = new Survey(validate);
        try
        {
            using var delivery = Deliveries.Open(path, DeliveryLimits.PlanPackage);
            survey.Read(delivery);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            survey._findings.Add(DeskFindings.FileAccess.At(new Location(Path.GetFileName(path)), Path.GetFileName(path), trouble.Message));
        }

        return survey;
    }

    /// <summary>A survey that ended before it began.</summary>
    public static Survey Failed(Finding finding)
    {
        var survey = new Survey(validates: false);
        survey._findings.Add(finding);
        return survey;
    }

    private void Read(Delivery delivery)
    {
        foreach (var layer in delivery.Layers)
            _layers.Add(ReadLayer(layer));
        foreach (var table in delivery.Tables.Where(table => !delivery.Layers.Any(layer => layer.Schema.File == table.File)))
            _layers.Add(ReadTable(table));
        _findings.AddRange(delivery.Findings.Items);
    }

    private LayerSummary ReadLayer(IFeatureLayer layer)
    {
        var schema = layer.Schema;
        var check = _validates ? new LayerValidation(schema, _findings) : null;
        var (rows, extent) = (0L, new Envelope());
        foreach (var row in layer.ReadRows())
        {
            rows++;
            _findings.AddRange(row.Findings);
            if (row.Geometry is { } geometry)
                extent.ExpandToInclude(geometry.EnvelopeInternal);
            check?.Check(row);
        }

        var crs = LayerCrs.Of(schema, extent, _findings);
        check?.CheckExtent(crs, extent);
        return new LayerSummary(schema.Name, schema.File, schema.Geometry, rows, LayerCrs.NameOf(schema, crs), extent.IsNull ? null : extent, schema.Fields);
    }

    private LayerSummary ReadTable(ITable table)
    {
        var rows = 0L;
        foreach (var row in table.ReadRows())
        {
            rows++;
            _findings.AddRange(row.Findings);
        }

        return new LayerSummary(table.Name, table.File, GeometryKind.None, rows, null, null, []);
    }
}
