using Platform.Findings;

namespace Platform.Formats;

/// <content>GeoJSON.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind JsonInvalid = new(
        "JSON_INVALID", Severity.Error,
        "JSON 语法错误（第 {0} 字节附近：{1}）。请重新导出。",
        "Invalid JSON (near byte {0}: {1}). Export again.");

    public static readonly FindingKind JsonTruncated = new(
        "JSON_TRUNCATED", Severity.Error,
        "JSON 文件不完整，在第 {0} 字节处中断。请重新导出并完整上传。",
        "The JSON file is incomplete: it breaks off at byte {0}. Export again and upload all of it.");

    public static readonly FindingKind JsonBehindCollection = new(
        "JSON_BEHIND_COLLECTION", Severity.Error,
        "FeatureCollection 之后还有其他内容，文件可能由多个文件拼接而成。请分开上传。",
        "There is more behind the FeatureCollection, as if files had been joined. Deliver them apart.");

    public static readonly FindingKind JsonTooDeep = new(
        "JSON_TOO_DEEP", Severity.Error,
        "JSON 嵌套超过 {0} 层，已拒绝。",
        "The JSON is nested deeper than {0} levels and is refused.");

    public static readonly FindingKind JsonTokenTooLong = new(
        "JSON_TOKEN_TOO_LONG", Severity.Error,
        "JSON 中有单个文字或数字超过 {0} 字节，已拒绝。",
        "A single text or number in the JSON exceeds {0} bytes and is refused.");

    public static readonly FindingKind JsonNotGeoJson = new(
        "JSON_NOT_GEOJSON", Severity.Error,
        "JSON 文件不是 GeoJSON（顶层 type 为“{0}”）。请导出为 GeoJSON FeatureCollection。",
        "The JSON is no GeoJSON (its top-level type is '{0}'). Export a GeoJSON FeatureCollection.");

    public static readonly FindingKind JsonTopology = new(
        "JSON_TOPOLOGY", Severity.Error,
        "暂不支持 TopoJSON。请先转换为 GeoJSON。",
        "TopoJSON is not supported. Convert it to GeoJSON.");

    public static readonly FindingKind JsonCrsUnknown = new(
        "JSON_CRS_UNKNOWN", Severity.Error,
        "GeoJSON 的 crs 成员“{0}”无法识别。请使用 EPSG 编码，或删除 crs 并以经纬度导出。",
        "The crs member '{0}' is not understood. Use an EPSG code, or leave crs out and export longitude and latitude.");

    public static readonly FindingKind JsonTooManyFields = new(
        "JSON_TOO_MANY_FIELDS", Severity.Error,
        "属性字段超过 {0} 个，已拒绝。",
        "There are more than {0} property names; refused.");

    public static readonly FindingKind JsonNumberRange = new(
        "JSON_NUMBER_RANGE", Severity.Error,
        "数值“{0}”超出可表示的范围。请改正。",
        "The number '{0}' is out of range. Correct it.");

    public static readonly FindingKind JsonDuplicateName = new(
        "JSON_DUPLICATE_NAME", Severity.Warning,
        "同一要素内属性“{0}”重复，已取最后一个值。",
        "Property '{0}' occurs twice in one feature; the last value was taken.");

    public static readonly FindingKind JsonNotAFeature = new(
        "JSON_NOT_A_FEATURE", Severity.Error,
        "features 数组中的该项不是 Feature（type 为“{0}”）。请重新导出。",
        "This item of the features array is no Feature (its type is '{0}'). Export again.");

    public static readonly FindingKind JsonTextDamaged = new(
        "JSON_TEXT_DAMAGED", Severity.Error,
        "JSON 中的文字不是有效的 UTF-8。请以 UTF-8 编码重新导出。",
        "Text in the JSON is not valid UTF-8. Export it in UTF-8.");

    public static readonly FindingKind JsonNotUtf8 = new(
        "JSON_NOT_UTF8", Severity.Warning,
        "JSON 文件不是 UTF-8 编码，已按 {0} 解读。请以 UTF-8 编码导出。",
        "The JSON is not in UTF-8 and was read as {0}. Export it in UTF-8.");

    public static readonly FindingKind JsonEmpty = new(
        "JSON_NO_FEATURES", Severity.Warning,
        "GeoJSON 中没有任何要素。",
        "The GeoJSON has no features.");
}
