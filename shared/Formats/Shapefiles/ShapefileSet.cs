using Platform.Formats.Sources;

namespace Platform.Formats.Shapefiles;

/// <summary>The files of one shapefile: same folder and name, regardless of case, with different extensions.</summary>
/// <param name="Name">Layer name.</param>
/// <param name="Path">Path without extension.</param>
/// <param name="Main">.shp</param>
/// <param name="Index">.shx</param>
/// <param name="Table">.dbf</param>
/// <param name="Projection">.prj</param>
/// <param name="CodePage">.cpg</param>
public sealed record ShapefileSet(
    string Name, string Path, DeliveredFile? Main, DeliveredFile? Index, DeliveredFile? Table, DeliveredFile? Projection, DeliveredFile? CodePage)
{
    private static readonly HashSet<string> s_sidecars = new(StringComparer.OrdinalIgnoreCase)
    {
        ".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs", ".mxs", ".idm", ".ind", ".qmd",
    };

    /// <summary>Whether the file belongs to shapefiles by its extension.</summary>
    public static bool IsPart(DeliveredFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return s_sidecars.Contains(file.Extension) || file.Name.EndsWith(".shp.xml", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Groups files into sets that have a .shp, or at least a .dbf, in path order.</summary>
    public static IReadOnlyList<ShapefileSet> Group(IEnumerable<DeliveredFile> files) =>
    [
        .. files.Where(IsPart)
            .GroupBy(f => f.Path[..^f.Extension.Length], StringComparer.OrdinalIgnoreCase)
            .Select(group => new ShapefileSet(
                System.IO.Path.GetFileNameWithoutExtension(group.First().Name), group.First().Path[..^group.First().Extension.Length],
                Of(group, ".shp"), Of(group, ".shx"), Of(group, ".dbf"), Of(group, ".prj"), Of(group, ".cpg")))
            .Where(set => set.Main is not null || set.Table is not null)
            .OrderBy(set => set.Path, StringComparer.Ordinal),
    ];

    private static DeliveredFile? Of(IEnumerable<DeliveredFile> group, string extension) => group.FirstOrDefault(f => f.Extension == extension);
}
