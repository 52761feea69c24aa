using System.Collections.Frozen;
using System.Globalization;
using Platform.Domain.Profiles;
using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>The result of <see cref="VerificationRules.Validate"/>.</summary>
/// <param name="Answer">The valid answer; null when a finding is an error.</param>
/// <param name="Findings">Errors, warnings and hints of the row, those of its cells included.</param>
public sealed record ValidatedAnswer(Verification? Answer, IReadOnlyList<Finding> Findings);

/// <summary>
/// Judges a row as a whole: mandatory fields, dates, permits, and the cross-field rules, which are data of the rule set
/// (<see cref="RuleSet.AnswerRules"/>). Pure and thread-safe.
/// </summary>
public static class VerificationRules
{
    private static readonly FrozenDictionary<string, FindingKind> RuleKinds = new[]
    {
        MonitoringFindings.AnswerNotRealNotExempt, MonitoringFindings.AnswerNotRealIllegal, MonitoringFindings.AnswerActualUseMissing,
        MonitoringFindings.AnswerStateMissing, MonitoringFindings.AnswerExemptReasonMissing, MonitoringFindings.AnswerExemptReasonIdle,
        MonitoringFindings.AnswerPermitsIncomplete, MonitoringFindings.AnswerExceptionReasonMissing,
        MonitoringFindings.AnswerEnforcementDateMissing, MonitoringFindings.AnswerEnforcementDateIdle,
    }.ToFrozenDictionary(kind => kind.Code);

    private static readonly string[] Mandatory = [AnswerFields.IsReal, AnswerFields.Approval, AnswerFields.Legality];

    /// <summary>Codes that <see cref="AnswerRule.Finding"/> may name.</summary>
    public static IReadOnlyCollection<string> RuleCodes => RuleKinds.Keys;

    /// <summary>Judges <paramref name="row"/> as the answer for <paramref name="patch"/>.</summary>
    /// <param name="row">The row as read.</param>
    /// <param name="patch">The patch that its key columns name.</param>
    /// <param name="prejudgement">What the platform found out before; null when it is not at hand (permit alternatives for outside the plan are then ruled out).</param>
    /// <param name="rules">The campaign's rule set.</param>
    /// <param name="asOf">The day of the answer in the profile's zone; later dates are in the future.</param>
    public static ValidatedAnswer Validate(
        VerificationRow row, ChangePatch patch, Prejudgement? prejudgement, RuleSet rules, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(rules);
        var findings = new List<Finding>(row.Findings);
        var form = VerificationColumns.For(rules);
        findings.AddRange(Mandatory.Where(key => row[key] is null && !HasCellFinding(row, key))
            .Select(key => form.First(c => c.Key == key))
            .Select(column => MonitoringFindings.AnswerFieldMissing.At(row.CellOf(column.Key), column.Header.Zh, column.Header.En)));

        var permits = AnswerPermits.Read(row, rules, findings);
        AnswerPermits.JudgeDates(permits, row, patch, findings, asOf);
        JudgeEnforcementDate(row, form, asOf, findings);
        JudgeRules(row, rules, AnswerPermits.Judge(permits, prejudgement, rules), findings);
        JudgeException(row, rules, findings);
        JudgeConformity(row, prejudgement, rules, findings);
        return new ValidatedAnswer(findings.Exists(f => f.Severity == Severity.Error) ? null : Build(row, permits, ByTable()), findings);

        Conformity? ByTable() => prejudgement is null ? null : PlanJudge.ConformityOf(row[AnswerFields.ActualUse], prejudgement, rules);
    }

    private static void JudgeRules(VerificationRow row, RuleSet rules, PermitVerdict verdict, List<Finding> findings)
    {
        var permits = verdict.IsApproved ? "complete" : verdict.Alternative is null ? "none" : "partial";
        foreach (var rule in rules.AnswerRules)
        {
            if (!rule.When.All(condition => Holds(condition, Value(condition.Field))))
            {
                continue;
            }

            // A cell that could not be read has its own finding; a second one that calls it blank would only confuse.
            var broken = rule.Then.FirstOrDefault(demand => !Holds(demand, Value(demand.Field)) && !HasCellFinding(row, demand.Field));
            if (broken is not null)
            {
                findings.Add(OfRule(rule.Finding, broken.Field, row, verdict, rules));
            }
        }

        string? Value(string field) => field == AnswerFields.Permits ? permits : row[field];
    }

    private static Finding OfRule(string code, string field, VerificationRow row, PermitVerdict verdict, RuleSet rules)
    {
        var kind = RuleKinds.TryGetValue(code, out var known)
            ? known
            : throw new ArgumentOutOfRangeException(nameof(code), code, "The rule set's answer rules name a finding that does not exist.");
        var missing = verdict.Alternative is null
            ? rules.PermitRule.Alternatives[0].RequiredTypes
            : verdict.MissingTypes;
        var labels = missing.Select(type => rules.PermitType(type)?.Label).Where(label => label is not null).ToList();

        // Permits are several columns: point at the first missing one.
        var column = field == AnswerFields.Permits && missing.Count > 0 ? VerificationColumns.PermitNumberKey(missing[0]) : field;
        return kind.At(row.CellOf(column), string.Join('、', labels.Select(l => l!.Zh)), string.Join(", ", labels.Select(l => l!.En)));
    }

    private static bool Holds(AnswerCondition condition, string? value) => condition.Values switch
    {
        [AnswerRule.Filled] => value is not null,
        [AnswerRule.Blank] => value is null,
        _ => value is not null && condition.Values.Contains(value),
    };

