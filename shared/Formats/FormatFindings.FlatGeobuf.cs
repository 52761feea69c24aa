using Platform.Findings;

namespace Platform.Formats;

/// <content>FlatGeobuf.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind FlatGeobufHeader = new(
        "FGB_HEADER", Severity.Error,
        "不是有效的 FlatGeobuf 文件（{0}）。请重新导出。",
        "Not a valid FlatGeobuf file ({0}). Export again.");

    public static readonly FindingKind FlatGeobufTruncated = new(
        "FGB_TRUNCATED", Severity.Error,
        "FlatGeobuf 文件不完整：至少需要 {0} 字节，实际 {1} 字节。请重新导出并完整上传。",
        "The FlatGeobuf file is incomplete: it needs at least {0} bytes and has {1}. Export again and upload all of it.");

    public static readonly FindingKind FlatGeobufDamaged = new(
        "FGB_DAMAGED", Severity.Error,
        "FlatGeobuf 的内部偏移指向数据之外，文件已损坏。请重新导出。",
        "An offset inside the FlatGeobuf points outside of its data; the file is damaged. Export again.");

    public static readonly FindingKind FlatGeobufBroken = new(
        "FGB_BROKEN_OFF", Severity.Error,
        "FlatGeobuf 在第 {0} 个要素处中断（声明长度 {1} 字节），其后的要素已丢失。请重新导出并完整上传。",
        "The FlatGeobuf breaks off at feature {0} (it states a length of {1} bytes); what follows is lost. Export again and upload all of it.");

    public static readonly FindingKind FlatGeobufCount = new(
        "FGB_COUNT", Severity.Error,
        "FlatGeobuf 声明有 {0} 个要素，实际只有 {1} 个。请重新导出并完整上传。",
        "The FlatGeobuf states {0} features and has {1}. Export again and upload all of it.");

    public static readonly FindingKind FlatGeobufTrailingBytes = new(
        "FGB_TRAILING_BYTES", Severity.Warning,
        "FlatGeobuf 在最后一个要素之后还有 {0} 字节，已忽略。请确认导出的数据完整。",
        "The FlatGeobuf has {0} bytes behind its last feature, which were ignored. Check that the export is complete.");

    public static readonly FindingKind FlatGeobufFeature = new(
        "FGB_FEATURE", Severity.Error,
        "该要素的属性数据已损坏（{0}）。请重新导出。",
        "The properties of the feature are damaged ({0}). Export again.");

    public static readonly FindingKind FlatGeobufValue = new(
        "FGB_VALUE", Severity.Warning,
        "该值不是有效的 {0}，已按空值处理。请改正后重新导出。",
        "The value is no valid {0} and was taken as empty. Correct it and export again.");

    public static readonly FindingKind FlatGeobufOrdinatesDropped = new(
        "FGB_ZM_DROPPED", Severity.Info,
        "图层带有 Z 或 M 值，平台只使用平面坐标。",
        "The layer has Z or M values; only plane coordinates are used.");
}
