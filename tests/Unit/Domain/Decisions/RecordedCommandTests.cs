using System.Text.Json;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Json;
using Platform.Domain.Monitoring;
using Platform.Tests.Unit.Domain.Campaigns;

namespace Platform.Tests.Unit.Domain.Decisions;

/// <summary>Histories hold every command whole, one number after the other.</summary>
public sealed class RecordedCommandTests
{
    private static readonly DateTimeOffset At = new(2016, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RecordedCommand[] Commands =
    [
        new OpenCampaign("hebei", "监测", null, "2014-2015"), new CampaignCommand.BeginImport("a1"),
        new CampaignCommand.CountPatches(3),
        new CampaignCommand.OrderIssue(
            new(2016, 4, 1), new(2016, 3, 1), new CampaignPins("1", "2017", "aa", "u", new Dictionary<string, IReadOnlyList<string>> { ["plan"] = ["v1"] })),
        new CampaignCommand.FinishIssue(), new CampaignCommand.OrderClose(2, "因汛期"), new CampaignCommand.Publish(),
        new TaskCommand.Receive(), new TaskCommand.Recall(["k1"]), new TaskCommand.RecordAnswers(new TaskCounts(3, 2, 1, 0)), new TaskCommand.AttachLetter("bb"), new TaskCommand.Check(["clerk"]),
        new TaskCommand.Submit(), new TaskCommand.ReturnTask("缺"), new TaskCommand.ReturnPatches(["k2", "k1"], "缺"), new TaskCommand.Accept(["clerk"]),
        new TaskCommand.Extend(At, "图斑较多"), new TaskCommand.Reassign("局", At, "改由该局负责"), new TaskCommand.Remind(), new TaskCommand.Escalate(),
        new TaskCommand.NoteBreach(BreachKinds.Answer), new TaskCommand.CloseUnanswered(),
    ];

    public static TheoryData<string> Names => [.. Commands.Select(command => command.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Command_WrittenAndRead_IsTheSame(string name)
    {
        var entry = new HistoryEntry(At, "s", "a", null, null, null) { Sequence = 1, Command = Commands.Single(c => c.GetType().Name == name), Cause = "a1" };
        var text = JsonSerializer.Serialize(entry, PlatformJson.Documents);
        var read = JsonSerializer.Deserialize<HistoryEntry>(text, PlatformJson.Documents)!;
        Assert.Equal(entry.Command!.GetType(), read.Command!.GetType());
        Assert.Equal(text, JsonSerializer.Serialize(read, PlatformJson.Documents));
    }

    [Fact]
    public void EveryCommandOfTheMachines_CanBeRecorded()
    {
        var all = typeof(TaskCommand).GetNestedTypes().Concat(typeof(CampaignCommand).GetNestedTypes()).Append(typeof(OpenCampaign)).Select(type => type.Name);
        Assert.Equal(all.Except([nameof(TaskCommand.SubDispatch)]).Order(), Commands.Select(command => command.GetType().Name).Order());
        var recorded = typeof(RecordedCommand).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType.Name);
        Assert.Equal(all.Order(), recorded.Order());
    }

    [Fact]
    public async Task History_OfATask_IsNumberedWithoutAGap_AndNamesTheUploadThatCausedIt()
    {
        using var desk = new DeskFixture();
        await desk.IssueAsync(2);
        await desk.Answers.RecordAsync(DeskFixture.Campaign, DeskFixture.Unit, [desk.Entry("p001", "a1", 1)], CancellationToken.None);
        await desk.Answers.RecordAsync(DeskFixture.Campaign, DeskFixture.Unit, [desk.Entry("p002", "a2", 2)], CancellationToken.None);
        await desk.ApplyAsync(new TaskCommand.Remind(), "officer");
        await desk.ApplyAsync(new TaskCommand.CloseUnanswered(), "system");
        await desk.Answers.SettleEndAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);
        await desk.Answers.SettleEndAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        var history = new List<HistoryEntry>();
        var query = DocumentQuery.In(Containers.Monitoring, PartitionKey.Of(DeskFixture.Campaign, DeskFixture.Unit)).OfType(HistoryEntry.DocumentType);
        await foreach (var entry in desk.Store.EnumerateAsync<HistoryEntry>(query))
            history.Add(entry.Value);
        Assert.Equal(["task.received", "task.answered", "task.answered", "task.reminded", "task.closed", "task.settled"], history.Select(e => e.Action));
        Assert.Equal(Enumerable.Range(1, 6), history.Select(e => e.Sequence));
        Assert.Equal([null, "a1", "a2", null, null, null], history.Select(e => e.Cause));
        Assert.Equal((6, TaskState.Closed), ((await desk.TaskAsync()).Sequence, (await desk.TaskAsync()).State));
    }
}
