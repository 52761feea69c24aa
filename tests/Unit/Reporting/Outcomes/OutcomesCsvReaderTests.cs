using System.Text;
using Platform.Domain.Monitoring;
using Platform.Reporting.Outcomes;

namespace Platform.Tests.Unit.Reporting.Outcomes;

public sealed class OutcomesCsvReaderTests
{
    private const string Header = "patch_id,region,area_m2,approval,legality";

    [Fact]
    public void Read_RequiredColumnsOnly_GivesTheOutcomes()
    {
        var table = Read($"{Header}\np1,130100,12.50,approved,legal\np2,130200,0,exempt,legal\n");

        Assert.Empty(table.Findings);
        Assert.Equal(["p1", "p2"], table.Outcomes.Select(outcome => outcome.PatchId));
        Assert.Equal(12.50m, table.Outcomes[0].AreaM2);
        Assert.Equal((ApprovalStatus.Exempt, Legality.Legal), (table.Outcomes[1].Approval, table.Outcomes[1].Legality));
        Assert.Null(table.Outcomes[0].Conformity);
    }

    [Theory]
    [InlineData("\uFEFFlegality,area_m2,patch_id,approval,region\r\nillegal,7,p1,unapproved,130100\r\n")]
    [InlineData("legality,area_m2,patch_id,approval,region\nillegal,7,p1,unapproved,130100")]
    [InlineData("\"legality\",\"area_m2\",patch_id,approval,region\r\n\r\n\"illegal\", 7 ,\"p1\",unapproved,130100\r\n\r\n")]
    public void Read_AnyColumnOrderBomAndLineEnd_GivesTheSame(string text)
    {
        var table = Read(text);

        Assert.Empty(table.Findings);
        var outcome = Assert.Single(table.Outcomes);
        Assert.Equal(("p1", "130100", 7m), (outcome.PatchId, outcome.Region, outcome.AreaM2));
        Assert.Equal((ApprovalStatus.Unapproved, Legality.Illegal), (outcome.Approval, outcome.Legality));
    }

    [Fact]
    public void Read_OptionalColumns_AreTaken()
    {
        var table = Read(
            $"{Header},region_name,conformity,construction_state,actual_use,themes,unknown_themes,source_sha256,source_file,source_layer,source_row\n"
            + "p1,1,5,approved,legal,甲市,does-not-conform,under-way,R2,green:1.5;blue:0,purple;yellow,ab,form.xlsx,核查,7\n");

        var outcome = Assert.Single(table.Outcomes);
        Assert.Equal((Conformity.DoesNotConform, ConstructionState.UnderWay, "R2"), (outcome.Conformity, outcome.ConstructionState, outcome.ActualUse));
        Assert.Equal(1.5m, outcome.ThemeAreasM2!["green"]);
        Assert.Equal(["purple", "yellow"], outcome.UnknownThemes);
        Assert.Equal(new SourceRow("ab", "form.xlsx", "核查", 7), outcome.Source);
        Assert.Equal("甲市", Assert.Single(table.Units).Chinese);
    }

