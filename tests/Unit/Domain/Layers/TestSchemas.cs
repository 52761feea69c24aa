using Platform.Domain.Labels;
using Platform.Domain.Layers;

namespace Platform.Tests.Unit.Domain.Layers;

/// <summary>Schemas small enough to be read beside the tests.</summary>
internal static class TestSchemas
{
    public static LayerSchema Plan { get; } = new()
    {
        Role = "plan-land-use",
        Version = "1",
        Title = new Label("规划用地", "Plan land use"),
        Kind = LayerKind.PlanLandUse,
        Geometry = [LayerGeometry.Polygon],
        AllowedCrs = [],
        Fields =
        [
            new LayerField("CODE", new Label("用地代码", "Class"), LayerFieldType.Text, Required: true, ["用地代码", "YDDM"], "plan-class", MaxLength: 5),
            new LayerField("YEAR", new Label("年份", "Year"), LayerFieldType.Integer, Minimum: 1949, Maximum: 2100),
            new LayerField("NO", new Label("编号", "Number"), LayerFieldType.Text, Unique: true),
            new LayerField("DAY", new Label("日期", "Day"), LayerFieldType.Date),
            new LayerField("HEIGHT", new Label("高度", "Height"), LayerFieldType.Decimal),
        ],
        KeyField = "NO",
        ClassField = "CODE",
        DateField = "DAY",
        Validity = new LayerValidity(NoOverlap: true, OverlapToleranceM2: 1m, MustCoverUnits: true, MustLieInUnits: true),
        Sensitivity = "internal",
    };

    public static LayerSchema Open { get; } = Plan with { Validity = new LayerValidity(MustBeValid: false) };

    public static string? Codes(string list, string text) => list == "plan-class" && text is "R" or "G" or "B" ? text : null;
}
