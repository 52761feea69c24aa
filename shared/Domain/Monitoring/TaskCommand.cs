namespace Platform.Domain.Monitoring;

/// <summary>
/// Something that somebody wants to happen to a <see cref="VerificationTask"/>. Whether the subject's role may give the command at all is the
/// access policy's question; <see cref="TaskMachine"/> decides whether the task's state and the separation of duties allow it.
/// </summary>
public abstract record TaskCommand : RecordedCommand
{
    private protected TaskCommand()
    {
    }

    /// <summary>The bureau receives the task (签收).</summary>
    public sealed record Receive : TaskCommand;

    /// <summary>The bureau passes patches on to districts (转派). A patch that another district has must be recalled first.</summary>
    /// <param name="Districts">Region code of the district by patch key.</param>
    public sealed record SubDispatch(IReadOnlyDictionary<string, string> Districts) : TaskCommand;

    /// <summary>The bureau takes patches back from their districts (收回); answers that were taken stand.</summary>
    /// <param name="PatchKeys">Keys of patches that are with a district.</param>
    public sealed record Recall(IReadOnlyCollection<string> PatchKeys) : TaskCommand;

    /// <summary>Answers were merged into the patches. Voids a check made before, because the checker has not seen them.</summary>
    /// <param name="Counts">The task's counts after the merge; the total cannot change.</param>
    public sealed record RecordAnswers(TaskCounts Counts) : TaskCommand;

    /// <summary>A confirmation letter arrived. The latest of the round stands.</summary>
    /// <param name="Sha256">Hash of the PDF in the raw archive.</param>
    public sealed record AttachLetter(string Sha256) : TaskCommand;

    /// <summary>A second person of the bureau has checked the answers.</summary>
    /// <param name="AnswerSubjects">Every subject that entered or uploaded a current answer of the task.</param>
    public sealed record Check(IReadOnlyCollection<string> AnswerSubjects) : TaskCommand;

    /// <summary>The bureau hands the task over to the province's audit; answers are frozen from here until a return.</summary>
    public sealed record Submit : TaskCommand;

    /// <summary>The province returns every patch of the task that is not accepted.</summary>
    /// <param name="Reason">What has to be mended; mandatory.</param>
    public sealed record ReturnTask(string Reason) : TaskCommand;

    /// <summary>The province returns some patches; the other answers stand.</summary>
    /// <param name="PatchKeys">Keys of answered patches of the task, each once.</param>
    /// <param name="Reason">What has to be mended; mandatory.</param>
    public sealed record ReturnPatches(IReadOnlyCollection<string> PatchKeys, string Reason) : TaskCommand;

    /// <summary>The province accepts all answers.</summary>
    /// <param name="AnswerSubjects">Every subject that entered or uploaded a current answer of the task.</param>
    public sealed record Accept(IReadOnlyCollection<string> AnswerSubjects) : TaskCommand;

    /// <summary>The province gives more time.</summary>
    /// <param name="DueAt">End of the new due day, as an instant.</param>
    /// <param name="Reason">Why, as given.</param>
    public sealed record Extend(DateTimeOffset DueAt, string? Reason = null) : TaskCommand;

    /// <summary>The province gives the task to another bureau, which has to receive it; answers so far are kept.</summary>
    /// <param name="Bureau">Name of the bureau.</param>
    /// <param name="ReceiptDueAt">End of the new bureau's receipt day, as an instant.</param>
    /// <param name="Reason">Why, as given.</param>
    public sealed record Reassign(string Bureau, DateTimeOffset ReceiptDueAt, string? Reason = null) : TaskCommand;

    /// <summary>Somebody or a timer reminds the bureau.</summary>
    public sealed record Remind : TaskCommand;

    /// <summary>A missed date is reported to the authority above the bureau.</summary>
    public sealed record Escalate : TaskCommand;

    /// <summary>The platform notices a missed date. Idempotent per kind and date, and possible in every state: a late look still sees it.</summary>
    /// <param name="Kind">One of <see cref="BreachKinds"/>.</param>
    public sealed record NoteBreach(string Kind) : TaskCommand;

    /// <summary>The campaign is closed: patches without a standing answer become unanswered, answered ones count as they are.</summary>
    public sealed record CloseUnanswered : TaskCommand;
}

/// <summary>Kinds of <see cref="Breach"/>.</summary>
public static class BreachKinds
{
    /// <summary>The task was not received by its receipt date.</summary>
    public const string Receipt = "receipt";

    /// <summary>The task was not submitted by its due date.</summary>
    public const string Answer = "answer";
}
