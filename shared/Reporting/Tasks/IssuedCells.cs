using System.Globalization;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;
using Platform.Reporting.Forms;

namespace Platform.Reporting.Tasks;

/// <summary>Values of a patch's form columns as issued; input columns are empty.</summary>
internal static class IssuedCells
{
    public static object? Value(FormColumn column, TaskPatch item, RuleSet rules)
    {
        var patch = item.Patch;
        return column.Key switch
        {
            VerificationColumns.PatchNumber => patch.Number,
            VerificationColumns.PatchKey => patch.Key,
            VerificationColumns.Unit => patch.Unit,
            VerificationColumns.AreaM2 => patch.AreaM2,
            VerificationColumns.BeforeCover => FormText.Show(patch.BeforeCover, column, rules),
            VerificationColumns.AfterCover => FormText.Show(patch.AfterCover, column, rules),
            VerificationColumns.Prejudgement => Prejudgement(item.Prejudgement, column.MaxLength),
            _ => null,
        };
    }

    /// <summary>The prejudgement in one Chinese text: conclusion, conformity, control lines, reasons.</summary>
    private static string Prejudgement(Prejudgement judged, int longest)
    {
        var reasons = string.Join("；", judged.Reasons.Select(reason => reason.Chinese));
        var text = string.Create(CultureInfo.InvariantCulture, $"建议：{Approval(judged.SuggestedApproval)}。{reasons}");
        return text.Length <= longest ? text : text[..(longest - 1)] + "…";
    }

    private static string Approval(ApprovalStatus status) => Domain.Monitoring.Aggregation.OutcomeClasses.Approval[(int)status].Chinese;
}
