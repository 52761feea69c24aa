using NetTopologySuite.IO;
using Platform.Domain.Labels;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Monitoring;

/// <summary>A small rule set and patch, so that a test shows everything it depends on.</summary>
internal static class TestRules
{
    public static RuleSet Hebei { get; } = new()
    {
        Id = "test",
        Version = "1",
        Title = L("测试"),
        ValidFrom = new DateOnly(2010, 1, 1),
        LegalBases = [],
        PermitTypes =
        [
            new PermitType("site-opinion", L("选址意见书"), RequiresDecisionDate: false, ["选址"]),
            new PermitType("land-use", L("建设用地规划许可证"), RequiresDecisionDate: true),
            new PermitType("rural", L("乡村建设规划许可证"), RequiresDecisionDate: false),
        ],
        PermitStatuses =
        [
            new PermitStatus("Granted", L("已发证"), PermitOutcome.Granted), new PermitStatus("Withdrawn", L("撤回"), PermitOutcome.Withdrawn),
        ],
        PermitRule = new PermitRule
        {
            Version = "1",
            Alternatives =
            [
                new PermitAlternative("urban", L("城镇"), ["site-opinion", "land-use"], PermitPlace.Anywhere),
                new PermitAlternative("rural", L("乡村"), ["rural"], PermitPlace.OutsidePlan),
            ],
            AcceptedOutcomes = [PermitOutcome.Granted, PermitOutcome.Unknown],
            MinimumPatchShare = 0.1m,
            PointDistanceM = 0m,
            Reasons = new PermitReasons(L("许可齐全"), L("许可不全"), L("无许可"), L("日期不明"), L("先建后批")),
            Explanation = L("说明"),
        },
        CodeLists =
        [
            List(CodeListNames.Approval, ("approved", "经审批", "Approved"), ("unapproved", "未经审批", "Unapproved"), ("exempt", "不需审批", "Exempt")),
            List(CodeListNames.Legality, ("legal", "不属于违法建设", "Legal"), ("illegal", "属于违法建设", "Illegal")),
            List(CodeListNames.Conformity, ("conforms", "符合", "Conforms"), ("does-not-conform", "不符合", "Does not conform"), ("not-determinable", "无法判定", "Not determinable")),
            List(CodeListNames.ConstructionState, ("not-started", "未动工", "Not started"), ("under-way", "在建", "Under way"), ("completed", "已建成", "Completed"), ("demolished", "已拆除", "Demolished")),
            List(CodeListNames.Enforcement, ("none", "未查处", "None"), ("case-opened", "已立案", "Case opened"), ("fined", "已罚款", "Fined"), ("demolition", "已拆除或责令拆除", "Demolition"), ("regularised", "已补办手续", "Regularised")),
            List(CodeListNames.ExemptReason, ("not-real", "伪变化", "Not a real change"), ("farming", "农业生产（大棚）", "Farming")),
            List(CodeListNames.ReturnReason, ("photo", "缺照片", "Photograph missing")),
            List(CodeListNames.UnapprovedLegalReason, ("older", "历史遗留", "Older than the law")),
            List(CodeListNames.ApprovedIllegalReason, ("beyond", "超许可建设", "Beyond the permit")),
            List(CodeListNames.BeforeCover, ("cropland", "耕地", "Cropland"), ("bare", "裸地", "Bare land")),
            List(CodeListNames.AfterCover, ("building", "建筑", "Building"), ("road", "道路", "Road")),
        ],
        ClassificationId = "gb",
        PlanClassTableId = "gb",
        ConformityTableId = "gb",
        ControlThemes =
        [
            new ControlTheme("green-line", L("绿线"), ControlSense.InsideIsHit, "b", L("c"), ["green"]),
            new ControlTheme("urban-growth-boundary", L("城市开发边界"), ControlSense.OutsideIsHit, "b", L("c"), ["growth"]),
            new ControlTheme("yellow-line", L("黄线"), ControlSense.InsideIsHit, "b", L("c"), []),
        ],
    };

    public static ChangePatch Patch { get; } = new()
    {
        Key = "0123456789abcdef0123",
        Number = "A-001",
        Period = "2014-2015",
        BeforeImageDate = new DateOnly(2014, 9, 1),
        AfterImageDate = new DateOnly(2015, 9, 1),
        BeforeCover = "cropland",
        AfterCover = "building",
        Shape = new WKTReader().Read("POLYGON ((114 38, 114.001 38, 114.001 38.001, 114 38.001, 114 38))"),
        AreaM2 = 9735.25m,
        PlanarAreaM2 = 9735.3m,
        Unit = "130100",
        Shares = [new UnitShare("130100", 9735.25m, 1m)],
        Source = new SourceRow("ab", "p.gpkg", "p", 0),
    };

    public static IssuedPatch Issued { get; } = new(Patch.Key, Patch.Number, Patch.Unit, Patch.AreaM2);

    private static Label L(string text) => new(text, text + "-en");

    private static CodeList List(string name, params (string Code, string Zh, string En)[] entries) =>
        new(name, [.. entries.Select(e => new CodeEntry(e.Code, new Label(e.Zh, e.En)))]);
}
