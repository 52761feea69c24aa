using Platform.Domain.Labels;

namespace Platform.Domain.Monitoring;

/// <summary>What the cells of a form column hold.</summary>
public enum FormColumnType
{
    Text,

    /// <summary>A number, m² with two decimal places.</summary>
    Area,

    /// <summary>A code of a list; the form shows its label.</summary>
    Code,

    Date,
}

/// <summary>One column of the verification form.</summary>
/// <param name="Key">Stable key: the field name in GeoPackage, GeoJSON and CSV, and a name the reader recognises.</param>
/// <param name="Header">What the form's header shows.</param>
/// <param name="Type">What cells hold.</param>
/// <param name="Width">Width in characters of the spreadsheet's default font.</param>
/// <param name="IsProtected">A key column: filled by the platform, locked, and compared when the form comes back.</param>
/// <param name="CodeLists">
/// Names of the rule set's code lists whose entries the drop-down offers, in order; <see cref="VerificationColumns.YesNo"/> is the form's own.
/// </param>
/// <param name="MaxLength">Longest text, in UTF-16 units.</param>
/// <param name="PermitType">Permit type that the column belongs to; null for all other columns.</param>
public sealed record FormColumn(
    string Key,
    Label Header,
    FormColumnType Type,
    int Width,
    bool IsProtected = false,
    IReadOnlyList<string>? CodeLists = null,
    int MaxLength = 200,
    string? PermitType = null);
