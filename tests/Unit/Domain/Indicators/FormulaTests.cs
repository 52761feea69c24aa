using Platform.Domain.Indicators;
using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Indicators;

public sealed class FormulaTests
{
    private static readonly Measures Two = new(
        [
            new Outcome
            {
                PatchId = "a", Region = "u", AreaM2 = 100.25m, Approval = ApprovalStatus.Approved, Legality = Legality.Legal,
                Conformity = Conformity.Conforms, ActualUse = "R2", ThemeAreasM2 = new Dictionary<string, decimal> { ["green-line"] = 40.5m },
            },
            new Outcome
            {
                PatchId = "b", Region = "u", AreaM2 = 300m, Approval = ApprovalStatus.Unapproved, Legality = Legality.Illegal,
                Conformity = Conformity.DoesNotConform, ConstructionState = ConstructionState.UnderWay,
            },
        ],
        unanswered: 3);

    [Theory]
    [InlineData("count", "2")]
    [InlineData("area", "400.25")]
    [InlineData("unanswered", "3")]
    [InlineData("count[approval=approved]", "1")]
    [InlineData("area[legality=illegal]", "300")]
    [InlineData("count[approval=approved,legality=illegal]", "0")]
    [InlineData("count[conformity=doesNotConform]", "1")]
    [InlineData("count[construction=underWay]", "1")]
    [InlineData("count[use=R]", "1")]
    [InlineData("count[theme=green-line]", "1")]
    [InlineData("area[theme=green-line]", "40.5")]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("count / 4 * 100", "50")]
    [InlineData("count / (count + unanswered) * 100", "40")]
    public void Evaluate_Formula_GivesValue(string formula, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Formula.Parse(formula, Measures.Vocabulary).Evaluate(Two));

    [Theory]
    [InlineData("count / (count - 2)")]
    [InlineData("1 + area / 0")]
    public void Evaluate_DivisionByZero_IsAbsent(string formula) => Assert.Null(Formula.Parse(formula, Measures.Vocabulary).Evaluate(Two));

    [Theory]
    [InlineData("")]
    [InlineData("count +")]
    [InlineData("count count")]
    [InlineData("count[approval]")]
    [InlineData("count[colour=red]")]
    [InlineData("count[approval=approved")]
    [InlineData("(count")]
    [InlineData("patches")]
    [InlineData("1..2")]
    public void Parse_WrongFormula_SaysWhere(string formula)
    {
        var wrong = Assert.Throws<FormatException>(() => Formula.Parse(formula, Measures.Vocabulary));
        Assert.Contains("position", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefusedNotOverflowed() =>
        Assert.Throws<FormatException>(() => Formula.Parse(new string('(', 100_000) + "1" + new string(')', 100_000), Measures.Vocabulary));

    [Fact]
    public void Shipped_Definitions_AreAtLeastTwelveAndAllCompute()
    {
        var catalogue = IndicatorCatalogue.Load(IndicatorCatalogue.ShippedFolder);
        Assert.True(catalogue.All.Count >= 12);
        Assert.All(catalogue.All, d => Assert.True(d.Name.IsComplete() && d.Unit.IsComplete() && d.Definition.IsComplete()));
        Assert.Equal(50.0m, catalogue.Evaluate("approved-share", Two));
        Assert.Equal(25.0m, catalogue.Evaluate("approved-area-share", Two));
        Assert.Equal(50.0m, catalogue.Evaluate("conformity-share", Two));
        Assert.Equal(40.0m, catalogue.Evaluate("answer-share", Two));
        Assert.Null(catalogue.Evaluate("approved-share", new Measures([], 0)));
    }
}
