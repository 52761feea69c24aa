using System.Globalization;
using NetTopologySuite.Geometries;
using Platform.Findings;
using Platform.Formats;
using Platform.Formats.Features;
using Platform.Formats.Intake;
using Platform.Spatial.Crs;
using CrsDefinition = Platform.Spatial.Crs.CrsDefinition;
using Location = Platform.Findings.Location;

namespace Platform.Desk.Files;

/// <summary>
/// One run of <c>desk convert</c>. Rows stream from the reader to the writer. A row with errors is left out and named; a fault that ends a
/// file leaves no output at all, because what is missing could not be told from what was never there.
/// </summary>
internal sealed class Conversion
{
    private readonly TargetFormat _target;
    private readonly CrsDefinition? _to;

    /// <param name="target">What is written.</param>
    /// <param name="to">CRS to transform to; null keeps the delivered one.</param>
    public Conversion(TargetFormat target, CrsDefinition? to)
    {
        _target = target;
        _to = to ?? (target.IsDegreesOnly ? CrsRegistry.Wgs84 : null);
    }

    /// <summary>What is wrong with input and rows.</summary>
    public FindingLog Findings { get; } = new();

    /// <summary>Rows written.</summary>
    public long Written { get; private set; }

    /// <summary>Whether the command line asks for something that this input cannot give: a layer has to be named.</summary>
    public bool IsWronglyAsked { get; private set; }

    /// <summary>Converts.</summary>
    /// <param name="source">File to read.</param>
    /// <param name="path">File to write; appears under its name only when it is complete.</param>
    /// <param name="layerName">Layer to take; null takes all.</param>
    /// <returns>Whether the output was written.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public bool Run(string source, string path, string? layerName)
    {
        using var delivery = Deliveries.Open(source, DeliveryLimits.PlanPackage);
        if (Choose(delivery, layerName) is not { } layers)
            return false;

        try
        {
            return _target.Write(path, layers, Findings);
        }
        catch (RefusedException)
        {
            return false;
        }
        finally
        {
            Findings.AddRange(delivery.Findings.Items);
        }
    }

    private List<LayerToWrite>? Choose(Delivery delivery, string? layerName)
    {
        var chosen = delivery.Layers.Where(layer => layerName is null || layer.Schema.Name == layerName).ToList();
        var names = string.Join(", ", delivery.Layers.Select(layer => layer.Schema.Name));
        if (chosen.Count == 1 || (chosen.Count > 1 && _target.HoldsManyLayers))
        {
            var prepared = chosen.Select(layer => Prepare(delivery, layer)).ToList();
            return prepared.TrueForAll(layer => layer is not null) ? LayerNames.MakeUnique(prepared!) : null;
        }

        Findings.AddRange(delivery.Findings.Items);
        if (delivery.Layers.Count > 0)
        {
            IsWronglyAsked = true;
            Findings.Add(chosen.Count == 0 ? DeskFindings.LayerUnknown.At(new Location(delivery.Name), layerName, names) : DeskFindings.LayerChoice.At(new Location(delivery.Name), names));
        }
        else if (!delivery.Findings.HasErrors)
        {
            Findings.Add(FormatFindings.NothingToRead.At(new Location(delivery.Name)));
        }

        return null;
    }

    private LayerToWrite? Prepare(Delivery delivery, IFeatureLayer layer)
    {
        var schema = layer.Schema;
        if (_to is null || schema.Geometry == GeometryKind.None)
            return new LayerToWrite(schema with { Crs = Named(schema) }, Rows(delivery, layer, null));
        if (SourceCrs(layer) is not { } from)
            return null;

        if (!CrsTransformation.TryCreate(from, _to, RegisteredParameters.None, out var way, out var refusal))
        {
            Findings.Add(refusal with { Location = new Location(schema.File, schema.Name) });
            return null;
        }

        Findings.AddRange(way.Findings.Select(hint => hint with { Location = new Location(schema.File, schema.Name) }));
        var crs = Formats.Features.CrsDefinition.FromEpsg(_to.Id.Code) with { Definition = _to.Wkt };
        return new LayerToWrite(schema with { Crs = crs }, Rows(delivery, layer, way));
    }

    /// <summary>The stated CRS with its code where a text means a known one, for formats that name a CRS by its code.</summary>
    private Formats.Features.CrsDefinition Named(LayerSchema schema) =>
        schema.Crs is { IsMissing: false, Epsg: null } && LayerCrs.Of(schema, new Envelope(), Findings) is { Id.IsKnown: true } known
            ? schema.Crs with { Epsg = known.Id.Code }
            : schema.Crs;

    /// <summary>The CRS of the layer; one that is not stated takes a pass over the coordinates.</summary>
    private CrsDefinition? SourceCrs(IFeatureLayer layer)
    {
        var extent = new Envelope();
        if (layer.Schema.Crs.IsMissing)
        {
            foreach (var row in layer.ReadRows())
                extent.ExpandToInclude(row.Geometry?.EnvelopeInternal ?? new Envelope());
        }

        var crs = LayerCrs.Of(layer.Schema, extent, Findings);
        if (crs is null)
            Findings.Add(Spatial.SpatialFindings.CrsMissing.At(new Location(layer.Schema.File, layer.Schema.Name), layer.Schema.Name));
        return crs;
    }

    /// <exception cref="RefusedException">Behind the last row: the file has a fault, so that what is missing cannot be told.</exception>
    private IEnumerable<FeatureToWrite> Rows(Delivery delivery, IFeatureLayer layer, CrsTransformation? way)
    {
        foreach (var row in layer.ReadRows())
        {
            Findings.AddRange(row.Findings);
            var at = new Location(layer.Schema.File, layer.Schema.Name, row.Index);
            if (row.IsRefused)
                Findings.Add(DeskFindings.RowLeftOut.At(at));
            else if (row.Geometry is { } given && !layer.Schema.Geometry.Holds(given))
                Findings.Add(DeskFindings.GeometryUnfit.At(at, given.GeometryType, layer.Schema.Geometry));
            else if (Transformed(row.Geometry, way, at) is { IsKept: true } kept)
            {
                Written++;
                yield return new FeatureToWrite(kept.Geometry, row.Values);
            }
        }

        if (delivery.Findings.Items.FirstOrDefault(finding => finding.Severity == Severity.Error) is { } fault)
            throw new RefusedException(fault);
    }

    private (Geometry? Geometry, bool IsKept) Transformed(Geometry? geometry, CrsTransformation? way, Location at)
    {
        if (geometry is null || way is null)
            return (geometry, true);

        var transformed = way.Transform(geometry);
        var extent = transformed.EnvelopeInternal;
        if (extent.IsNull || double.IsFinite(extent.MinX + extent.MaxX + extent.MinY + extent.MaxY))
            return (transformed, true);

        Findings.Add(DeskFindings.NotTransformed.At(at, way.Target));
        return (null, false);
    }
}
