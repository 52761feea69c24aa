using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Campaigns;

public sealed class AnswerDeskTests : IDisposable
{
    private readonly DeskFixture desk = new();

    [Fact]
    public async Task Record_SameEntriesTwice_ChangesNothingTheSecondTime()
    {
        await desk.IssueAsync(100);
        var entries = Enumerable.Range(1, 90).Select(n => desk.Entry($"p{n:D3}", "a", 0)).ToList();

        await desk.Answers.RecordAsync(DeskFixture.Campaign, DeskFixture.Unit, entries, CancellationToken.None);
        var first = await desk.TaskAsync();
        await desk.Answers.RecordAsync(DeskFixture.Campaign, DeskFixture.Unit, entries, CancellationToken.None);

        Assert.Equal(new TaskCounts(100, 90, 0, 0), first.Counts);
        Assert.Equal(first.Counts, (await desk.TaskAsync()).Counts);
        Assert.Equal(["clerk"], first.AnsweredBy);
        Assert.Single(await desk.Answers.HistoryAsync(DeskFixture.Campaign, DeskFixture.Unit, "p001", CancellationToken.None));
    }

    [Fact]
    public async Task Record_RepeatedAfterAReturn_CountsAsBefore_AndAnswersNothingAnew()
    {
        await desk.IssueAsync(1);
        VerificationEntry[] entries = [desk.Entry("p001", "a", 0)];
        Assert.Equal(entries, await RecordAsync(entries));
        await SubmitAsync();
        await desk.ApplyAsync(new TaskCommand.ReturnTask("照片不清"), "reviewer");
        await desk.Answers.SettleReturnAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        Assert.Equal(entries, await RecordAsync(entries));
        Assert.Equal(PatchState.Returned, (await desk.PatchAsync("p001")).State);
    }

    [Theory]
    [InlineData(10, 20, "b")]
    [InlineData(20, 10, "a")]
    public async Task Record_TwoAnswers_TheLaterCommittedCountsInWhateverOrderTheyCome(int committedA, int committedB, string wins)
    {
        await desk.IssueAsync(1);
        await RecordAsync(desk.Entry("p001", "a", committedA));
        await RecordAsync(desk.Entry("p001", "b", committedB, Legality.Illegal));

        Assert.Equal(wins, (await desk.PatchAsync("p001")).Current!.Attempt);
        Assert.Equal(new TaskCounts(1, 1, 0, 0), (await desk.TaskAsync()).Counts);
        Assert.Equal(2, (await desk.Answers.HistoryAsync(DeskFixture.Campaign, DeskFixture.Unit, "p001", CancellationToken.None)).Count);
    }

    [Theory]
    [InlineData(1, 2, "b")]
    [InlineData(2, 1, "a")]
    public async Task Record_CommitsOfOneSecond_AreOrderedByTheirReceipts(int receivedA, int receivedB, string wins)
    {
        await desk.IssueAsync(1);
        await RecordAsync(desk.Entry("p001", "a", 10, receivedSeconds: receivedA));
        await RecordAsync(desk.Entry("p001", "b", 10, receivedSeconds: receivedB));
        Assert.Equal(wins, (await desk.PatchAsync("p001")).Current!.Attempt);
    }

    [Fact]
    public async Task Record_SaysWhichAnswersCount_TheSameWhenRepeated()
    {
        await desk.IssueAsync(2);
        await RecordAsync(desk.Entry("p002", "new", 100));
        VerificationEntry[] late = [desk.Entry("p001", "old", 10), desk.Entry("p002", "old", 10)];
        Assert.Equal([late[0]], await RecordAsync(late));
        Assert.Equal([late[0]], await RecordAsync(late));
    }

    [Fact]
    public async Task Return_IsAnsweredByACommitOfItsOwnSecond()
    {
        await desk.IssueAsync(1);
        await RecordAsync(desk.Entry("p001", "a", 0));
        await SubmitAsync();
        var commit = new DateTimeOffset(2016, 3, 5, 0, 0, 0, TimeSpan.Zero);
        desk.Time.SetUtcNow(commit.AddMilliseconds(-300));
        await desk.ApplyAsync(new TaskCommand.ReturnTask("照片不清"), "reviewer");
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.Answers.SettleReturnAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        Assert.Equal(commit.AddMilliseconds(700), (await desk.PatchAsync("p001")).ReturnedAt);
        await RecordAsync(desk.Entry("p001", "stale", (int)(commit - new DateTimeOffset(2016, 3, 2, 0, 0, 0, TimeSpan.Zero)).TotalSeconds - 1));
        Assert.Equal(PatchState.Returned, (await desk.PatchAsync("p001")).State);
        await RecordAsync(desk.Entry("p001", "new", (int)(commit - new DateTimeOffset(2016, 3, 2, 0, 0, 0, TimeSpan.Zero)).TotalSeconds));
        Assert.Equal(PatchState.Answered, (await desk.PatchAsync("p001")).State);
    }

