using Platform.Domain.Layers;
using Platform.Findings;
using Platform.Formats.Features;

namespace Platform.Tests.Unit.Domain.Layers;

public sealed class LayerFieldsTests
{
    private static readonly Field[] All =
    [
        new("yddm", FieldType.Text), new("YEAR", FieldType.Text), new("NO", FieldType.Integer), new("DAY", FieldType.Text), new("HEIGHT", FieldType.Real),
    ];

    [Fact]
    public void Read_AliasesAndForeignTypes_GiveTheSchemasTypes()
    {
        var (values, findings) = Read(All, " Ｒ ", "２０１５", 17L, "2016年3月1日", 3.5);

        Assert.Empty(findings);
        Assert.Equal(["R", 2015L, "17", new DateOnly(2016, 3, 1), 3.5m], values);
    }

    [Theory]
    [InlineData(null, "2015", "LAYER_VALUE_MISSING", "CODE")]
    [InlineData("  ", "2015", "LAYER_VALUE_MISSING", "CODE")]
    [InlineData("Q", "2015", "LAYER_CODE_UNKNOWN", "CODE")]
    [InlineData("RRRRRR", "2015", "LAYER_VALUE_TOO_LONG", "CODE")]
    [InlineData("R\u0007", "2015", "LAYER_VALUE_CONTROL_CHARACTERS", "CODE")]
    [InlineData("R", "2015.5", "LAYER_VALUE_TYPE", "YEAR")]
    [InlineData("R", "last year", "LAYER_VALUE_TYPE", "YEAR")]
    [InlineData("R", "1066", "LAYER_VALUE_OUT_OF_RANGE", "YEAR")]
    public void Read_BadValue_HasOneFindingAtTheField(string? code, string year, string expected, string field)
    {
        var (_, findings) = Read(All, code, year, 17L, null, null);

        var finding = Assert.Single(findings);
        Assert.Equal((expected, field, 3L), (finding.Code, finding.Location.Field, finding.Location.Row));
    }

    [Fact]
    public void Read_DoubtfulCode_IsAWarningAndMissing()
    {
        var lenient = TestSchemas.Plan with { Fields = [TestSchemas.Plan.Fields[0] with { CodeFindingsAreErrors = false, Required = false }] };
        var findings = new List<Finding>();

        var values = LayerFields.Match(lenient, Schema(MemoryLayer.TextFields("CODE")), TestSchemas.Codes)
            .Read(new FeatureRow(0, null, null, ["Q"], []), Location.Whole, findings);

        Assert.Null(values[0]);
        Assert.Equal(("LAYER_CODE_DOUBTFUL", Severity.Warning), (findings[0].Code, findings[0].Severity));
    }

    [Fact]
    public void Match_MissingRequiredField_NamesTheAliases()
    {
        var fields = LayerFields.Match(TestSchemas.Plan, Schema(MemoryLayer.TextFields("WHAT")), TestSchemas.Codes);

        Assert.Equal(["LAYER_FIELD_MISSING", "LAYER_FIELD_UNUSED"], fields.Findings.Select(f => f.Code));
        Assert.Contains("YDDM", fields.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Match_TwoAliases_AreAmbiguous_ButTheNameItselfWins()
    {
        Assert.Equal(["LAYER_FIELD_AMBIGUOUS", "LAYER_FIELD_UNUSED"], Codes("YDDM", "用地代码"));
        Assert.Equal(["LAYER_FIELD_UNUSED"], Codes("YDDM", "CODE"));

        static IEnumerable<string> Codes(params string[] names) =>
            LayerFields.Match(TestSchemas.Plan, Schema(MemoryLayer.TextFields(names)), TestSchemas.Codes).Findings.Select(f => f.Code);
    }

    private static (object?[] Values, List<Finding> Findings) Read(Field[] fields, params object?[] row)
    {
        var findings = new List<Finding>();
        var values = LayerFields.Match(TestSchemas.Plan, Schema(fields), TestSchemas.Codes)
            .Read(new FeatureRow(3, null, null, row, []), new Location("f", "l", 3), findings);
        return (values, findings);
    }

    private static Platform.Formats.Features.LayerSchema Schema(Field[] fields) => new MemoryLayer("l", fields).Schema;
}
