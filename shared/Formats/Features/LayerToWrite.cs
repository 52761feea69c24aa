using NetTopologySuite.Geometries;

namespace Platform.Formats.Features;

/// <summary>A row to be written.</summary>
/// <param name="Geometry">Geometry in the layer's CRS, x = easting or longitude; null for none.</param>
/// <param name="Values">Values in the order of the schema's fields, typed as <see cref="FieldType"/> says.</param>
/// <param name="Id">Feature id; null numbers the rows from 1 where the format has ids.</param>
public sealed record FeatureToWrite(Geometry? Geometry, IReadOnlyList<object?> Values, long? Id = null);

/// <summary>
/// A layer to be written. The rows are enumerated once, while they are written; their order decides the bytes, so hand them over in key order.
/// </summary>
/// <param name="Schema">Name, geometry type, fields and CRS; <see cref="LayerSchema.File"/> is not used.</param>
/// <param name="Rows">The rows.</param>
public sealed record LayerToWrite(LayerSchema Schema, IEnumerable<FeatureToWrite> Rows)
{
    /// <summary>Title that programs show, by default the name.</summary>
    public string? Title { get; init; }

    /// <summary>Description, empty by default.</summary>
    public string Description { get; init; } = "";

    /// <summary>Fields that get an attribute index, in formats that have one.</summary>
    public IReadOnlyList<string> IndexedFields { get; init; } = [];
}
