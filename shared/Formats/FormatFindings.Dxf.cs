using Platform.Findings;

namespace Platform.Formats;

/// <content>DXF drawings.</content>
public static partial class FormatFindings
{
    public static readonly FindingKind DxfIsDwg = new(
        "DXF_IS_DWG", Severity.Error,
        "该文件是 DWG 而不是 DXF。请在 CAD 中另存为 DXF 后上传。",
        "The file is a DWG, not a DXF. Save it as DXF in the drawing program.");

    public static readonly FindingKind DxfDamaged = new(
        "DXF_DAMAGED", Severity.Error,
        "DXF 在第 {0} 字节附近不是有效的组码和值，文件已损坏或不是 DXF。请重新导出。",
        "Near byte {0} there is no valid group code and value: the file is damaged or no DXF. Export again.");

    public static readonly FindingKind DxfTruncated = new(
        "DXF_TRUNCATED", Severity.Error,
        "DXF 文件不完整：在第 {0} 字节处中断，没有结束标记 EOF。请重新导出并完整上传。",
        "The DXF is incomplete: it breaks off at byte {0} without the end mark EOF. Export again and upload all of it.");

    public static readonly FindingKind DxfNoEntities = new(
        "DXF_NO_ENTITIES", Severity.Warning,
        "DXF 中没有任何图元。请检查导出设置。",
        "The DXF has no entities. Check how it was exported.");

    public static readonly FindingKind DxfEntityIgnored = new(
        "DXF_ENTITY_IGNORED", Severity.Info,
        "图元类型“{0}”不读取，已略过。",
        "Entities of type '{0}' are not read and were left out.");

    public static readonly FindingKind DxfEntityTooLarge = new(
        "DXF_ENTITY_TOO_LARGE", Severity.Error,
        "单个图元超过 {0} 个组的上限。请拆分该图元。",
        "A single entity exceeds the limit of {0} groups. Split it.");

    public static readonly FindingKind DxfBlocksTooLarge = new(
        "DXF_BLOCKS_TOO_LARGE", Severity.Error,
        "DXF 的块定义超过 {0} 个组的上限，已拒绝。请分解或清理（PURGE）块后重新导出。",
        "The blocks of the DXF exceed the limit of {0} groups; refused. Explode or purge blocks and export again.");

    public static readonly FindingKind DxfBlockMissing = new(
        "DXF_BLOCK_MISSING", Severity.Warning,
        "引用的块“{0}”没有定义，已略过。请绑定外部参照后重新导出。",
        "The inserted block '{0}' is not defined and was left out. Bind external references and export again.");

    public static readonly FindingKind DxfBlockRecursive = new(
        "DXF_BLOCK_RECURSIVE", Severity.Warning,
        "块“{0}”嵌套引用自身或嵌套过深，已略过该引用。",
        "Block '{0}' inserts itself or is nested too deep; that insertion was left out.");

    public static readonly FindingKind DxfTooManyInserts = new(
        "DXF_TOO_MANY_INSERTS", Severity.Error,
        "块展开后的图元超过 {0} 个，其余未读取。请减少阵列或嵌套的块。",
        "The inserted blocks come to more than {0} entities; the rest was not read. Use fewer arrays and nested blocks.");
}
