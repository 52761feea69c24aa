using Platform.Findings;
using Platform.Formats.Features;
using Platform.Formats.Geometries;
using Platform.Formats.Sources;
using Location = Platform.Findings.Location;

namespace Platform.Formats.Dxf;

/// <summary>
/// The entities of a DXF drawing (R12 to R2018, text or binary) as one layer, with the drawing's layers as a field. Closed polylines, circles and
/// hatches are polygons, curves are line segments, blocks are taken apart into their entities at every place where they are inserted. It is read
/// once on opening, which finds blocks and proves that the file is whole, and once per enumeration.
/// </summary>
public sealed class DxfLayer : IFeatureLayer
{
    private readonly DeliveredFile _file;
    private readonly DxfDrawing _drawing;
    private readonly FindingLog _findings;

    private DxfLayer(DeliveredFile file, string name, DxfDrawing drawing, FindingLog findings)
    {
        _file = file;
        _drawing = drawing;
        _findings = findings;
        Schema = new LayerSchema(name, file.Path, GeometryKind.Any, DxfFields.All, drawing.Crs);
    }

    public LayerSchema Schema { get; }

    /// <summary>Opens a drawing.</summary>
    /// <param name="file">The file, unpacked.</param>
    /// <param name="name">Layer name.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the first pass.</param>
    /// <returns>The layer, or null when it cannot be read; then the reason is among the findings.</returns>
    public static DxfLayer? Open(DeliveredFile file, string name, FindingLog findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(findings);
        try
        {
            return new DxfLayer(file, name, DxfDrawing.Read(file, findings, cancellation), findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return null;
        }
    }

    public IEnumerable<FeatureRow> ReadRows(CancellationToken cancellation = default)
    {
        using var sections = Guarded(() => new DxfSections(_file));
        var expansion = new DxfExpansion(_drawing, new Location(_file.Path, Schema.Name), _findings);
        long index = 0;
        while (sections is not null && Guarded(() => sections.Next() ? sections.Entity : null) is { } entity)
        {
            if (sections.Section != "ENTITIES")
            {
                continue;
            }

            foreach (var placed in expansion.Expand(entity))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return Decode(placed, index++);
            }
        }
    }

    private FeatureRow Decode(PlacedEntity placed, long index)
    {
        var at = new Location(_file.Path, Schema.Name, index);
        var findings = new List<Finding>();
        var values = DxfFields.Values(placed, _drawing);
        try
        {
            var geometry = new DxfShapes(placed.Placement, new RowGeometry(at, findings)).Build(placed.Entity);
            return new FeatureRow(index, placed.Entity.Key(5) is { Length: > 0 } handle ? handle : null, geometry, values, findings);
        }
        catch (RefusedException refused)
        {
            findings.Add(refused.Finding);
            return new FeatureRow(index, null, null, values, findings);
        }
    }

    private T? Guarded<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RefusedException refused)
        {
            _findings.Add(refused.Finding);
            return null;
        }
    }
}
