using Platform.Findings;

namespace Platform.Domain.Layers;

/// <summary>Every finding of checking a delivered layer against its declarative schema.</summary>
public static class LayerFindings
{
    public static readonly FindingKind LayerMissing = Error("LAYER_MISSING",
        "上传内容中没有“{0}”要求的图层（{1}）；请上传一个含该图层的 Shapefile 压缩包、GeoPackage 或 GeoJSON。",
        "The delivery has no layer that fits '{2}' ({1}); deliver a zipped shapefile, GeoPackage or GeoJSON with that layer.");

    public static readonly FindingKind LayerSeveral = Error("LAYER_SEVERAL",
        "上传内容中有 {0} 个可用图层（{1}），不知取哪一个；请只保留一个，或把要用的图层命名为“{2}”。",
        "The delivery has {0} layers that would fit ({1}); keep one, or name the one that counts '{2}'.");

    public static readonly FindingKind LayerEmpty = Error("LAYER_EMPTY",
        "图层“{0}”没有要素；请检查导出范围后重新上传。",
        "Layer '{0}' has no features; check what was exported and upload again.");

    public static readonly FindingKind LayerUnreadable = Error("LAYER_UNREADABLE",
        "图层“{0}”没有完整读出（见文件的问题），整层未采用；请重新导出。",
        "Layer '{0}' could not be read to its end (see the findings on the file) and is not taken; export it again.");

    public static readonly FindingKind FieldMissing = Error("LAYER_FIELD_MISSING",
        "缺少必需字段“{0}”（{1}）；请补充该字段，可用名称：{2}。",
        "The mandatory field '{0}' ({3}) is missing; add it under one of the names {2}.");

    public static readonly FindingKind FieldAmbiguous = Error("LAYER_FIELD_AMBIGUOUS",
        "有多个字段可作为“{0}”（{1}）：{2}；请只保留一个。",
        "Several fields could be '{0}' ({3}): {2}; keep one of them.");

    public static readonly FindingKind FieldUnused = Info("LAYER_FIELD_UNUSED",
        "字段“{0}”不在规定之列，未采用；如有需要请按标准命名。",
        "Field '{0}' is not part of the schema and is not used; rename it if it should be.");

    public static readonly FindingKind ValueMissing = Error("LAYER_VALUE_MISSING",
        "必填字段“{0}”为空；请填写。",
        "The mandatory field '{1}' is empty; fill it in.");

    public static readonly FindingKind ValueType = Error("LAYER_VALUE_TYPE",
        "字段“{0}”的值“{1}”不是{2}；请改正。",
        "The value '{1}' of field '{0}' is not {3}; correct it.");

    public static readonly FindingKind ValueTooLong = Error("LAYER_VALUE_TOO_LONG",
        "字段“{0}”最长 {1} 字，现为 {2} 字；请缩短。",
        "Field '{0}' takes {1} characters, {2} were given; shorten it.");

    public static readonly FindingKind ValueOutOfRange = Error("LAYER_VALUE_OUT_OF_RANGE",
        "字段“{0}”的值 {1} 超出范围（{2} 至 {3}）；请核对。",
        "The value {1} of field '{0}' is out of range ({2} to {3}); check it.");

    public static readonly FindingKind ValueControlCharacters = Error("LAYER_VALUE_CONTROL_CHARACTERS",
        "字段“{0}”含控制字符；请重新输入。",
        "Field '{0}' has control characters; type it again.");

    public static readonly FindingKind CodeUnknown = Error("LAYER_CODE_UNKNOWN",
        "字段“{0}”的代码“{1}”不在代码表“{2}”中；请改用代码表中的代码，或先登记该代码。",
        "The code '{1}' of field '{0}' is not in the code list '{2}'; use a code of the list or register this one first.");

    public static readonly FindingKind CodeDoubtful = Warning("LAYER_CODE_DOUBTFUL",
        "字段“{0}”的代码“{1}”不在代码表“{2}”中，按空值处理；请核对。",
        "The code '{1}' of field '{0}' is not in the code list '{2}' and counts as missing; check it.");

    public static readonly FindingKind ValueTwice = Error("LAYER_VALUE_TWICE",
        "字段“{0}”的值“{1}”与第 {2} 行重复；请使其唯一。",
        "The value '{1}' of field '{0}' stands in row {2} too; make it unique.");

    public static readonly FindingKind CrsNotAllowed = Error("LAYER_CRS_NOT_ALLOWED",
        "坐标系“{0}”不在本类图层允许之列（{1}）；请转换后重新提交。",
        "'{0}' is not among the coordinate reference systems allowed here ({1}); transform the layer and deliver it again.");

    public static readonly FindingKind GeometryKindWrong = Error("LAYER_GEOMETRY_KIND",
        "图形类型是“{0}”，要求为“{1}”；请改正或删除该行。",
        "The geometry is a {0}, {1} is required; correct or delete the row.");

    public static readonly FindingKind FeatureSkipped = Warning("LAYER_FEATURE_SKIPPED",
        "该行没有可用的图形（{0}），未发布；请核对源数据。",
        "The row has no usable geometry ({0}) and is not published; check the source.");

    public static readonly FindingKind FeatureSmall = Warning("LAYER_FEATURE_SMALL",
        "面积 {0} 平方米，小于 {1} 平方米；请核对是否为碎面。",
        "The area is {0} m², less than {1} m²; check whether it is a sliver.");

    public static readonly FindingKind OutsideUnits = Warning("LAYER_OUTSIDE_UNITS",
        "该行不在任何监测范围内；请核对坐标。",
        "The row lies in no monitoring extent; check its coordinates.");

    public static readonly FindingKind FeaturesOverlap = Warning("LAYER_FEATURES_OVERLAP",
        "与第 {0} 行重叠 {1} 平方米，超过容差 {2} 平方米；请修正边界。",
        "It overlaps row {0} by {1} m², more than {2} m²; correct the boundaries.");

    public static readonly FindingKind OverlapsUnchecked = Warning("LAYER_OVERLAPS_UNCHECKED",
        "图形过于复杂，未检查与第 {0} 行的重叠；请分割或抽稀。",
        "The overlap with row {0} was not checked because the shapes are too complex; split or simplify them.");

    public static readonly FindingKind UnitNotCovered = Warning("LAYER_UNIT_NOT_COVERED",
        "监测单元 {0} 有 {1} 平方米（{2}%）没有被本图层覆盖；请核对是否缺数据。",
        "{1} m² ({2} %) of unit {0} are not covered by the layer; check whether data are missing.");

    public static readonly FindingKind NoRoom = Error("LAYER_NO_ROOM",
        "图层太大：文件 {0} MB，制作图层的工作磁盘只有 {1} MB，放不下，未采用。请删去多余的图层和顶点（抽稀）后重新上传，或请运维人员把 PLATFORM_WORK_DIR 设到更大的磁盘（Azure 上改用 Premium 或 Dedicated 计划）后重新上传。",
        "The layer is too large and is not taken: the file has {0} MB, and the disk on which layers are made has {1} MB. Leave out layers and vertices that are not needed (simplify) and upload again, or have the operator give PLATFORM_WORK_DIR a larger disk (in Azure: the Premium or Dedicated plan) first.");

    private static FindingKind Error(string code, string chinese, string english) => new(code, Severity.Error, chinese, english);

    private static FindingKind Warning(string code, string chinese, string english) => new(code, Severity.Warning, chinese, english);

    private static FindingKind Info(string code, string chinese, string english) => new(code, Severity.Info, chinese, english);
}
