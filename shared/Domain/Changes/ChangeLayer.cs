using System.Globalization;
using Platform.Formats.Features;
using Platform.Formats.GeoJson;
using Platform.Formats.GeoPackages;
using Platform.Spatial.Change;

namespace Platform.Domain.Changes;

/// <summary>Writes change patches as a layer in EPSG:4490, in their order; the same patches give the same bytes.</summary>
public static class ChangeLayer
{
    /// <summary>Name of the layer.</summary>
    public const string Name = "change_patches";

    private static readonly Field[] Basic =
    [
        new("patch_key", FieldType.Text, 16),
        new("change_type", FieldType.Text, 16),
        new("area_m2", FieldType.Decimal, Decimals: 2),
        new("old_rows", FieldType.Text),
        new("new_rows", FieldType.Text),
    ];

    private static readonly Field[] Classes = [new("before_class", FieldType.Text), new("after_class", FieldType.Text)];

    /// <summary>The layer.</summary>
    /// <param name="patches">Patches in their order.</param>
    /// <param name="withClasses">Whether classes were compared and are written.</param>
    public static LayerToWrite Of(IReadOnlyList<ChangePatch> patches, bool withClasses)
    {
        ArgumentNullException.ThrowIfNull(patches);
        Field[] fields = withClasses ? [.. Basic, .. Classes] : Basic;
        var schema = new LayerSchema(Name, string.Empty, GeometryKind.Polygon, fields, CrsDefinition.FromEpsg(4490), patches.Count);
        return new LayerToWrite(schema, patches.Select(patch => new FeatureToWrite(patch.Geometry, Values(patch, withClasses)))) { Title = "变化图斑" };
    }

    /// <summary>Whether the extension of a file name is one that <see cref="Write"/> knows.</summary>
    public static bool CanWrite(string path) => Extension(path) is ".gpkg" or ".geojson" or ".json";

    /// <summary>Writes a GeoPackage (<c>.gpkg</c>) or GeoJSON (<c>.geojson</c>, <c>.json</c>); an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">Another extension.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, LayerToWrite layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!CanWrite(path))
            throw new ArgumentException($"Write .gpkg or .geojson, not '{path}'.", nameof(path));

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (Extension(path) == ".gpkg")
        {
            GeoPackageWriter.Write(path, [layer]);
            return;
        }

        using var stream = File.Create(path);
        GeoJsonWriter.Write(stream, layer);
    }

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static object?[] Values(ChangePatch patch, bool withClasses)
    {
        object?[] basic = [patch.Key, TypeCode(patch.Type), patch.Area.Value, Rows(patch.OldRows), Rows(patch.NewRows)];
        return withClasses ? [.. basic, patch.BeforeClass, patch.AfterClass] : basic;
    }

    /// <summary>The change type as files and reports write it: <c>split</c>, <c>merged</c> …</summary>
    public static string TypeCode(ChangeType type) => type.ToString().ToLowerInvariant();

    private static string Rows(IReadOnlyList<long> rows) => string.Join(',', rows.Select(row => row.ToString(CultureInfo.InvariantCulture)));
}
