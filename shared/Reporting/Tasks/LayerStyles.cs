using Platform.Formats.Features;

namespace Platform.Reporting.Tasks;

/// <summary>
/// The table <c>layer_styles</c>, in which QGIS keeps default styles: it is read when a layer of the file is opened. Other programs ignore it.
/// </summary>
internal static class LayerStyles
{
    public const string Patches = "patches";
    public const string Extent = "unit_extent";

    private const string Table = "layer_styles";

    public static LayerToWrite Layer() => new(
        new LayerSchema(
            Table,
            "",
            GeometryKind.None,
            [
                new("f_table_catalog", FieldType.Text), new("f_table_schema", FieldType.Text), new("f_table_name", FieldType.Text),
                new("f_geometry_column", FieldType.Text), new("styleName", FieldType.Text), new("styleQML", FieldType.Text),
                new("styleSLD", FieldType.Text), new("useAsDefault", FieldType.Boolean), new("description", FieldType.Text),
                new("owner", FieldType.Text), new("ui", FieldType.Text), new("update_time", FieldType.DateTime),
            ],
            CrsDefinition.Missing,
            2),
        [Style(Patches, "224,32,32,60", "224,32,32,255", "0.6"), Style(Extent, "0,0,0,0", "80,80,80,255", "0.4")]);

    private static FeatureToWrite Style(string layer, string fill, string line, string width) => new(
        null, ["", "", layer, "geom", layer, Qml(fill, line, width), "", true, "", "", null, new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)]);

    private static string Qml(string fill, string line, string width) => $"""
        <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
        <qgis version="3.22" styleCategories="Symbology"><renderer-v2 type="singleSymbol"><symbols><symbol type="fill" name="0" alpha="1"><layer class="SimpleFill" enabled="1">
        <Option type="Map"><Option type="QString" name="color" value="{fill}"/><Option type="QString" name="style" value="solid"/>
        <Option type="QString" name="outline_color" value="{line}"/><Option type="QString" name="outline_style" value="solid"/>
        <Option type="QString" name="outline_width" value="{width}"/><Option type="QString" name="outline_width_unit" value="MM"/></Option>
        </layer></symbol></symbols></renderer-v2></qgis>
        """;
}
