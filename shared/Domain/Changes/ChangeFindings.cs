using Platform.Findings;

namespace Platform.Domain.Changes;

/// <summary>Findings on the files of a change detection.</summary>
public static class ChangeFindings
{
    /// <summary>{0}: name asked for, {1}: names there are.</summary>
    public static readonly FindingKind LayerNotFound = new(
        "CHG_LAYER_NOT_FOUND", Severity.Error,
        "文件中没有面图层“{0}”，现有图层：{1}。请指定其中之一。",
        "The file has no polygon layer '{0}'; it has: {1}. Name one of these.");

    /// <summary>{0}: names there are.</summary>
    public static readonly FindingKind LayerAmbiguous = new(
        "CHG_LAYER_AMBIGUOUS", Severity.Error,
        "文件中有多个图层（{0}）。请指定要比较的图层。",
        "The file has several layers ({0}). Name the one to compare.");

    /// <summary>{0}: field asked for, {1}: fields there are.</summary>
    public static readonly FindingKind ClassFieldNotFound = new(
        "CHG_CLASS_FIELD_NOT_FOUND", Severity.Error,
        "图层没有字段“{0}”，现有字段：{1}。请改正分类字段名。",
        "The layer has no field '{0}'; it has: {1}. Correct the name of the class field.");
}
