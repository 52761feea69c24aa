using Platform.Formats.Features;

namespace Platform.Reporting.Layers;

/// <summary>
/// The table <c>layer_styles</c>, in which QGIS keeps default styles: it is read when a layer of the file is opened. Other programs ignore it.
/// </summary>
internal static class StyleTable
{
    public const string Name = "layer_styles";

    /// <summary>Name of the column that says which layer a style belongs to.</summary>
    public const string LayerColumn = "f_table_name";

    private static readonly Field[] Fields =
    [
        new("f_table_catalog", FieldType.Text), new("f_table_schema", FieldType.Text), new(LayerColumn, FieldType.Text),
        new("f_geometry_column", FieldType.Text), new("styleName", FieldType.Text), new("styleQML", FieldType.Text),
        new("styleSLD", FieldType.Text), new("useAsDefault", FieldType.Boolean), new("description", FieldType.Text),
        new("owner", FieldType.Text), new("ui", FieldType.Text), new("update_time", FieldType.DateTime),
    ];

    public static LayerToWrite Of(params IReadOnlyList<LayerStyle> styles) => new(
        new LayerSchema(Name, "", GeometryKind.None, Fields, CrsDefinition.Missing, styles.Count), styles.Select(Row));

    private static FeatureToWrite Row(LayerStyle style) => new(
        null, ["", "", style.Layer, "geom", style.Layer, style.Qml, "", true, "", "", null, new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)]);
}
