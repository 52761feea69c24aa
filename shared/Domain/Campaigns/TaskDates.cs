using Platform.Domain.Monitoring;
using Platform.Domain.Profiles;

namespace Platform.Domain.Campaigns;

/// <summary>
/// What the calendar asks of a task: breaches to note, reminders and escalations that are due, and when to look next. Pure.
/// </summary>
public static class TaskDates
{
    /// <summary>Commands that are due at <paramref name="now"/>, in the order in which they are to be applied.</summary>
    public static IReadOnlyList<TaskCommand> Due(VerificationTask task, Profile profile, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(profile);
        var due = new List<TaskCommand>();
        if (Missed(task, BreachKinds.Receipt, now))
            due.Add(new TaskCommand.NoteBreach(BreachKinds.Receipt));
        if (Missed(task, BreachKinds.Answer, now))
            due.Add(new TaskCommand.NoteBreach(BreachKinds.Answer));
        if (Reminders(task, profile).Any(at => at <= now && !(task.RemindedAt >= at)))
            due.Add(new TaskCommand.Remind());
        if (Escalations(task, profile).Any(at => at <= now && !(task.EscalatedAt >= at)))
            due.Add(new TaskCommand.Escalate());
        return due;
    }

    /// <summary>The next instant after <paramref name="now"/> at which something becomes due; null when nothing does any more.</summary>
    public static DateTimeOffset? Next(VerificationTask task, Profile profile, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(profile);
        var dates = Reminders(task, profile).Concat(Escalations(task, profile));
        if (task.ReceivedAt is null)
            dates = dates.Append(task.ReceiptDueAt);
        if (IsWithBureau(task))
            dates = dates.Append(task.DueAt);

        // A limit is missed when its instant has passed, so the look comes just after it.
        var coming = dates.Select(at => at.AddSeconds(1)).Where(at => at > now).ToList();
        return coming.Count == 0 ? null : coming.Min();
    }

    private static bool IsWithBureau(VerificationTask task) => task.State is not (TaskState.Submitted or TaskState.Accepted or TaskState.Closed);

    private static bool Missed(VerificationTask task, string kind, DateTimeOffset now)
    {
        var (due, open) = kind == BreachKinds.Receipt ? (task.ReceiptDueAt, task.ReceivedAt is null) : (task.DueAt, IsWithBureau(task));
        return open && now > due && !task.Breaches.Any(breach => breach.Kind == kind && breach.DueAt == due);
    }

    private static IEnumerable<DateTimeOffset> Reminders(VerificationTask task, Profile profile) =>
        Around(task, profile, profile.Settings.Deadlines.ReminderDaysBefore.Select(days => -days)).Where(at => at > task.IssuedAt);

    private static IEnumerable<DateTimeOffset> Escalations(VerificationTask task, Profile profile) =>
        Around(task, profile, profile.Settings.Deadlines.EscalationDaysAfter);

    // The beginning of the day that lies so many days from the due day.
    private static IEnumerable<DateTimeOffset> Around(VerificationTask task, Profile profile, IEnumerable<int> days)
    {
        var dueDay = profile.Calendar.DayOf(task.DueAt.AddSeconds(-1));
        return IsWithBureau(task) ? days.Select(n => profile.Calendar.EndOfDay(dueDay.AddDays(n - 1))) : [];
    }
}
