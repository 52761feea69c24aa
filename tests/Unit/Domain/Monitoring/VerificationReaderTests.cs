using Platform.Domain.Monitoring;
using Platform.Findings;
using Platform.Formats.Tables;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class VerificationReaderTests
{
    private static readonly string[] Header = ["图斑编号", "图斑标识", "监测单元", "图斑面积（平方米）", "审批情况", "是否违法建设", "查处日期"];

    private static readonly IssuedPatch Second = new("ffff456789abcdef0123", "A-002", "130100", 50m);

    private static readonly IssuedPatches Patches = new(
        "130100", [TestRules.Issued, Second], number => number == "B-001" ? "130200" : null);

    [Fact]
    public void Read_GoodRow_GivesCodesAndIsoDates()
    {
        var reading = Read(["Ａ-００１", TestRules.Issued.Key, "130100", 9735.25m, " 未经审批", "illegal", "2016年3月1日"]);

        var row = Assert.Single(reading.Rows);
        Assert.Empty(reading.Findings);
        Assert.Empty(row.Row.Findings);
        Assert.Equal(TestRules.Issued, row.Patch);
        Assert.Equal(("unapproved", "illegal", "2016-03-01"), (row.Row["approval"], row.Row["legality"], row.Row["enforcement_date"]));
        Assert.Equal(new Location("f.xlsx", "核查表", 2), row.Row.At);
    }

    [Theory]
    [InlineData("patch_number", "approval", "legality")]
    [InlineData("Patch number", "Approval status", "Legality")]
    [InlineData("图斑编号 Patch number", "审批情况\nApproval status", "是否违法建设 / Legality")]
    [InlineData("图斑编号*", "审批情况（必填）", "是否违法建设")]
    public void Read_HeaderInAnyLanguage_IsRecognised(string number, string approval, string legality)
    {
        var reading = new VerificationReader(TestRules.Hebei).Read(
            [new MemoryTable("f.csv", "f", ["填表说明"], [number, approval, legality], ["A-001", "Exempt", "Legal"])], [], Patches);

        Assert.Single(reading.Rows);
        Assert.Equal("legal", reading.Rows[0].Row["legality"]);
    }

    [Fact]
    public void Read_RowWithoutAnswer_IsBlankNotWrong()
    {
        var reading = Read(["A-001", TestRules.Issued.Key, "130100", 9735.25m]);

        Assert.Equal((0, 1, 0), (reading.Rows.Count, reading.RowsBlank, reading.Findings.Count));
    }

    [Theory]
    [InlineData("A-002", "0123456789abcdef0123", "130100", "9735.25", "图斑编号")]
    [InlineData("A-001", "0123456789abcdef0123", "130100", "9735.30", "图斑面积（平方米）")]
    [InlineData("A-001", "0123456789abcdef0123", "130200", "9735.25", "监测单元")]
    [InlineData("A-001", "0123456789abcdef9999", "130100", "9735.25", "图斑标识")]
    [InlineData("A-001", "0123456789abcdef0123", "130100", "abc", "图斑面积（平方米）")]
    public void Read_EditedKeyColumn_PointsAtTheCell(string number, string key, string unit, string area, string field)
    {
        var reading = Read([number, key, unit, area, "exempt", "legal"]);
        var all = reading.Findings.Concat(reading.Rows.SelectMany(r => r.Row.Findings)).ToList();

        var finding = Assert.Single(all, f => f.Severity == Severity.Error);
        Assert.Equal("ANSWER_KEY_EDITED", finding.Code);
        Assert.Equal(new Location("f.xlsx", "核查表", 2, field), finding.Location);
    }

    [Theory]
    [InlineData("B-001", "130100", "ANSWER_OTHER_UNIT")]
    [InlineData("C-001", "130200", "ANSWER_OTHER_UNIT")]
    [InlineData("C-001", "130100", "ANSWER_PATCH_UNKNOWN")]
    [InlineData(null, null, "ANSWER_WITHOUT_PATCH")]
    public void Read_RowOfNoIssuedPatch_IsRefused(string? number, string? unit, string code)
    {
        var reading = Read([number, null, unit, null, "exempt", "legal"]);

        Assert.Equal(code, Assert.Single(reading.Findings).Code);
        Assert.Equal((0, 1), (reading.Rows.Count, reading.RowsRefused));
    }

    [Fact]
    public void Read_SamePatchTwice_RefusesBothAndKeepsTheOthers()
    {
        var reading = Read(
            ["A-001", null, null, null, "exempt", "legal"], ["A-002", null, null, null, "exempt", "legal"],
            ["A-001", null, null, null, "exempt", "legal"]);

        Assert.Equal("A-002", Assert.Single(reading.Rows).Patch.Number);
        Assert.Equal(["ANSWER_TWICE", "ANSWER_TWICE"], reading.Findings.Select(f => f.Code));
        Assert.Equal([2L, 4L], reading.Findings.Select(f => f.Location.Row!.Value));
        Assert.Equal(2, reading.RowsRefused);
    }

    [Fact]
    public void Read_WrongCells_HaveOneFindingEach()
    {
        var reading = Read(["A-001", null, null, null, "也许", Cell.OfError("#REF!"), "昨天"]);

        Assert.Equal(["ANSWER_CODE_UNKNOWN", "ANSWER_CELL_UNREADABLE", "ANSWER_DATE_UNREADABLE"], reading.Rows[0].Row.Findings.Select(f => f.Code));
        Assert.Equal(["审批情况", "是否违法建设", "查处日期"], reading.Rows[0].Row.Findings.Select(f => f.Location.Field));
    }

    [Fact]
    public void Read_HiddenSheetsAndNotes_AreNoForms()
    {
        var hidden = new MemoryTable("f.xlsx", "lists", Header, ["A-001", null, null, null, "exempt", "legal"]) { IsHidden = true };
        var notes = new MemoryTable("f.xlsx", "说明", ["请填写"]);

        var reading = new VerificationReader(TestRules.Hebei).Read([hidden, notes], [], Patches);

        Assert.Equal("ANSWER_NO_FORM", Assert.Single(reading.Findings).Code);
    }

    [Fact]
    public void Read_ColumnTwice_RefusesTheSheet()
    {
        var reading = new VerificationReader(TestRules.Hebei).Read(
            [new MemoryTable("f.xlsx", "s", ["图斑编号", "审批情况", "approval"], ["A-001", "exempt", "approved"])], [], Patches);

        Assert.Equal("ANSWER_COLUMN_TWICE", Assert.Single(reading.Findings).Code);
        Assert.Empty(reading.Rows);
    }

    [Fact]
    public void Read_UnknownColumn_IsAHint()
    {
        var reading = new VerificationReader(TestRules.Hebei).Read(
            [new MemoryTable("f.xlsx", "s", ["图斑编号", "审批情况", "经办人"], ["A-001", "exempt", "某"])], [], Patches);

        Assert.Equal(("ANSWER_COLUMN_UNKNOWN", Severity.Info), (reading.Findings[0].Code, reading.Findings[0].Severity));
        Assert.Single(reading.Rows);
    }

    [Fact]
    public void Read_TooLongText_IsRefusedAtTheCell()
    {
        var reading = new VerificationReader(TestRules.Hebei).Read(
            [new MemoryTable("f.xlsx", "s", ["图斑编号", "项目名称", "备注"], ["A-001", new string('长', 201), "a\u0001"])], [], Patches);

        Assert.Equal(["ANSWER_TOO_LONG", "ANSWER_CELL_UNREADABLE"], reading.Rows[0].Row.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Read_SeveralPermitsInOneCell_AreSeparated()
    {
        var reading = new VerificationReader(TestRules.Hebei).Read(
            [new MemoryTable("f.xlsx", "s", ["图斑编号", "建设用地规划许可证编号", "建设用地规划许可证日期"], ["A-001", "冀1；冀2", "2015/1/2、2015年3月4日"])], [], Patches);

        var row = reading.Rows[0].Row;
        Assert.Equal(("冀1;冀2", "2015-01-02;2015-03-04"), (row["permit_land_use_number"], row["permit_land_use_date"]));
    }

    private static VerificationReading Read(params object?[][] rows) => new VerificationReader(TestRules.Hebei).Read(
        [new MemoryTable("f.xlsx", "核查表", [Header, .. rows])], [], Patches);
}
