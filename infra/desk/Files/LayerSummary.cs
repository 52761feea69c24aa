using NetTopologySuite.Geometries;
using Platform.Formats.Features;

namespace Platform.Desk.Files;

/// <summary>What a layer, worksheet or CSV file turned out to hold when it was read to its end.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">Path inside the delivery.</param>
/// <param name="Geometry">Declared geometry type; None for a table.</param>
/// <param name="Features">Number of rows that were read, refused ones included.</param>
/// <param name="Crs">CRS as <c>EPSG:n</c> or by its name; null when it is not known.</param>
/// <param name="Extent">Extent of the geometries in the delivered CRS; null without any.</param>
/// <param name="Fields">Declared fields.</param>
internal sealed record LayerSummary(
    string Name, string File, GeometryKind Geometry, long Features, string? Crs, Envelope? Extent, IReadOnlyList<Field> Fields);
