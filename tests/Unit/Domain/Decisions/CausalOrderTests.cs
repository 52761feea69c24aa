using Platform.Domain.Campaigns;
using Platform.Domain.Decisions;
using Platform.Domain.Indicators;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;

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

    [Fact]
    public void AClockThatWentBack_DoesNotPutEffectsOfACampaignBeforeTheirCauses()
    {
        DecisionLine[] lines =
        [
            Campaign(1, 50, new CampaignCommand.OrderIssue(default, default, new CampaignPins("1", "r", "s", "u", new Dictionary<string, IReadOnlyList<string>>()))),
            Task(1, 40), Campaign(2, 45, new CampaignCommand.OrderClose(1, "r")), TaskEnd(2, 20), new ReportLine("c", Start.AddSeconds(10)),
            Campaign(3, 5, new CampaignCommand.Publish()),
            new IndicatorsLine(new IndicatorVersion("v", "hebei", "d", [new IndicatorSource("c", "p", "o")], Start), null),
        ];
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void EndOfAnAcceptedTask_DoesNotWaitForTheClose()
    {
        DecisionLine[] lines = [Task(1, 1, command: new TaskCommand.Accept([])), TaskEnd(2, 2), Campaign(1, 3, new CampaignCommand.OrderClose(0, null))];
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void UploadForACampaign_StandsAfterItsBeginning_ThoughTheClockWentBack()
    {
        // The repetition of a file leaves no history: only its ticket says what it was for.
        var ticket = PatchTicket();
        DecisionLine[] lines = [new HistoryLine("c", null, Beginning), ticket, Receipt("a", 5), Done("a", 6)];
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void Issue_StandsAfterTheLayersThatItPins_ThoughTheirTicketIsOfALaterInstant()
    {
        var pins = new CampaignPins("1", "r", "s", "u", new Dictionary<string, IReadOnlyList<string>> { ["plan"] = ["v"] });
        DecisionLine[] lines =
        [
            new HistoryLine("c", null, Beginning), new TicketLine(PatchTicket().Ticket with { Kind = SubmissionKind.Layer, Campaign = null, CreatedAt = Start.AddDays(1) }), Receipt("a", 1),
            new LayerLine("t", "a", "v", Start.AddSeconds(2)), Campaign(2, 60, new CampaignCommand.OrderIssue(default, default, pins)),
        ];
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void Duplicate_StandsAfterWhatItRepeats_ThoughTheClockWentBack()
    {
        var repeated = new ProcessedLine("t", "b", Start.AddSeconds(3), GivenUp: false, DuplicateOf: "a");
        DecisionLine[] lines = [Receipt("b", 2), Receipt("a", 20), Task(1, 21, cause: "a"), Done("a", 22), repeated];
        Assert.Equal(lines, CausalOrder.Sort(lines.Reverse()));
    }

    [Fact]
    public void DuplicatePatches_StandBeforeTheIssue_ThoughTheClockWentBackBetween()
    {
        var repeated = new ProcessedLine("t", "b", Start.AddSeconds(10), GivenUp: false, DuplicateOf: "a", JudgedIn: new JudgedIn(1, null));
        var issue = Campaign(2, 12, new CampaignCommand.OrderIssue(default, default, new CampaignPins("1", "r", "s", "u", new Dictionary<string, IReadOnlyList<string>>())));
        DecisionLine[] lines = [new HistoryLine("c", null, Beginning), PatchTicket(), Receipt("b", 5), Receipt("a", 4), Done("a", 60), repeated, issue];
        Assert.Equal(lines[4..], CausalOrder.Sort(lines.Reverse()).Skip(4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void OutcomeWithoutHistory_StandsWhereItWasJudged_WhateverTheClockSaid(int at)
    {
        var refused = new ProcessedLine("t", "b", Start.AddSeconds(at), GivenUp: false, JudgedIn: new JudgedIn(2, 2));
        var close = Campaign(3, 40, new CampaignCommand.OrderClose(1, "r"));
        DecisionLine[] lines = [new HistoryLine("c", null, Beginning), AnswerTicket(), Receipt("b", 51), Campaign(2, 30, new CampaignCommand.CountPatches(1)), Task(1, 31), Task(2, 32), refused, Task(3, 33), close];
        var sorted = CausalOrder.Sort(lines.Reverse()).ToList();
        Assert.Equal([lines[5], refused, lines[7]], sorted.Where(line => line == lines[5] || line == refused || line == lines[7]));
        Assert.Equal([lines[3], refused, close], sorted.Where(line => line == lines[3] || line == refused || line == close));
    }

    [Fact]
    public void AnswersTakenBeforeTheClose_StandBeforeIt_ThoughTheClockWentBack()
    {
        var taken = new ProcessedLine("t", "a", Start.AddSeconds(91), GivenUp: false, JudgedIn: new JudgedIn(2, null));
        DecisionLine[] lines =
        [
            new HistoryLine("c", null, Beginning), AnswerTicket(), Receipt("a", 80), Campaign(2, 30, new CampaignCommand.CountPatches(1)), Task(1, 31), Task(2, 90, cause: "a"),
            Campaign(3, 40, new CampaignCommand.OrderClose(1, "r")),
        ];
        var sorted = CausalOrder.Sort([.. lines, taken]).ToList();
        Assert.True(sorted.IndexOf(lines[5]) < sorted.IndexOf(lines[6]));
    }

    private static TicketLine AnswerTicket() => PatchTicket() with { Ticket = PatchTicket().Ticket with { Kind = SubmissionKind.Verification, Unit = "u" } };

    private static TicketLine PatchTicket() => new(new Ticket
    {
        Id = "t", Kind = SubmissionKind.Patches, Profile = "hebei", Campaign = "c", Name = "n", Size = 1, CreatedBy = "s", CreatedAt = Start.AddSeconds(4),
        ExpiresAt = Start.AddDays(1),
    });

    private static readonly HistoryEntry Beginning = new(Start.AddSeconds(50), "s", "campaign.created", null, null, null) { Sequence = 1 };

    private static HistoryLine Campaign(int sequence, int at, CampaignCommand command) =>
        new("c", null, new HistoryEntry(Start.AddSeconds(at), "s", "campaign.changed", null, null, null) { Sequence = sequence, Command = command });

    private static HistoryLine TaskEnd(int sequence, int at) =>
        new("c", "u", new HistoryEntry(Start.AddSeconds(at), "s", AnswerDesk.EndSettled, null, null, null) { Sequence = sequence });

    private static HistoryLine Task(int sequence, int at, string? cause = null, TaskCommand? command = null) =>
        new("c", "u", new HistoryEntry(Start.AddSeconds(at), "s", "task.reminded", null, null, null) { Sequence = sequence, Cause = cause, Command = command });

    private static ReceiptLine Receipt(string attempt, int at) => new("t", attempt, new string('a', 64), 1, Start, Start.AddSeconds(at));

    private static ProcessedLine Done(string attempt, int at) => new("t", attempt, Start.AddSeconds(at), GivenUp: false);
}
