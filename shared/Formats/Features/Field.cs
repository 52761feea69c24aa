namespace Platform.Formats.Features;

/// <summary>A field of a layer as the file declares it.</summary>
/// <param name="Name">Name as delivered (a shapefile cuts it at 10 bytes).</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Width">Greatest length: bytes in a shapefile, characters elsewhere; null when the file sets none.</param>
/// <param name="Decimals">Digits after the point, where the file declares them.</param>
public sealed record Field(string Name, FieldType Type, int? Width = null, int? Decimals = null);
