using Platform.Domain;
using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Monitoring;

public sealed class TaskMachineTests
{
    private static readonly DateTimeOffset Now = new(2016, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlySet<string> Clerk = new HashSet<string> { "clerk" };

    private static readonly TaskCommand[] Commands =
    [
        new TaskCommand.Receive(), new TaskCommand.SubDispatch(new Dictionary<string, string> { ["k1"] = "130104" }),
        new TaskCommand.Recall(new HashSet<string> { "k9" }),
        new TaskCommand.RecordAnswers(new TaskCounts(3, 3, 0, 0)), new TaskCommand.AttachLetter("aa"), new TaskCommand.Check(Clerk),
        new TaskCommand.Submit(), new TaskCommand.ReturnTask("缺照片"), new TaskCommand.ReturnPatches(new HashSet<string> { "k1" }, "缺照片"),
        new TaskCommand.Accept(Clerk), new TaskCommand.Extend(Now.AddDays(40)), new TaskCommand.Reassign("另一局", Now.AddDays(5)),
        new TaskCommand.Remind(), new TaskCommand.Escalate(), new TaskCommand.NoteBreach(BreachKinds.Answer), new TaskCommand.CloseUnanswered(),
    ];

    // What every state says to every command: the state that follows, "=" for unchanged, or the code of the refusal.
    // Columns: Issued, Received, InVerification (complete, with letter), Checked, Submitted, Returned, Accepted, Closed.
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["Receive"] = ["Received", "TASK_ALREADY_RECEIVED", "TASK_ALREADY_RECEIVED", "TASK_ALREADY_RECEIVED", "TASK_ALREADY_RECEIVED", "TASK_ALREADY_RECEIVED", "TASK_ALREADY_RECEIVED", "TASK_FINAL"],
        ["SubDispatch"] = ["TASK_NOT_RECEIVED", "Received", "InVerification", "TASK_UNDER_AUDIT", "TASK_UNDER_AUDIT", "Returned", "TASK_FINAL", "TASK_FINAL"],
        ["Recall"] = ["TASK_NOT_RECEIVED", "Received", "InVerification", "TASK_UNDER_AUDIT", "TASK_UNDER_AUDIT", "Returned", "TASK_FINAL", "TASK_FINAL"],
        ["RecordAnswers"] = ["TASK_NOT_RECEIVED", "InVerification", "InVerification", "InVerification", "TASK_UNDER_AUDIT", "InVerification", "TASK_FINAL", "TASK_FINAL"],
        ["AttachLetter"] = ["TASK_NOT_RECEIVED", "Received", "InVerification", "Checked", "TASK_UNDER_AUDIT", "Returned", "TASK_FINAL", "TASK_FINAL"],
        ["Check"] = ["TASK_NOT_RECEIVED", "TASK_PATCHES_OPEN", "Checked", "Checked", "TASK_UNDER_AUDIT", "TASK_PATCHES_OPEN", "TASK_FINAL", "TASK_FINAL"],
        ["Submit"] = ["TASK_NOT_RECEIVED", "TASK_NOT_CHECKED", "TASK_NOT_CHECKED", "Submitted", "TASK_UNDER_AUDIT", "TASK_NOT_CHECKED", "TASK_FINAL", "TASK_FINAL"],
        ["ReturnTask"] = ["TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "Returned", "TASK_NOT_SUBMITTED", "TASK_FINAL", "TASK_FINAL"],
        ["ReturnPatches"] = ["TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "Returned", "TASK_NOT_SUBMITTED", "TASK_FINAL", "TASK_FINAL"],
        ["Accept"] = ["TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "TASK_NOT_SUBMITTED", "Accepted", "TASK_NOT_SUBMITTED", "TASK_FINAL", "TASK_FINAL"],
        ["Extend"] = ["Issued", "Received", "InVerification", "Checked", "Submitted", "Returned", "TASK_FINAL", "TASK_FINAL"],
        ["Reassign"] = ["Issued", "Issued", "Issued", "Issued", "TASK_UNDER_AUDIT", "Issued", "TASK_FINAL", "TASK_FINAL"],
        ["Remind"] = ["Issued", "Received", "InVerification", "Checked", "TASK_UNDER_AUDIT", "Returned", "TASK_FINAL", "TASK_FINAL"],
        ["Escalate"] = ["Issued", "Received", "InVerification", "Checked", "TASK_UNDER_AUDIT", "Returned", "TASK_FINAL", "TASK_FINAL"],
        ["NoteBreach"] = ["Issued", "Received", "InVerification", "Checked", "TASK_NO_BREACH", "Returned", "TASK_NO_BREACH", "TASK_NO_BREACH"],
        ["CloseUnanswered"] = ["Closed", "Closed", "Closed", "Closed", "Closed", "Closed", "=", "="],
    };

    public static TheoryData<TaskState, string, string> Cells()
    {
        var cells = new TheoryData<TaskState, string, string>();
        foreach (var (command, row) in Expected)
        {
            foreach (var state in Enum.GetValues<TaskState>())
            {
                cells.Add(state, command, row[(int)state]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Decide_StateAndCommand_AsTheTableSays(TaskState state, string command, string expected)
    {
        var task = In(state);

        var decision = TaskMachine.Decide(task, Commands.Single(c => c.GetType().Name == command), "officer", Now.AddDays(35));

        var actual = decision.Refusal is { } refusal ? refusal.Finding.Code : decision.Changed ? decision.State!.State.ToString() : "=";
        Assert.Equal(expected, actual);
        Assert.NotEqual(decision.State is null, decision.Refusal is null);
    }

    [Fact]
    public void Cells_CoverEveryStateAndEveryCommand()
    {
        var all = typeof(TaskCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(TaskCommand))).Select(t => t.Name);

        Assert.Equal(all.Order(), Expected.Keys.Order());
        Assert.All(Expected.Values, row => Assert.Equal(Enum.GetValues<TaskState>().Length, row.Length));
        Assert.Equal(Commands.Length, Expected.Count);
    }

    [Fact]
    public void Receive_AgainBySameSubject_ChangesNothing()
    {
        var received = TaskMachine.Decide(In(TaskState.Issued), new TaskCommand.Receive(), "clerk", Now).State!;

        var again = TaskMachine.Decide(received, new TaskCommand.Receive(), "clerk", Now.AddHours(1));

        Assert.False(again.Changed);
        Assert.Equal(Now, again.State!.ReceivedAt);
    }

    [Fact]
    public void Check_ByOneWhoAnswered_IsForbidden()
    {
        var decision = TaskMachine.Decide(In(TaskState.InVerification), new TaskCommand.Check(Clerk), "clerk", Now);

        Assert.Equal("TASK_OWN_CHECK", decision.Refusal!.Finding.Code);
        Assert.Equal(RefusalKind.Forbidden, decision.Refusal.Kind);
    }

    [Fact]
    public void Check_GivenAgainByTheSamePerson_ChangesNothing()
    {
        var once = TaskMachine.Decide(In(TaskState.InVerification), new TaskCommand.Check(Clerk), "checker", Now).State!;
        var again = TaskMachine.Decide(once, new TaskCommand.Check(Clerk), "checker", Now.AddMinutes(1));

        Assert.False(again.Changed);
        Assert.Equal(Now, again.State!.CheckedAt);
        Assert.Equal("second checker", TaskMachine.Decide(once, new TaskCommand.Check(Clerk), "second checker", Now).State!.CheckedBy);
    }

    [Fact]
    public void Check_WithOpenPatch_IsRefused()
    {
        var task = In(TaskState.InVerification) with { Counts = new TaskCounts(3, 2, 0, 0) };

        Assert.Equal("TASK_PATCHES_OPEN", TaskMachine.Decide(task, new TaskCommand.Check(Clerk), "checker", Now).Refusal!.Finding.Code);
    }

    [Fact]
    public void RecordAnswers_AfterCheck_VoidsTheCheck()
    {
        var next = TaskMachine.Decide(In(TaskState.Checked), new TaskCommand.RecordAnswers(new TaskCounts(3, 3, 0, 0)), "clerk", Now).State!;

        Assert.Equal(TaskState.InVerification, next.State);
        Assert.Null(next.CheckedBy);
    }

    [Fact]
    public void RecordAnswers_WithoutAnyTaken_StaysReceived()
    {
        var next = TaskMachine.Decide(In(TaskState.Received), new TaskCommand.RecordAnswers(new TaskCounts(3, 0, 0, 0)), "clerk", Now).State!;

        Assert.Equal(TaskState.Received, next.State);
    }

    [Fact]
    public void RecordAnswers_OtherTotal_Throws() => Assert.Throws<ArgumentException>(() =>
        TaskMachine.Decide(In(TaskState.Received), new TaskCommand.RecordAnswers(new TaskCounts(4, 1, 0, 0)), "clerk", Now));

    [Fact]
    public void Submit_WithoutLetterOfTheRound_IsRefused()
    {
        var returned = TaskMachine.Decide(In(TaskState.Submitted), new TaskCommand.ReturnTask("公章不清"), "officer", Now).State!;
        var redone = returned with { State = TaskState.Checked };

        Assert.Null(returned.LetterSha256);
        Assert.Equal("TASK_LETTER_MISSING", TaskMachine.Decide(redone, new TaskCommand.Submit(), "clerk", Now).Refusal!.Finding.Code);
    }

    [Fact]
    public void ReturnTask_ReopensAllAnswersInANewRound()
    {
        var next = TaskMachine.Decide(In(TaskState.Submitted), new TaskCommand.ReturnTask(" 缺照片 "), "officer", Now).State!;

        Assert.Equal(new TaskCounts(3, 0, 3, 0), next.Counts);
        Assert.Equal((1, "缺照片"), (next.Round, next.ReturnReason));
        Assert.Null(next.SubmittedAt);
    }

    [Fact]
    public void ReturnPatches_LeavesTheOtherAnswersStanding()
    {
        var next = TaskMachine.Decide(In(TaskState.Submitted), new TaskCommand.ReturnPatches(new HashSet<string> { "k2" }, "x"), "officer", Now).State!;

        Assert.Equal(new TaskCounts(3, 2, 1, 0), next.Counts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Return_WithoutReason_IsRefused(string reason)
    {
        Assert.Equal("TASK_REASON_MISSING", CodeOf(new TaskCommand.ReturnTask(reason)));
        Assert.Equal("TASK_REASON_MISSING", CodeOf(new TaskCommand.ReturnPatches(new HashSet<string> { "k1" }, reason)));
        Assert.Equal("TASK_REASON_MISSING", CodeOf(new TaskCommand.ReturnTask(new string('理', TaskMachine.MaxReason + 1))));

        static string CodeOf(TaskCommand command) =>
            TaskMachine.Decide(In(TaskState.Submitted), command, "officer", Now).Refusal!.Finding.Code;
    }

    [Fact]
    public void ReturnPatches_NoneOrTooMany_IsRefused()
    {
        Assert.Equal("TASK_NOTHING_TO_RETURN", CodeOf([]));
        Assert.Equal("TASK_NOTHING_TO_RETURN", CodeOf(["a", "b", "c", "d"]));

        static string CodeOf(HashSet<string> keys) =>
            TaskMachine.Decide(In(TaskState.Submitted), new TaskCommand.ReturnPatches(keys, "x"), "officer", Now).Refusal!.Finding.Code;
    }

    [Theory]
    [InlineData("clerk")]
    [InlineData("checker")]
    [InlineData("submitter")]
    [InlineData("letter")]
    public void Accept_ByOneWhoAnsweredOrConfirmed_IsForbidden(string subject)
    {
        var decision = TaskMachine.Decide(In(TaskState.Submitted), new TaskCommand.Accept(Clerk), subject, Now);

        Assert.Equal("TASK_OWN_ACCEPTANCE", decision.Refusal!.Finding.Code);
        Assert.Equal(RefusalKind.Forbidden, decision.Refusal.Kind);
    }

    [Fact]
    public void Accept_ByCheckerOfAnEarlierRound_IsForbidden()
    {
        var task = In(TaskState.Submitted);
        var returned = TaskMachine.Decide(task, new TaskCommand.ReturnTask("x"), "officer", Now).State!;
        var again = returned with { State = TaskState.Submitted, Counts = task.Counts };

        Assert.True(TaskMachine.Decide(again, new TaskCommand.Accept(Clerk), "checker", Now).IsRefused);
        Assert.Equal(new TaskCounts(3, 0, 0, 3), TaskMachine.Decide(again, new TaskCommand.Accept(Clerk), "officer", Now).State!.Counts);
    }

    [Fact]
    public void WholeLife_CollectsConfirmers()
    {
        var task = In(TaskState.Issued);
        task = Do(task, new TaskCommand.Receive(), "clerk");
        task = Do(task, new TaskCommand.RecordAnswers(new TaskCounts(3, 3, 0, 0)), "clerk");
        task = Do(task, new TaskCommand.AttachLetter("aa"), "clerk");
        task = Do(task, new TaskCommand.Check(Clerk), "checker");
        task = Do(task, new TaskCommand.Submit(), "clerk");
        task = Do(task, new TaskCommand.Accept(Clerk), "officer");

        Assert.Equal(TaskState.Accepted, task.State);
        Assert.Equal(["clerk", "checker"], task.Confirmers);

        static VerificationTask Do(VerificationTask task, TaskCommand command, string subject) =>
            TaskMachine.Decide(task, command, subject, Now).State!;
    }

    [Fact]
    public void Extend_ToTheSameInstant_IsRefused() => Assert.Equal("TASK_DUE_NOT_LATER",
        TaskMachine.Decide(In(TaskState.Received), new TaskCommand.Extend(Now.AddDays(30)), "officer", Now).Refusal!.Finding.Code);

    [Fact]
    public void Reassign_ToTheSameBureau_IsRefused() => Assert.Equal("TASK_SAME_BUREAU",
        TaskMachine.Decide(In(TaskState.Received), new TaskCommand.Reassign(" 规划局 ", Now), "officer", Now).Refusal!.Finding.Code);

    [Fact]
    public void Reassign_KeepsAnswers_AndReceiptLeadsBackToTheWork()
    {
        var moved = TaskMachine.Decide(In(TaskState.Checked), new TaskCommand.Reassign("另一局", Now.AddDays(3)), "officer", Now).State!;
        var received = TaskMachine.Decide(moved, new TaskCommand.Receive(), "other", Now).State!;

        Assert.Null(moved.ReceivedBy);
        Assert.Equal(3, moved.Counts.Answered);
        Assert.Equal(TaskState.InVerification, received.State);
    }

    [Fact]
    public void NoteBreach_Twice_IsRecordedOncePerDueDate()
    {
        var late = Now.AddDays(35);
        var once = TaskMachine.Decide(In(TaskState.Received), new TaskCommand.NoteBreach(BreachKinds.Answer), "system", late).State!;
        var twice = TaskMachine.Decide(once, new TaskCommand.NoteBreach(BreachKinds.Answer), "system", late.AddDays(1));
        var extended = TaskMachine.Decide(once, new TaskCommand.Extend(late), "officer", late).State!;
        var again = TaskMachine.Decide(extended, new TaskCommand.NoteBreach(BreachKinds.Answer), "system", late.AddDays(1)).State!;

        Assert.Single(once.Breaches);
        Assert.False(twice.Changed);
        Assert.Equal(2, again.Breaches.Count);
    }

    [Fact]
    public void NoteBreach_OfReceipt_JudgesTheReceiptNotTheLook()
    {
        var inTime = In(TaskState.Received) with { ReceivedAt = Now.AddDays(2) };
        var tooLate = In(TaskState.Received) with { ReceivedAt = Now.AddDays(4) };

        Assert.True(TaskMachine.Decide(inTime, new TaskCommand.NoteBreach(BreachKinds.Receipt), "system", Now.AddDays(9)).IsRefused);
        Assert.True(TaskMachine.Decide(tooLate, new TaskCommand.NoteBreach(BreachKinds.Receipt), "system", Now.AddDays(9)).Changed);
    }

    [Fact]
    public void CloseUnanswered_CountsReturnedPatchesAsUnanswered()
    {
        var task = In(TaskState.Returned);

        var closed = TaskMachine.Decide(task, new TaskCommand.CloseUnanswered(), "officer", Now).State!;

        Assert.Equal((task.Counts.Open + task.Counts.Returned, task.Counts.Answered), (closed.Counts.Open, closed.Counts.Answered));
        Assert.Equal("officer", closed.ClosedBy);
    }

    private static VerificationTask In(TaskState state)
    {
        var received = state is not TaskState.Issued;
        var isChecked = state is TaskState.Checked or TaskState.Submitted or TaskState.Accepted;
        var submitted = state is TaskState.Submitted or TaskState.Accepted;
        return new VerificationTask
        {
            Campaign = "c",
            Unit = "130100",
            Bureau = "规划局",
            State = state,
            Counts = state switch
            {
                TaskState.Issued or TaskState.Received => new TaskCounts(3, 0, 0, 0),
                TaskState.Returned => new TaskCounts(3, 2, 1, 0),
                TaskState.Accepted => new TaskCounts(3, 0, 0, 3),
                _ => new TaskCounts(3, 3, 0, 0),
            },
            SubDispatches = new Dictionary<string, string> { ["k9"] = "130102" },
            IssuedAt = Now,
            ReceiptDueAt = Now.AddDays(3),
            DueAt = Now.AddDays(30),
            ReceivedBy = received ? "clerk" : null,
            ReceivedAt = received ? Now.AddDays(1) : null,
            CheckedBy = isChecked ? "checker" : null,
            SubmittedBy = submitted ? "submitter" : null,
            SubmittedAt = submitted ? Now.AddDays(20) : null,
            ClosedAt = state is TaskState.Closed ? Now.AddDays(25) : null,
            LetterSha256 = isChecked || state is TaskState.InVerification ? "bb" : null,
            Confirmers = submitted ? ["letter", "checker", "submitter"] : [],
        };
    }
}
