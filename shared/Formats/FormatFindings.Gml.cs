using Platform.Findings;

namespace Platform.Formats;

/// <content>GML.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind GmlXml = new(
        "GML_XML", Severity.Error,
        "GML 文件“{0}”的 XML 有误或不完整（{1}）。请重新导出并完整上传；不允许使用 DTD。",
        "The XML of the GML file '{0}' is wrong or incomplete ({1}). Export again and upload all of it; a DTD is not allowed.");

    public static readonly FindingKind GmlNoFeatures = new(
        "GML_NO_FEATURES", Severity.Error,
        "GML 文件中没有要素（featureMember 或 member）。请导出为 GML 要素集合。",
        "The GML has no features (featureMember or member). Export a GML feature collection.");

    public static readonly FindingKind GmlTooLarge = new(
        "GML_TOO_MANY_TYPES", Severity.Error,
        "GML 的要素类型超过 {0} 种，或某类型的属性超过 {1} 个，已拒绝。",
        "The GML has more than {0} feature types, or more than {1} properties in one of them; refused.");

    public static readonly FindingKind GmlMoreGeometries = new(
        "GML_MORE_GEOMETRIES", Severity.Info,
        "该要素有多个图形属性，只读取了第一个。",
        "The feature has several geometry properties; the first was read.");

    public static readonly FindingKind GmlMixedSrs = new(
        "GML_MIXED_SRS", Severity.Error,
        "该图形的坐标系“{0}”与图层的第一个图形不同。请统一坐标系后重新导出。",
        "The CRS '{0}' of the geometry differs from that of the layer's first one. Export with one CRS.");
}
