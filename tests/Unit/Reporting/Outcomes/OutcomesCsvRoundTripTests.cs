using Platform.Domain.Monitoring;
using Platform.Domain.Monitoring.Aggregation;
using Platform.Reporting;
using Platform.Reporting.Outcomes;
using Platform.Tests.Unit.Domain.Monitoring.Aggregation;

namespace Platform.Tests.Unit.Reporting.Outcomes;

public sealed class OutcomesCsvRoundTripTests
{
    private static readonly Outcome[] Full =
    [
        new()
        {
            PatchId = "-1", Region = "A", AreaM2 = 1.500m, Approval = ApprovalStatus.Unapproved, Legality = Legality.Illegal,
            Conformity = Conformity.NotDeterminable, ConstructionState = ConstructionState.Demolished, ActualUse = "=R\"2,x",
            ThemeAreasM2 = new Dictionary<string, decimal> { ["green"] = 0.25m, ["blue"] = 0m }, UnknownThemes = ["purple"],
            Source = new SourceRow("ab12", "表 1.xlsx", "核查", 9),
        },
        new()
        {
            PatchId = "2", Region = "B", AreaM2 = 0m, Approval = ApprovalStatus.Exempt, Legality = Legality.Legal,
            ThemeAreasM2 = new Dictionary<string, decimal>(), UnknownThemes = ["green", "blue", "purple"],
        },
    ];

    [Fact]
    public void Read_OfWritten_GivesTheSameOutcomes()
    {
        var table = RoundTrip(Full, [new ClassLabel("A", "甲市", "City A")]);

        Assert.Empty(table.Findings);
        Assert.Equivalent(Full, table.Outcomes, strict: true);
        Assert.Equal(new ClassLabel("A", "甲市", "甲市"), Assert.Single(table.Units));
    }

    [Fact]
    public void Read_OfWritten_GivesTheSameReport()
    {
        var read = RoundTrip(DeckOutcomes.All, DeckOutcomes.Request.Units);

        Assert.Equal(Json(DeckOutcomes.Request), Json(DeckOutcomes.Request with { Outcomes = read.Outcomes }));
    }

    private static OutcomesTable RoundTrip(IEnumerable<Outcome> outcomes, IEnumerable<ClassLabel> units)
    {
        using var stream = new MemoryStream();
        OutcomesCsvWriter.Write(stream, outcomes, units);
        stream.Position = 0;
        return OutcomesCsvReader.Read(stream, "outcomes.csv");
    }

    private static byte[] Json(ReportRequest request)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(stream, ReportAggregator.Aggregate(request), generatedAt: null);
        return stream.ToArray();
    }
}
