using System.Collections.Frozen;
using Platform.Findings;

namespace Platform.Domain.Monitoring;

/// <summary>
/// The life of a verification task as a pure function: task + command + who + when → next task, or a typed refusal. Nothing is read or
/// written; the same input always gives the same decision, so that a command may be decided again after a lost race on the document.
/// </summary>
/// <remarks>
/// <para>Whether a state takes a command stands in one table; the guards that look at more than the state follow it.</para>
/// <para>There is no partial check: the checker signs for the whole task, and a task with open patches could not be submitted anyway.</para>
/// <para>A command that has already had its effect (received by the same subject, the same letter, the same breach, closed twice) is
/// answered "unchanged" instead of refused, so that a repeated request is harmless.</para>
/// </remarks>
public static partial class TaskMachine
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int MaxReason = 500;

    private const FindingKind? Allowed = null;

    // One row per command, one column per state in the order of TaskState:
    // Issued, Received, InVerification, Checked, Submitted, Returned, Accepted, Closed.
    private static readonly FrozenDictionary<Type, FindingKind?[]> Table = new Dictionary<Type, FindingKind?[]>
    {
        [typeof(TaskCommand.Receive)] = Row(Allowed, Known, Known, Known, Known, Known, Known, Final),
        [typeof(TaskCommand.SubDispatch)] = Row(NotReceived, Allowed, Allowed, Frozen, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.Recall)] = Row(NotReceived, Allowed, Allowed, Frozen, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.RecordAnswers)] = Row(NotReceived, Allowed, Allowed, Allowed, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.AttachLetter)] = Row(NotReceived, Allowed, Allowed, Allowed, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.Check)] = Row(NotReceived, Open, Allowed, Allowed, Frozen, Open, Final, Final),
        [typeof(TaskCommand.Submit)] = Row(NotReceived, Unchecked, Unchecked, Allowed, Frozen, Unchecked, Final, Final),
        [typeof(TaskCommand.ReturnTask)] = Row(Unsent, Unsent, Unsent, Unsent, Allowed, Unsent, Final, Final),
        [typeof(TaskCommand.ReturnPatches)] = Row(Unsent, Unsent, Unsent, Unsent, Allowed, Unsent, Final, Final),
        [typeof(TaskCommand.Accept)] = Row(Unsent, Unsent, Unsent, Unsent, Allowed, Unsent, Final, Final),
        [typeof(TaskCommand.Extend)] = Row(Allowed, Allowed, Allowed, Allowed, Allowed, Allowed, Final, Final),
        [typeof(TaskCommand.Reassign)] = Row(Allowed, Allowed, Allowed, Allowed, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.Remind)] = Row(Allowed, Allowed, Allowed, Allowed, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.Escalate)] = Row(Allowed, Allowed, Allowed, Allowed, Frozen, Allowed, Final, Final),
        [typeof(TaskCommand.NoteBreach)] = Row(Allowed, Allowed, Allowed, Allowed, Allowed, Allowed, Allowed, Allowed),
        [typeof(TaskCommand.CloseUnanswered)] = Row(Allowed, Allowed, Allowed, Allowed, Allowed, Allowed, Allowed, Allowed),
    }.ToFrozenDictionary();

    private static FindingKind Known => MonitoringFindings.TaskAlreadyReceived;

    private static FindingKind NotReceived => MonitoringFindings.TaskNotReceived;

    private static FindingKind Open => MonitoringFindings.TaskPatchesOpen;

    private static FindingKind Unchecked => MonitoringFindings.TaskNotChecked;

    private static FindingKind Frozen => MonitoringFindings.TaskUnderAudit;

    private static FindingKind Unsent => MonitoringFindings.TaskNotSubmitted;

    private static FindingKind Final => MonitoringFindings.TaskFinal;

    /// <summary>Decides <paramref name="command"/> on <paramref name="task"/>.</summary>
    /// <param name="task">The task as stored.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="subject">Subject of the principal that gives the command; <c>system</c> for timers.</param>
    /// <param name="at">The instant of the command (UTC).</param>
    public static Decision<VerificationTask> Decide(VerificationTask task, TaskCommand command, string subject, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        if (IsRepeat(task, command, subject))
        {
            return Decision<VerificationTask>.Unchanged(task);
        }

        return Table[command.GetType()][(int)task.State] is { } refusal ? Refuse(task, refusal) : Apply(task, command, subject, at);
    }

    /// <summary>The refusal that a state alone gives to a kind of command; null when the state takes it. For documents and tests.</summary>
    public static FindingKind? RefusalOf(TaskState state, Type command) => Table[command][(int)state];

    private static bool IsRepeat(VerificationTask task, TaskCommand command, string subject) => command switch
    {
        TaskCommand.Receive => task.State is not (TaskState.Issued or TaskState.Closed) && task.ReceivedBy == subject,
        TaskCommand.CloseUnanswered => task.State is TaskState.Accepted or TaskState.Closed,
        _ => false,
    };

    private static Decision<VerificationTask> Apply(VerificationTask task, TaskCommand command, string subject, DateTimeOffset at) => command switch
    {
        TaskCommand.Receive => To(task with { State = Resume(task.Counts), ReceivedBy = subject, ReceivedAt = at }),
        TaskCommand.SubDispatch c => SubDispatch(task, c),
        TaskCommand.Recall c => Recall(task, c),
        TaskCommand.RecordAnswers c => RecordAnswers(task, c.Counts),
        TaskCommand.AttachLetter c => AttachLetter(task, c.Sha256, subject),
        TaskCommand.Check c => Check(task, c, subject, at),
        TaskCommand.Submit => Submit(task, subject, at),
        TaskCommand.ReturnTask c => Return(task, task.Counts.Answered, c.Reason),
        TaskCommand.ReturnPatches c => Return(task, c.PatchKeys.Count, c.Reason),
        TaskCommand.Accept c => Accept(task, c, subject, at),
        TaskCommand.Extend c => Extend(task, c.DueAt),
        TaskCommand.Reassign c => Reassign(task, c),
        TaskCommand.Remind => To(task with { Reminders = task.Reminders + 1, RemindedAt = at }),
        TaskCommand.Escalate => To(task with { EscalatedAt = at }),
        TaskCommand.NoteBreach c => NoteBreach(task, c.Kind, at),
        TaskCommand.CloseUnanswered => To(task with
        {
            State = TaskState.Closed,
            Counts = task.Counts with { Returned = 0 },
            ClosedBy = subject,
            ClosedAt = at,
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such command."),
    };

    // After a reassignment the new bureau finds the answers of the old one: receipt leads back to where the work stands.
    private static TaskState Resume(TaskCounts counts) => counts switch
    {
        { Returned: > 0 } => TaskState.Returned,
        { Answered: > 0 } or { Accepted: > 0 } => TaskState.InVerification,
        _ => TaskState.Received,
    };

    private static Decision<VerificationTask> RecordAnswers(VerificationTask task, TaskCounts counts)
    {
        if (counts.Total != task.Counts.Total || counts.Open < 0)
        {
            throw new ArgumentException($"Counts {counts} do not fit the task's total {task.Counts.Total}.", nameof(counts));
        }

        var state = counts.Answered + counts.Accepted > 0 ? TaskState.InVerification : Resume(counts);
        return To(task with { State = state, Counts = counts, CheckedBy = null, CheckedAt = null });
    }

    private static Decision<VerificationTask> AttachLetter(VerificationTask task, string sha256, string subject)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sha256);
        return task.LetterSha256 == sha256
            ? Decision<VerificationTask>.Unchanged(task)
            : To(task with { LetterSha256 = sha256, Confirmers = With(task.Confirmers, subject) });
    }

    private static Decision<VerificationTask> Check(VerificationTask task, TaskCommand.Check command, string subject, DateTimeOffset at)
    {
        if (task.Counts.Open > 0 || task.Counts.Returned > 0)
        {
            return Refuse(task, MonitoringFindings.TaskPatchesOpen);
        }

        // Given again because its answer was lost: the task is as this person has confirmed it.
        if (task.State == TaskState.Checked && task.CheckedBy == subject)
        {
            return Decision<VerificationTask>.Unchanged(task);
        }

        return command.AnswerSubjects.Contains(subject)
            ? Refuse(task, MonitoringFindings.TaskOwnCheck)
            : To(task with { State = TaskState.Checked, CheckedBy = subject, CheckedAt = at, Confirmers = With(task.Confirmers, subject) });
    }

    private static Decision<VerificationTask> Submit(VerificationTask task, string subject, DateTimeOffset at) => task.LetterSha256 is null
        ? Refuse(task, MonitoringFindings.TaskLetterMissing)
        : To(task with { State = TaskState.Submitted, SubmittedBy = subject, SubmittedAt = at, Confirmers = With(task.Confirmers, subject) });

    private static Decision<VerificationTask> Return(VerificationTask task, int patches, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason)
        {
            return Refuse(task, MonitoringFindings.TaskReasonMissing, MaxReason);
        }

        if (patches == 0 || patches > task.Counts.Answered)
        {
            return Refuse(task, MonitoringFindings.TaskNothingToReturn, patches, task.Counts.Answered);
        }

        return To(task with
        {
            State = TaskState.Returned,
            Counts = task.Counts with { Answered = task.Counts.Answered - patches, Returned = task.Counts.Returned + patches },
            Round = task.Round + 1,
            ReturnReason = reason.Trim(),
            CheckedBy = null,
            CheckedAt = null,
            SubmittedBy = null,
            SubmittedAt = null,
            LetterSha256 = null,
        });
    }

    private static Decision<VerificationTask> Accept(VerificationTask task, TaskCommand.Accept command, string subject, DateTimeOffset at) =>
        command.AnswerSubjects.Contains(subject) || task.Confirmers.Contains(subject)
            ? Refuse(task, MonitoringFindings.TaskOwnAcceptance)
            : To(task with
            {
                State = TaskState.Accepted,
                Counts = task.Counts with { Answered = 0, Accepted = task.Counts.Accepted + task.Counts.Answered },
                AcceptedBy = subject,
                AcceptedAt = at,
            });

    private static Decision<VerificationTask> Extend(VerificationTask task, DateTimeOffset dueAt) => dueAt <= task.DueAt
        ? Refuse(task, MonitoringFindings.TaskDueNotLater)
        : To(task with { DueAt = dueAt });

    private static Decision<VerificationTask> Reassign(VerificationTask task, TaskCommand.Reassign command)
    {
        if (string.IsNullOrWhiteSpace(command.Bureau) || command.Bureau.Trim() == task.Bureau)
        {
            return Refuse(task, MonitoringFindings.TaskSameBureau);
        }

        return To(task with
        {
            State = TaskState.Issued,
            Bureau = command.Bureau.Trim(),
            ReceiptDueAt = command.ReceiptDueAt,
            ReceivedBy = null,
            ReceivedAt = null,
            CheckedBy = null,
            CheckedAt = null,
            LetterSha256 = null,
            SubDispatches = new Dictionary<string, string>(),
        });
    }

    private static Decision<VerificationTask> NoteBreach(VerificationTask task, string kind, DateTimeOffset at)
    {
        var (due, done) = kind switch
        {
            BreachKinds.Receipt => (task.ReceiptDueAt, task.ReceivedAt),
            BreachKinds.Answer => (task.DueAt, task.SubmittedAt ?? task.ClosedAt),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of breach."),
        };
        if ((done ?? at) <= due)
        {
            return Refuse(task, MonitoringFindings.TaskNoBreach);
        }

        return task.Breaches.Any(b => b.Kind == kind && b.DueAt == due)
            ? Decision<VerificationTask>.Unchanged(task)
            : To(task with { Breaches = [.. task.Breaches, new Breach(kind, due, at)] });
    }

    private static IReadOnlyList<string> With(IReadOnlyList<string> subjects, string subject) =>
        subjects.Contains(subject) ? subjects : [.. subjects, subject];

    private static FindingKind?[] Row(params FindingKind?[] cells) => cells;

    private static Decision<VerificationTask> To(VerificationTask task) => Decision<VerificationTask>.To(task);

    private static Decision<VerificationTask> Refuse(VerificationTask task, FindingKind kind, params object?[] details) =>
        Decision<VerificationTask>.Refused(new Refusal(KindOf(kind), kind.At(Location.Whole, [task.Unit, task.State, .. details])));

    private static RefusalKind KindOf(FindingKind kind) =>
        kind == MonitoringFindings.TaskOwnCheck || kind == MonitoringFindings.TaskOwnAcceptance ? RefusalKind.Forbidden
        : kind == MonitoringFindings.TaskReasonMissing || kind == MonitoringFindings.TaskNothingDispatched
            || kind == MonitoringFindings.TaskNothingToReturn || kind == MonitoringFindings.TaskDueNotLater ? RefusalKind.Invalid
        : RefusalKind.Conflict;
}