    // A reason for an exception has to come from the list of its pair, and no other pair takes one.
    private static void JudgeException(VerificationRow row, RuleSet rules, List<Finding> findings)
    {
        if (row[AnswerFields.ExceptionReason] is not { } reason)
        {
            return;
        }

        var list = (row[AnswerFields.Approval], row[AnswerFields.Legality]) switch
        {
            ("unapproved", "legal") => rules.CodeList(CodeListNames.UnapprovedLegalReason),
            ("approved", "illegal") => rules.CodeList(CodeListNames.ApprovedIllegalReason),
            _ => null,
        };
        if (list is null || !list.Contains(reason))
        {
            findings.Add(MonitoringFindings.AnswerExceptionReasonIdle.At(row.CellOf(AnswerFields.ExceptionReason)));
        }
    }

    private static void JudgeEnforcementDate(VerificationRow row, IReadOnlyList<FormColumn> form, DateOnly asOf, List<Finding> findings)
    {
        if (DateOf(row[AnswerFields.EnforcementDate]) is { } date && date > asOf)
        {
            var label = form.First(c => c.Key == AnswerFields.EnforcementDate).Header;
            findings.Add(MonitoringFindings.AnswerDateInFuture.At(
                row.CellOf(AnswerFields.EnforcementDate), label.Zh, Iso(date), Iso(asOf), label.En));
        }
    }

    private static void JudgeConformity(VerificationRow row, Prejudgement? prejudgement, RuleSet rules, List<Finding> findings)
    {
        if (row[AnswerFields.Conformity] is { } code && Judged(row, prejudgement, rules) is { } expected && ConformityOf(code) != expected)
        {
            var list = rules.CodeList(CodeListNames.Conformity);
            var (verified, judged) = (list.Find(code)?.Label, list.Find(CodeOf(expected))?.Label);
            findings.Add(MonitoringFindings.AnswerConformityDiffers.At(
                row.CellOf(AnswerFields.Conformity), verified?.Zh, judged?.Zh, verified?.En, judged?.En));
        }
    }

    // The verified use knows more than the cover that prejudgement had to go by.
    private static Conformity? Judged(VerificationRow row, Prejudgement? prejudgement, RuleSet rules) =>
        prejudgement is null ? null : PlanJudge.ConformityOf(row[AnswerFields.ActualUse], prejudgement, rules) ?? prejudgement.Conformity;

    private static Verification Build(VerificationRow row, IReadOnlyList<PermitReference> permits, Conformity? byTable) => new()
    {
        IsRealChange = row[AnswerFields.IsReal] == "yes",
        ActualUse = row[AnswerFields.ActualUse],
        ProjectName = row[VerificationColumns.ProjectName],
        Builder = row[VerificationColumns.Builder],
        Permits = permits,
        ConstructionState = row[AnswerFields.ConstructionState] switch
        {
            null => null,
            "not-started" => Monitoring.ConstructionState.NotStarted,
            "under-way" => Monitoring.ConstructionState.UnderWay,
            "completed" => Monitoring.ConstructionState.Completed,
            "demolished" => Monitoring.ConstructionState.Demolished,
            var other => throw Unlisted(AnswerFields.ConstructionState, other),
        },
        Approval = row[AnswerFields.Approval] switch
        {
            "approved" => ApprovalStatus.Approved,
            "unapproved" => ApprovalStatus.Unapproved,
            "exempt" => ApprovalStatus.Exempt,
            var other => throw Unlisted(AnswerFields.Approval, other),
        },
        Legality = row[AnswerFields.Legality] == "legal" ? Legality.Legal : Legality.Illegal,
        ExemptReason = row[AnswerFields.ExemptReason],
        ExceptionReason = row[AnswerFields.ExceptionReason],
        Enforcement = row[AnswerFields.Enforcement] switch
        {
            null or "none" => Enforcement.None,
            "case-opened" => Enforcement.CaseOpened,
            "fined" => Enforcement.Fined,
            "demolition" => Enforcement.Demolition,
            "regularised" => Enforcement.Regularised,
            var other => throw Unlisted(AnswerFields.Enforcement, other),
        },
        EnforcementDate = DateOf(row[AnswerFields.EnforcementDate]),
        Conformity = row[AnswerFields.Conformity] is { } conformity ? ConformityOf(conformity) : byTable,
        Remark = row[VerificationColumns.Remark],
    };

    private static Conformity ConformityOf(string code) => code switch
    {
        "conforms" => Conformity.Conforms,
        "does-not-conform" => Conformity.DoesNotConform,
        "not-determinable" => Conformity.NotDeterminable,
        _ => throw Unlisted(AnswerFields.Conformity, code),
    };

    private static string CodeOf(Conformity conformity) => conformity switch
    {
        Conformity.Conforms => "conforms",
        Conformity.DoesNotConform => "does-not-conform",
        _ => "not-determinable",
    };

    private static ArgumentOutOfRangeException Unlisted(string field, string? code) =>
        new(nameof(field), code, $"The rule set's list for {field} has a code that is not of the fixed set.");

    private static bool HasCellFinding(VerificationRow row, string column) =>
        row.Headers.TryGetValue(column, out var header) && row.Findings.Any(f => f.Location.Field == header && f.Severity == Severity.Error);

    private static DateOnly? DateOf(string? iso) =>
        iso is null ? null : DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
