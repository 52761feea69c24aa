using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class CampaignMachineTests
{
    private static readonly DateTimeOffset Now = new(2016, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2016, 3, 1);

    private static readonly CampaignPins Pins = new("1.0", "2017", "ab", "units", new Dictionary<string, IReadOnlyList<string>>());

    private static readonly CampaignCommand[] Commands =
    [
        new CampaignCommand.CountPatches(6), new CampaignCommand.OrderIssue(Today.AddDays(30), Today, Pins), new CampaignCommand.FinishIssue(),
        new CampaignCommand.OrderClose(0, null), new CampaignCommand.Publish(), new CampaignCommand.BeginImport("a1"),
    ];

    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["BeginImport"] = ["Draft", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED"],
        ["CountPatches"] = ["Draft", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED"],
        ["OrderIssue"] = ["Issuing", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED", "CAMPAIGN_ALREADY_ISSUED"],
        ["FinishIssue"] = ["CAMPAIGN_NOT_ISSUED", "Issued", "=", "CAMPAIGN_CLOSED", "CAMPAIGN_CLOSED"],
        ["OrderClose"] = ["CAMPAIGN_NOT_ISSUED", "CAMPAIGN_NOT_ISSUED", "Closing", "CAMPAIGN_CLOSED", "CAMPAIGN_CLOSED"],
        ["Publish"] = ["CAMPAIGN_NOT_ISSUED", "CAMPAIGN_NOT_ISSUED", "CAMPAIGN_NOT_CLOSED", "Published", "="],
    };

    public static TheoryData<CampaignState, string, string> Cells()
    {
        var cells = new TheoryData<CampaignState, string, string>();
        foreach (var (command, row) in Expected)
        {
            foreach (var state in Enum.GetValues<CampaignState>())
            {
                cells.Add(state, command, row[(int)state]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Decide_StateAndCommand_AsTheTableSays(CampaignState state, string command, string expected)
    {
        var decision = CampaignMachine.Decide(In(state), Commands.Single(c => c.GetType().Name == command), "officer", Now);

        Assert.Equal(expected, decision.Refusal?.Finding.Code ?? (decision.Changed ? decision.State!.State.ToString() : "="));
    }

    [Fact]
    public void Cells_CoverEveryCommand()
    {
        var all = typeof(CampaignCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(CampaignCommand))).Select(t => t.Name);

        Assert.Equal(all.Order(), Expected.Keys.Order());
    }

    [Fact]
    public void StepsOfAnImport_Repeated_ChangeNothing()
    {
        var begun = CampaignMachine.Decide(In(CampaignState.Draft), new CampaignCommand.BeginImport("a1"), "system", Now).State!;
        var counted = CampaignMachine.Decide(begun, new CampaignCommand.CountPatches(7), "system", Now).State!;

        Assert.Equal(("a1", 7), (counted.LastImport, counted.PatchCount));
        Assert.False(CampaignMachine.Decide(counted, new CampaignCommand.BeginImport("a1"), "system", Now).Changed);
        Assert.False(CampaignMachine.Decide(counted, new CampaignCommand.CountPatches(7), "system", Now).Changed);
    }

    [Fact]
    public void OrderIssue_WithoutPatches_IsRefused() => Assert.Equal("CAMPAIGN_EMPTY",
        CampaignMachine.Decide(In(CampaignState.Draft) with { PatchCount = 0 }, Commands[1], "officer", Now).Refusal!.Finding.Code);

    [Fact]
    public void OrderIssue_DueToday_IsRefused() => Assert.Equal("CAMPAIGN_DUE_NOT_LATER",
        CampaignMachine.Decide(In(CampaignState.Draft), new CampaignCommand.OrderIssue(Today, Today, Pins), "officer", Now).Refusal!.Finding.Code);

    [Fact]
    public void OrderIssue_FixesPinsAndDueDate()
    {
        var campaign = CampaignMachine.Decide(In(CampaignState.Draft), Commands[1], "officer", Now).State!;

        Assert.Equal((Pins, Today.AddDays(30), "officer", Now), (campaign.Pins, campaign.DueDate, campaign.IssuedBy, campaign.IssuedAt));
    }

    [Fact]
    public void OrderClose_WithTasksOutstanding_NeedsAReason()
    {
        var silent = CampaignMachine.Decide(In(CampaignState.Issued), new CampaignCommand.OrderClose(2, " "), "officer", Now);
        var reasoned = CampaignMachine.Decide(In(CampaignState.Issued), new CampaignCommand.OrderClose(2, "年度截止"), "officer", Now);

        Assert.Equal("CAMPAIGN_CLOSE_REASON_MISSING", silent.Refusal!.Finding.Code);
        Assert.Equal((CampaignState.Closing, "年度截止", Now), (reasoned.State!.State, reasoned.State.CloseReason, reasoned.State.ClosedAt));
    }

    private static Campaign In(CampaignState state) => new()
    {
        Id = "c-2015",
        Profile = "hebei",
        Title = "2014—2015 年动态监测",
        Period = "2014-2015",
        State = state,
        CreatedBy = "officer",
        CreatedAt = Now,
        PatchCount = 5,
    };
}
