using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Decisions;

public sealed class CausalOrderTests
{
    private static readonly DateTimeOffset Start = new(2016, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Lines_OfAClockThatGoesForward_StandInItsOrder()
    {
        DecisionLine[] lines = [Receipt("a", 1), Task(1, 2), Receipt("b", 3), Task(2, 4, cause: "a"), Done("a", 5), Task(3, 6)];
        Assert.Equal(lines, CausalOrder.Sort(lines));
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void LinesOfOneTask_StandInTheirSequence_ThoughTheClockWentBack()
    {
        DecisionLine[] lines = [Task(1, 10), Task(2, 5), Task(3, 7)];
        Assert.Equal(lines, CausalOrder.Sort([lines[2], lines[1], lines[0]]));
    }

    [Fact]
    public void OutcomeOfAnUpload_StandsAfterWhatCameOfIt_ThoughTheClockWentBack()
    {
        DecisionLine[] lines = [Receipt("a", 1), Task(1, 10), Task(2, 12, cause: "a"), Done("a", 3)];
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void EqualInstants_AreOrderedByCause()
    {
        var published = new HistoryLine("c", null, new HistoryEntry(Start, "system", "campaign.published", null, null, null)
        {
            Sequence = 2, Command = new CampaignCommand.Publish(),
        });
        var closed = new HistoryLine("c", null, new HistoryEntry(Start.AddSeconds(-1), "system", "campaign.closeOrdered", null, null, null) { Sequence = 1 });
        DecisionLine[] lines = [closed, new ReportLine("c", Start), published];
        Assert.Equal(lines, CausalOrder.Sort([published, lines[1], closed]));
        DecisionLine[] upload = [Receipt("a", 0), new LayerLine("t", "a", "v", Start), Done("a", 0)];
        Assert.Equal(upload, CausalOrder.Sort(upload.Reverse()));
    }

    private static HistoryLine Task(int sequence, int at, string? cause = null) =>
        new("c", "u", new HistoryEntry(Start.AddSeconds(at), "s", "task.reminded", null, null, null) { Sequence = sequence, Cause = cause });

    private static ReceiptLine Receipt(string attempt, int at) => new("t", attempt, new string('a', 64), 1, Start, Start.AddSeconds(at));

    private static ProcessedLine Done(string attempt, int at) => new("t", attempt, Start.AddSeconds(at), GivenUp: false);
}
