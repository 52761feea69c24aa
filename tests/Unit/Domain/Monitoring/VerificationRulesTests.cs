using Platform.Domain.Monitoring;
using Platform.Findings;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class VerificationRulesTests
{
    private static readonly DateOnly AsOf = new(2016, 3, 1);

    // Fields of an answer that is right, one kind each; the tests change one thing.
    private const string Unapproved = "is_real=yes actual_use=R construction_state=under-way approval=unapproved legality=illegal";
    private const string Approved =
        "is_real=yes actual_use=R construction_state=completed approval=approved legality=legal permit_site_opinion_number=x1 permit_land_use_number=y1 permit_land_use_date=2015-01-05";
    private const string NotReal = "is_real=no approval=exempt legality=legal exempt_reason=not-real";

    [Theory]
    [InlineData(Unapproved)]
    [InlineData(Approved)]
    [InlineData(NotReal)]
    [InlineData(Unapproved + " enforcement=fined enforcement_date=2016-03-01")]
    [InlineData("is_real=yes actual_use=R construction_state=completed approval=exempt legality=legal exempt_reason=farming")]
    [InlineData("is_real=yes actual_use=R construction_state=completed approval=unapproved legality=legal exception_reason=older")]
    public void Validate_RightAnswer_IsTakenWithoutFinding(string fields)
    {
        var result = Validate(fields);

        Assert.Empty(result.Findings);
        Assert.NotNull(result.Answer);
    }

    [Theory]
    [InlineData("approval=unapproved legality=illegal", "ANSWER_FIELD_MISSING", "is_real")]
    [InlineData("is_real=no legality=legal", "ANSWER_FIELD_MISSING,ANSWER_NOT_REAL_NOT_EXEMPT", "approval")]
    [InlineData("is_real=no approval=unapproved legality=legal exception_reason=older", "ANSWER_NOT_REAL_NOT_EXEMPT", "approval")]
    [InlineData("is_real=no approval=exempt legality=illegal exempt_reason=not-real", "ANSWER_NOT_REAL_ILLEGAL", "legality")]
    [InlineData("is_real=yes construction_state=completed approval=unapproved legality=illegal", "ANSWER_ACTUAL_USE_MISSING", "actual_use")]
    [InlineData("is_real=yes actual_use=R approval=unapproved legality=illegal", "ANSWER_STATE_MISSING", "construction_state")]
    [InlineData("is_real=no approval=exempt legality=legal", "ANSWER_EXEMPT_REASON_MISSING", "exempt_reason")]
    [InlineData(Unapproved + " exempt_reason=not-real", "ANSWER_EXEMPT_REASON_IDLE", "exempt_reason")]
    [InlineData("is_real=yes actual_use=R construction_state=completed approval=approved legality=legal", "ANSWER_PERMITS_INCOMPLETE", "permit_site_opinion_number")]
    [InlineData("is_real=yes actual_use=R construction_state=completed approval=approved legality=legal permit_rural_number=z", "ANSWER_PERMITS_INCOMPLETE", "permit_site_opinion_number")]
    [InlineData("is_real=yes actual_use=R construction_state=completed approval=unapproved legality=legal", "ANSWER_EXCEPTION_REASON_MISSING", "exception_reason")]
    [InlineData("is_real=yes actual_use=R construction_state=completed approval=unapproved legality=legal exception_reason=beyond", "ANSWER_EXCEPTION_REASON_IDLE", "exception_reason")]
    [InlineData(Unapproved + " exception_reason=older", "ANSWER_EXCEPTION_REASON_IDLE", "exception_reason")]
    [InlineData(Unapproved + " enforcement=fined", "ANSWER_ENFORCEMENT_DATE_MISSING", "enforcement_date")]
    [InlineData(Unapproved + " enforcement=none enforcement_date=2016-01-01", "ANSWER_ENFORCEMENT_DATE_IDLE", "enforcement_date")]
    [InlineData(Unapproved + " enforcement=fined enforcement_date=2016-03-02", "ANSWER_DATE_IN_FUTURE", "enforcement_date")]
    [InlineData(Unapproved + " permit_land_use_number=y1 permit_land_use_date=2016-03-02", "ANSWER_DATE_IN_FUTURE", "permit_land_use_date")]
    [InlineData(Unapproved + " permit_land_use_number=y1", "ANSWER_PERMIT_DATE_MISSING", "permit_land_use_date")]
    [InlineData(Unapproved + " permit_land_use_date=2015-01-01", "ANSWER_PERMIT_WITHOUT_NUMBER", "permit_land_use_number")]
    [InlineData(Unapproved + " permit_land_use_number=a;b;c permit_land_use_date=2015-01-01;2015-01-02", "ANSWER_PERMIT_DATES_DIFFER", "permit_land_use_date")]
    public void Validate_RuleBroken_HasItsFindingAtTheField(string fields, string codes, string field)
    {
        var result = Validate(fields);

        Assert.Equal(codes, string.Join(',', result.Findings.Select(f => f.Code)));
        Assert.All(result.Findings, f => Assert.Equal(field, f.Location.Field));
        Assert.Null(result.Answer);
    }

    [Fact]
    public void Validate_PermitAfterImage_IsReportedAndTaken()
    {
        var result = Validate(Approved.Replace("2015-01-05", "2015-12-01", StringComparison.Ordinal));

        Assert.Equal(("ANSWER_PERMIT_AFTER_IMAGE", Severity.Warning), (result.Findings.Single().Code, result.Findings.Single().Severity));
        Assert.Equal(new DateOnly(2015, 12, 1), result.Answer!.Permits.Single(p => p.Type == "land-use").Date);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Validate_RuralPermit_ApprovesOnlyOutsideThePlan(bool insidePlan, bool taken)
    {
        var fields = "is_real=yes actual_use=R construction_state=completed approval=approved legality=legal permit_rural_number=z1";

        Assert.Equal(taken, Validate(fields, insidePlan).Answer is not null);
    }

    [Fact]
    public void Validate_OneDateForSeveralNumbers_HoldsForAll()
    {
        var answer = Validate(Unapproved + " permit_land_use_number=a;b permit_land_use_date=2015-01-01").Answer!;

        Assert.Equal(
            [new PermitReference("land-use", "a", new DateOnly(2015, 1, 1)), new PermitReference("land-use", "b", new DateOnly(2015, 1, 1))],
            answer.Permits);
    }

    [Fact]
    public void Validate_ConformityUnlikePrejudged_IsAHint()
    {
        var result = Validate(Unapproved + " conformity=conforms", insidePlan: true);

        Assert.Equal("ANSWER_CONFORMITY_DIFFERS", result.Findings.Single().Code);
        Assert.Equal(Conformity.Conforms, result.Answer!.Conformity);
    }

    [Fact]
    public void Validate_UnreadableCell_IsNotAlsoCalledMissing()
    {
        var row = Row("is_real=yes actual_use=R construction_state=completed legality=legal");
        var broken = row with
        {
            Headers = new Dictionary<string, string> { ["approval"] = "审批情况" },
            Findings = [MonitoringFindings.AnswerCodeUnknown.At(row.At with { Field = "审批情况" }, "审批情况", "x", "", "", "")],
        };

        Assert.Single(VerificationRules.Validate(broken, TestRules.Patch, null, TestRules.Hebei, AsOf).Findings);
    }

    [Fact]
    public void DefaultRules_NameOnlyKnownFindings() =>
        Assert.All(TestRules.Hebei.AnswerRules, rule => Assert.Contains(rule.Finding, VerificationRules.RuleCodes));

    private static ValidatedAnswer Validate(string fields, bool? insidePlan = null)
    {
        var prejudgement = insidePlan is null ? null : new Prejudgement
        {
            RuleSet = "test@1",
            PlanClasses = insidePlan.Value ? [new ClassShare("R", 9735.25m, 1m)] : [],
            UncoveredM2 = 0m,
            Themes = [],
            Permits = [],
            Conformity = Conformity.DoesNotConform,
            SuggestedApproval = ApprovalStatus.Unapproved,
            Reasons = [],
        };
        return VerificationRules.Validate(Row(fields), TestRules.Patch, prejudgement, TestRules.Hebei, AsOf);
    }

    private static VerificationRow Row(string fields) => new(
        new Location("f.xlsx", "s", 5), fields.Split(' ').Select(f => f.Split('=')).ToDictionary(f => f[0], f => f[1]),
        new Dictionary<string, string>(), []);
}
