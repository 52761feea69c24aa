using Platform.Formats.Features;

namespace Platform.Desk.Files;

/// <summary>Names of layers and fields as every target can hold them: different without regard to case, and none of the database's own.</summary>
internal static class LayerNames
{
    private static readonly string[] Reserved = ["gpkg_", "sqlite_", "rtree_"];

    public static List<LayerToWrite> MakeUnique(IReadOnlyList<LayerToWrite> layers)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. layers.Select(layer => layer with { Schema = layer.Schema with { Name = Free(Allowed(layer.Schema.Name), taken), Fields = Fields(layer.Schema) } })];
    }

    private static List<Field> Fields(LayerSchema schema)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. schema.Fields.Select(field => field with { Name = Free(field.Name.Length == 0 ? "field" : field.Name, taken) })];
    }

    private static string Allowed(string name) =>
        name.Length == 0 || Array.Exists(Reserved, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? "layer_" + name : name;

    private static string Free(string wish, HashSet<string> taken)
    {
        var name = wish;
        for (var i = 2; !taken.Add(name); i++)
            name = $"{wish}_{i}";
        return name;
    }
}
