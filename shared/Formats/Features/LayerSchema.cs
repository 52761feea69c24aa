namespace Platform.Formats.Features;

/// <summary>What is known of a layer before its rows are read, or what a layer to be written shall be.</summary>
/// <param name="Name">Layer name: file name without extension for a shapefile or GeoJSON, table name in a GeoPackage.</param>
/// <param name="File">Path inside the delivery, for <see cref="Platform.Findings.Location.File"/>.</param>
/// <param name="Geometry">Declared geometry type.</param>
/// <param name="Fields">Fields in file order, without geometry and without the feature id.</param>
/// <param name="Crs">CRS as found.</param>
/// <param name="FeatureCount">Number of rows, if it is known without reading them; a claim of the file, checked while reading.</param>
public sealed record LayerSchema(
    string Name,
    string File,
    GeometryKind Geometry,
    IReadOnlyList<Field> Fields,
    CrsDefinition Crs,
    long? FeatureCount = null)
{
    /// <summary>Position of the field in <see cref="FeatureRow.Values"/>, or -1. Exact name first, then without regard to case.</summary>
    public int IndexOf(string fieldName)
    {
        var exact = Find(fieldName, StringComparison.Ordinal);
        return exact >= 0 ? exact : Find(fieldName, StringComparison.OrdinalIgnoreCase);
    }

    private int Find(string fieldName, StringComparison comparison)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (string.Equals(Fields[i].Name, fieldName, comparison))
            {
                return i;
            }
        }

        return -1;
    }
}
