using System.Globalization;
using System.Xml.Linq;

namespace Platform.Reporting.Layers;

/// <summary>The default style of a layer of a GeoPackage.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Qml">QGIS' style document.</param>
internal sealed record LayerStyle(string Layer, string Qml)
{
    public static LayerStyle Of(string layer, params object?[] content) => new(
        layer,
        new XElement("qgis", new XAttribute("version", "3.22"), new XAttribute("styleCategories", "Symbology|Labeling|Fields|Forms"), content)
            .ToString(SaveOptions.DisableFormatting));

    /// <summary>All areas alike.</summary>
    public static XElement Single(AreaSymbol symbol) => new(
        "renderer-v2", new XAttribute("type", "singleSymbol"), new XElement("symbols", symbol.ToXml("0")));

    /// <summary>Areas by the value of a field; the value "" stands for all others.</summary>
    public static XElement Categories(string field, IReadOnlyList<(string Value, string Label, AreaSymbol Symbol)> categories) => new(
        "renderer-v2",
        new XAttribute("type", "categorizedSymbol"),
        new XAttribute("attr", field),
        new XElement("categories", categories.Select((category, index) => new XElement(
            "category",
            new XAttribute("value", category.Value), new XAttribute("label", category.Label), new XAttribute("symbol", index), new XAttribute("render", "true")))),
        new XElement("symbols", categories.Select((category, index) => category.Symbol.ToXml(index.ToString(CultureInfo.InvariantCulture)))));

    /// <summary>The value of a field beside every area, in black on a white border.</summary>
    public static XElement Labels(string field) => new(
        "labeling",
        new XAttribute("type", "simple"),
        new XElement("settings", new XElement(
            "text-style",
            new XAttribute("fieldName", field), new XAttribute("fontSize", "8"), new XAttribute("fontSizeUnit", "Point"), new XAttribute("textColor", "0,0,0,255"),
            new XElement(
                "text-buffer",
                new XAttribute("bufferDraw", "1"), new XAttribute("bufferSize", "0.7"), new XAttribute("bufferSizeUnits", "MM"),
                new XAttribute("bufferColor", "255,255,255,255")))));

    /// <summary>A named value in the way of QGIS' documents.</summary>
    public static XElement Option(string name, string value) => new(
        "Option", new XAttribute("type", "QString"), new XAttribute("name", name), new XAttribute("value", value));
}

/// <summary>How areas are drawn; colours as red, green, blue and opacity, 0 to 255 each.</summary>
/// <param name="Fill">Colour inside.</param>
/// <param name="Line">Colour of the outline.</param>
/// <param name="Width">Width of the outline in millimetres.</param>
internal sealed record AreaSymbol(string Fill, string Line, string Width)
{
    public static AreaSymbol Hollow { get; } = new("0,0,0,0", "80,80,80,255", "0.4");

    public static AreaSymbol Patch { get; } = new("224,32,32,60", "224,32,32,255", "0.6");

    public XElement ToXml(string name) => new(
        "symbol",
        new XAttribute("type", "fill"),
        new XAttribute("name", name),
        new XAttribute("alpha", "1"),
        new XElement(
            "layer",
            new XAttribute("class", "SimpleFill"),
            new XAttribute("enabled", "1"),
            new XElement(
                "Option",
                new XAttribute("type", "Map"),
                LayerStyle.Option("color", Fill), LayerStyle.Option("style", "solid"), LayerStyle.Option("outline_color", Line),
                LayerStyle.Option("outline_style", "solid"), LayerStyle.Option("outline_width", Width), LayerStyle.Option("outline_width_unit", "MM"))));
}
