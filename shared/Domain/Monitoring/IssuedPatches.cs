using System.Globalization;
using Platform.Domain.Texts;
using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>The key columns of a patch as its form was issued.</summary>
public sealed record IssuedPatch(string Key, string Number, string Unit, decimal AreaM2);

/// <summary>The patches of one task, for finding the patch that a row of a form speaks of.</summary>
public sealed class IssuedPatches
{
    // The form shows areas with two decimals; a spreadsheet may hold them as binary fractions.
    private const decimal AreaSlack = 0.005m;

    private readonly string _unit;
    private readonly Dictionary<string, IssuedPatch> _byKey;
    private readonly Dictionary<string, IssuedPatch> _byNumber;
    private readonly Func<string, string?> _unitOfNumber;

    /// <param name="unit">The task's unit.</param>
    /// <param name="patches">All patches of the task.</param>
    /// <param name="unitOfNumber">Unit of a patch number anywhere in the campaign, or null; only makes messages more helpful.</param>
    public IssuedPatches(string unit, IEnumerable<IssuedPatch> patches, Func<string, string?>? unitOfNumber = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(unit);
        ArgumentNullException.ThrowIfNull(patches);
        _unit = unit;
        _byKey = patches.ToDictionary(p => p.Key, StringComparer.OrdinalIgnoreCase);
        _byNumber = _byKey.Values.ToDictionary(p => DeliveredText.Narrow(p.Number), StringComparer.OrdinalIgnoreCase);
        _unitOfNumber = unitOfNumber ?? (_ => null);
    }

    /// <summary>
    /// The patch that the row's key columns name, or why there is none. A row is known by its key, or by its number where it has no key
    /// (a form made by hand); whatever other key columns it has must agree with the patch as issued.
    /// </summary>
    internal (IssuedPatch? Patch, Finding? Refusal) Match(VerificationRow row)
    {
        var (key, number, unit) = (row[VerificationColumns.PatchKey], row[VerificationColumns.PatchNumber], row[VerificationColumns.Unit]);
        if (key is null && number is null)
        {
            return (null, MonitoringFindings.AnswerWithoutPatch.At(row.At));
        }

        var patch = key is not null ? _byKey.GetValueOrDefault(key) : _byNumber.GetValueOrDefault(number!);
        if (patch is null)
        {
            return (null, Unknown(row, key, number, unit));
        }

        return Edited(row, patch) is { } column
            ? (null, MonitoringFindings.AnswerKeyEdited.At(row.CellOf(column), row[column], Issued(patch, column)))
            : (patch, null);
    }

    private Finding Unknown(VerificationRow row, string? key, string? number, string? unit)
    {
        // The key is unknown but the number is ours: the key cell was overwritten.
        if (key is not null && number is not null && _byNumber.TryGetValue(number, out var ours))
        {
            return MonitoringFindings.AnswerKeyEdited.At(row.CellOf(VerificationColumns.PatchKey), key, ours.Key);
        }

        var elsewhere = number is null ? null : _unitOfNumber(number);
        elsewhere = elsewhere == _unit ? null : elsewhere;
        elsewhere ??= unit is not null && unit != _unit ? unit : null;
        return elsewhere is not null
            ? MonitoringFindings.AnswerOtherUnit.At(row.At, number ?? key, elsewhere, _unit)
            : MonitoringFindings.AnswerPatchUnknown.At(row.At, number ?? key, _unit);
    }

    private static string? Edited(VerificationRow row, IssuedPatch patch)
    {
        if (row[VerificationColumns.PatchNumber] is { } number && !Same(number, DeliveredText.Narrow(patch.Number)))
        {
            return VerificationColumns.PatchNumber;
        }

        if (row[VerificationColumns.Unit] is { } unit && !Same(unit, patch.Unit))
        {
            return VerificationColumns.Unit;
        }

        return row[VerificationColumns.AreaM2] is { } area
            && (!decimal.TryParse(area, NumberStyles.Float, CultureInfo.InvariantCulture, out var m2) || Math.Abs(m2 - patch.AreaM2) > AreaSlack)
            ? VerificationColumns.AreaM2
            : null;
    }

    private static object Issued(IssuedPatch patch, string column) => column switch
    {
        VerificationColumns.PatchNumber => patch.Number,
        VerificationColumns.Unit => patch.Unit,
        _ => patch.AreaM2,
    };

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