    [Fact]
    public async Task Return_OfOnePatch_NeedsAnAnswerCommittedAfterIt()
    {
        await desk.IssueAsync(2);
        await RecordAsync(desk.Entry("p001", "a", 0), desk.Entry("p002", "a", 0));
        await SubmitAsync();
        desk.Time.SetUtcNow(new DateTimeOffset(2016, 3, 5, 0, 0, 0, TimeSpan.Zero));
        await desk.ApplyAsync(new TaskCommand.ReturnPatches(new HashSet<string> { "p001" }, "照片不清"), "reviewer");
        await desk.Answers.SettleReturnAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);
        await desk.Answers.SettleReturnAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        Assert.Equal(PatchState.Returned, (await desk.PatchAsync("p001")).State);
        Assert.Equal("照片不清", (await desk.PatchAsync("p001")).ReturnReason);
        Assert.Equal(PatchState.Answered, (await desk.PatchAsync("p002")).State);
        await RecordAsync(desk.Entry("p001", "stale", 60));
        Assert.Equal(PatchState.Returned, (await desk.PatchAsync("p001")).State);
        await RecordAsync(desk.Entry("p001", "new", 10 * 24 * 3600));
        Assert.Equal(PatchState.Answered, (await desk.PatchAsync("p001")).State);
        var task = await desk.TaskAsync();
        Assert.Equal(new TaskCounts(2, 2, 0, 0), task.Counts);
        Assert.Null(task.PendingReturn);
        Assert.Equal(1, task.Round);
    }

    [Fact]
    public async Task End_AcceptedTask_SettlesEveryPatch()
    {
        await desk.IssueAsync(120);
        await RecordAsync([.. Enumerable.Range(1, 120).Select(n => desk.Entry($"p{n:D3}", "a", 0))]);
        await SubmitAsync();
        await desk.ApplyAsync(new TaskCommand.Accept(new HashSet<string> { "clerk" }), "reviewer");
        await desk.Answers.SettleEndAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        await foreach (var patch in desk.Patches.EnumerateAsync(DeskFixture.Campaign, CancellationToken.None))
            Assert.Equal(PatchState.Accepted, patch.Value.State);
    }

    [Fact]
    public async Task End_ClosedTask_LeavesAnswersAndMarksTheRestUnanswered()
    {
        await desk.IssueAsync(3);
        await RecordAsync(desk.Entry("p002", "a", 0));
        await desk.ApplyAsync(new TaskCommand.CloseUnanswered(), "system");
        await desk.Answers.SettleEndAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None);

        Assert.Equal(PatchState.Unanswered, (await desk.PatchAsync("p001")).State);
        Assert.Equal(PatchState.Answered, (await desk.PatchAsync("p002")).State);
        Assert.Equal(PatchState.Unanswered, (await desk.PatchAsync("p003")).State);
    }

    [Fact]
    public async Task Ranges_CoverEveryPatchOnce()
    {
        await desk.IssueAsync(1203);
        var ranges = await desk.Patches.RangesAsync(DeskFixture.Campaign, CancellationToken.None);
        var keys = new List<string>();
        foreach (var range in ranges)
            keys.AddRange((await desk.Patches.ReadAsync(DeskFixture.Campaign, range, CancellationToken.None)).Select(r => r.Value.PatchKey));

        Assert.Equal([500, 500, 203], ranges.Select(r => r.Count));
        Assert.Equal(1203, keys.Distinct().Count());
    }

    [Fact]
    public async Task Apply_ParallelCommands_LoseNone()
    {
        await desk.IssueAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.Tasks.ApplyAsync(
            DeskFixture.Campaign, DeskFixture.Unit, new TaskCommand.Remind(), "officer", null, CancellationToken.None)));
        Assert.Equal(6, (await desk.TaskAsync()).Reminders);
    }

    [Fact]
    public async Task Apply_WithAnOldVersion_IsRefusedAsChanged()
    {
        await desk.IssueAsync(1);
        var seen = (await desk.Tasks.FindAsync(DeskFixture.Campaign, DeskFixture.Unit, CancellationToken.None))!.ETag;
        await desk.ApplyAsync(new TaskCommand.Remind(), "officer");
        var result = await desk.Tasks.ApplyAsync(
            DeskFixture.Campaign, DeskFixture.Unit, new TaskCommand.Remind(), "officer", seen, CancellationToken.None);
        Assert.Equal(Platform.Domain.RefusalKind.Changed, result.Refusal!.Kind);
    }

    public void Dispose() => desk.Dispose();

    private Task<IReadOnlyList<VerificationEntry>> RecordAsync(params VerificationEntry[] entries) =>
        desk.Answers.RecordAsync(DeskFixture.Campaign, DeskFixture.Unit, entries, CancellationToken.None);

    private async Task SubmitAsync()
    {
        await desk.ApplyAsync(new TaskCommand.AttachLetter(new string('c', 64)), "clerk");
        await desk.ApplyAsync(new TaskCommand.Check(new HashSet<string> { "clerk" }), "checker");
        await desk.ApplyAsync(new TaskCommand.Submit(), "clerk");
    }
}
