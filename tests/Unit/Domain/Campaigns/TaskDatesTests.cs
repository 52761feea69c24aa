using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Tests.Unit.Domain.Campaigns;

public sealed class TaskDatesTests
{
    private static readonly Profile Profile = ProfileLoader.LoadShipped("cambridge").Required();
    private static readonly DateOnly Issued = new(2016, 3, 1);

    [Fact]
    public void Next_FreshTask_IsJustAfterTheReceiptDate()
    {
        var task = Fresh();
        Assert.Equal(task.ReceiptDueAt.AddSeconds(1), TaskDates.Next(task, Profile, task.IssuedAt));
        Assert.Empty(TaskDates.Due(task, Profile, task.ReceiptDueAt));
    }

    [Fact]
    public void Due_ReceiptMissed_IsNotedOnce()
    {
        var task = Fresh();
        var late = task.ReceiptDueAt.AddMinutes(1);
        Assert.Equal([new TaskCommand.NoteBreach(BreachKinds.Receipt)], TaskDates.Due(task, Profile, late));
        var noted = TaskMachine.Decide(task, new TaskCommand.NoteBreach(BreachKinds.Receipt), "system", late).State!;
        Assert.Empty(TaskDates.Due(noted, Profile, late));
    }

    [Fact]
    public void Due_ReminderDay_RemindsOncePerDate()
    {
        var task = Fresh() with { State = TaskState.Received, ReceivedAt = Fresh().IssuedAt };
        var first = Profile.Calendar.EndOfDay(new DateOnly(2016, 3, 31).AddDays(-8));
        Assert.Empty(TaskDates.Due(task, Profile, first.AddSeconds(-1)));
        Assert.Equal([new TaskCommand.Remind()], TaskDates.Due(task, Profile, first));
        var reminded = task with { RemindedAt = first };
        Assert.Empty(TaskDates.Due(reminded, Profile, first.AddDays(1)));
        Assert.Equal([new TaskCommand.Remind()], TaskDates.Due(reminded, Profile, first.AddDays(4)));
    }

    [Fact]
    public void Due_AfterTheDueDate_BreachesThenEscalates()
    {
        var task = Fresh() with { State = TaskState.InVerification, ReceivedAt = Fresh().IssuedAt, RemindedAt = new DateTimeOffset(2016, 3, 31, 12, 0, 0, TimeSpan.Zero) };
        Assert.Equal([new TaskCommand.NoteBreach(BreachKinds.Answer)], TaskDates.Due(task, Profile, task.DueAt.AddSeconds(1)).Take(1));
        var later = TaskDates.Due(task, Profile, task.DueAt.AddDays(2));
        Assert.Contains(new TaskCommand.Escalate(), later);
    }

    [Fact]
    public void Next_SubmittedTask_AsksForNothingMore()
    {
        var task = Fresh() with { State = TaskState.Submitted, ReceivedAt = Fresh().IssuedAt };
        Assert.Null(TaskDates.Next(task, Profile, task.IssuedAt));
        Assert.Empty(TaskDates.Due(task, Profile, task.DueAt.AddDays(30)));
    }

    private static VerificationTask Fresh() => new()
    {
        Campaign = "c", Unit = "N01", Bureau = "局", State = TaskState.Issued, Counts = new TaskCounts(3, 0, 0, 0),
        IssuedAt = Profile.Calendar.EndOfDay(Issued).AddHours(-12),
        ReceiptDueAt = Profile.Calendar.EndOfDay(Issued.AddDays(3)),
        DueAt = Profile.Calendar.EndOfDay(new DateOnly(2016, 3, 31)),
    };
}