    [Theory]
    [InlineData("p1,1,5,maybe,legal", "OUTCOMES_VALUE_UNKNOWN", "approval")]
    [InlineData("p1,1,5,Approved,legal", "OUTCOMES_VALUE_UNKNOWN", "approval")]
    [InlineData("p1,1,5,approved,1", "OUTCOMES_VALUE_UNKNOWN", "legality")]
    [InlineData("p1,1,5,approved,", "OUTCOMES_VALUE_MISSING", "legality")]
    [InlineData(",1,5,approved,legal", "OUTCOMES_VALUE_MISSING", "patch_id")]
    [InlineData("p1,1,-5,approved,legal", "OUTCOMES_AREA_NEGATIVE", "area_m2")]
    [InlineData("p1,1,5e3,approved,legal", "OUTCOMES_AREA_NOT_DECIMAL", "area_m2")]
    [InlineData("p1,1,\"1,000\",approved,legal", "OUTCOMES_AREA_NOT_DECIMAL", "area_m2")]
    [InlineData("p1,1,NaN,approved,legal", "OUTCOMES_AREA_NOT_DECIMAL", "area_m2")]
    [InlineData("p1,1,1.2.3,approved,legal", "OUTCOMES_AREA_NOT_DECIMAL", "area_m2")]
    [InlineData("p1,1,٣,approved,legal", "OUTCOMES_AREA_NOT_DECIMAL", "area_m2")]
    [InlineData("p1,1,0.1234567890123,approved,legal", "OUTCOMES_AREA_NOT_DECIMAL", "area_m2")]
    [InlineData("p1,1,99999999999999,approved,legal", "OUTCOMES_AREA_TOO_LARGE", "area_m2")]
    [InlineData("p1,1,5,approved", "OUTCOMES_FIELD_COUNT", null)]
    [InlineData("p1,1,5,approved,legal,more", "OUTCOMES_FIELD_COUNT", null)]
    [InlineData("good,1,5,exempt,legal", "OUTCOMES_PATCH_REPEATED", "patch_id")]
    public void Read_BadRow_IsSaidWithItsRowAndNothingIsTaken(string row, string code, string? field)
    {
        var table = Read($"{Header}\ngood,1,1,approved,legal\n{row}\n");

        var finding = Assert.Single(table.Findings);
        Assert.Equal((code, 3L, field), (finding.Code, finding.Location.Row, finding.Location.Field));
        Assert.True(table.IsRefused);
        Assert.Empty(table.Outcomes);
    }

    [Fact]
    public void Read_SeveralFaults_AreAllReported()
    {
        var table = Read($"{Header}\np1,1,x,maybe,legal\np2,1,-1,approved,legal\n");

        Assert.Equal(
            ["OUTCOMES_AREA_NOT_DECIMAL", "OUTCOMES_VALUE_UNKNOWN", "OUTCOMES_AREA_NEGATIVE"], table.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("patch_id,region,area_m2,approval\np1,1,1,approved\n", "OUTCOMES_COLUMN_MISSING")]
    [InlineData("patch_id,region,area_m2,approval,legality,approval\n", "OUTCOMES_COLUMN_REPEATED")]
    [InlineData(Header + "\np1,1,1,approved,\"legal\n", "OUTCOMES_QUOTE_OPEN")]
    public void Read_BadTable_IsRefused(string text, string code)
    {
        var table = Read(text);

        Assert.Contains(table.Findings, finding => finding.Code == code);
        Assert.True(table.IsRefused);
    }

    [Fact]
    public void Read_EmptyFile_NamesEveryRequiredColumn() => Assert.Equal(OutcomeColumns.Required, Read("").Findings.Select(finding => finding.Location.Field));

    [Fact]
    public void Read_HeaderOnly_IsAnEmptyTableWithAWarning()
    {
        var table = Read(Header + "\n");

        Assert.Equal("OUTCOMES_EMPTY", Assert.Single(table.Findings).Code);
        Assert.False(table.IsRefused);
    }

    [Fact]
    public void Read_UnknownColumn_IsMentionedAndIgnored()
    {
        var table = Read($"{Header},colour\np1,1,1,approved,legal,red\n");

        Assert.Equal("OUTCOMES_COLUMN_UNKNOWN", Assert.Single(table.Findings).Code);
        Assert.Single(table.Outcomes);
    }

    [Fact]
    public void Read_Gbk_IsRefusedWithAdvice()
    {
        byte[] gbk = [.. Encoding.ASCII.GetBytes(Header + ",region_name\np1,1,1,approved,legal,"), 0xBC, 0xD7, 0xCA, 0xD0];

        using var stream = new MemoryStream(gbk);
        Assert.Equal("OUTCOMES_NOT_UTF8", Assert.Single(OutcomesCsvReader.Read(stream, "outcomes.csv").Findings).Code);
    }

    [Fact]
    public void Read_EndlessRecord_IsRefusedInBoundedMemory()
    {
        var table = Read($"{Header}\n\"{new string('x', 2_000_000)}\",1,1,approved,legal\n");

        Assert.Equal("OUTCOMES_RECORD_TOO_LONG", Assert.Single(table.Findings).Code);
    }

    private static OutcomesTable Read(string text)
    {
        using var stream = new MemoryStream(new UTF8Encoding(false).GetBytes(text));
        return OutcomesCsvReader.Read(stream, "outcomes.csv");
    }
}
