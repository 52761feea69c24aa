using System.Globalization;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>The permits that an answer names: reading their cells, their dates, and what the permit rule makes of them.</summary>
internal static class AnswerPermits
{
    /// <summary>Pairs numbers and dates by type: as many dates as numbers, one date for all, or none.</summary>
    public static IReadOnlyList<PermitReference> Read(VerificationRow row, RuleSet rules, List<Finding> findings)
    {
        var permits = new List<PermitReference>();
        foreach (var type in rules.PermitTypes)
        {
            ReadType(row, type, permits, findings);
        }

        return permits;
    }

    /// <summary>Dates in the future are errors; dates after the after-image say "built before permission".</summary>
    public static void JudgeDates(
        IReadOnlyList<PermitReference> permits, VerificationRow row, ChangePatch patch, List<Finding> findings, DateOnly asOf)
    {
        foreach (var permit in permits)
        {
            var cell = VerificationColumns.PermitDateKey(permit.Type);
            if (permit.Date > asOf)
            {
                findings.Add(MonitoringFindings.AnswerDateInFuture.At(
                    row.CellOf(cell), permit.Number, Iso(permit.Date.Value), Iso(asOf), permit.Number));
            }
            else if (permit.Date > patch.AfterImageDate)
            {
                findings.Add(MonitoringFindings.AnswerPermitAfterImage.At(
                    row.CellOf(cell), permit.Number, Iso(permit.Date.Value), Iso(patch.AfterImageDate)));
            }
        }
    }

    /// <summary>What the rule set's permit rule says of the named types.</summary>
    public static PermitVerdict Judge(IReadOnlyList<PermitReference> permits, Prejudgement? prejudgement, RuleSet rules) =>
        rules.PermitRule.Judge(permits.Select(p => p.Type), prejudgement?.IsInsidePlan());

    private static void ReadType(VerificationRow row, PermitType type, List<PermitReference> permits, List<Finding> findings)
    {
        var (numberKey, dateKey) = (VerificationColumns.PermitNumberKey(type.Code), VerificationColumns.PermitDateKey(type.Code));
        var numbers = row[numberKey]?.Split(';') ?? [];
        var dates = row[dateKey]?.Split(';') ?? [];
        if (numbers.Length == 0)
        {
            if (dates.Length > 0)
            {
                findings.Add(MonitoringFindings.AnswerPermitWithoutNumber.At(row.CellOf(numberKey), type.Label.Zh, type.Label.En));
            }

            return;
        }

        if (dates.Length > 1 && dates.Length != numbers.Length)
        {
            findings.Add(MonitoringFindings.AnswerPermitDatesDiffer.At(
                row.CellOf(dateKey), type.Label.Zh, numbers.Length, dates.Length, type.Label.En));
            return;
        }

        if (dates.Length == 0 && type.RequiresDecisionDate && !row.Findings.Any(f => f.Location == row.CellOf(dateKey)))
        {
            findings.Add(MonitoringFindings.AnswerPermitDateMissing.At(row.CellOf(dateKey), type.Label.Zh, type.Label.En));
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var date = dates.Length == 0 ? null : (DateOnly?)DateOnly.ParseExact(dates[dates.Length == 1 ? 0 : i], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            permits.Add(new PermitReference(type.Code, numbers[i], date));
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
