using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Platform.Orchestrations.Tasks;

/// <summary>
/// One unit's verification task from issue to its end. Instance <c>task-campaign-unit</c>, input: the task's key. People's commands change the task's
/// document directly; this workflow does what follows from them and what the calendar asks for, and is the only one that takes uploads of the task,
/// one after the other.
/// <code>
/// a return waits for its patches ► mark them returned
/// an upload waits ───────────────► take its good rows, give back the bad ones with reasons
/// accepted, or campaign closed ──► settle the patches for good, end
/// a date was missed ─────────────► note the breach;  a reminder is due ► remind
/// otherwise ─────────────────────► sleep until woken or until the next date
/// </code>
/// </summary>
public static class VerificationTaskFlow
{
    /// <summary>Name of the orchestration.</summary>
    public const string Name = "VerificationTask";

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var task = context.GetInput<TaskKey>()!;
        var look = await context.CallActivityAsync<TaskLook>(nameof(TaskActivities.LookAtTask), task, Waiting.Retrying);
        context.SetCustomStatus(look.Next.ToString());
        switch (look.Next)
        {
            case TaskStep.SettleReturn:
                await context.CallActivityAsync(nameof(TaskActivities.SettleReturn), task, Waiting.Retrying);
                break;
            case TaskStep.TakeAnswers:
                await context.TakeUploadAsync<object>(
                    nameof(TaskActivities.TakeAnswers), new TaskUpload(task, look.WaitingUpload!), look.WaitingUpload!);
                break;
            case TaskStep.NoteDates:
                await context.CallActivityAsync(nameof(TaskActivities.NoteDates), task, Waiting.Retrying);
                break;
            case TaskStep.End:
                await context.CallActivityAsync(nameof(TaskActivities.EndTask), task, Waiting.Retrying);
                return;
            default:
                await context.WokenOrAtAsync(look.NextDate);
                break;
        }

        context.ContinueAsNew(task);
    }
}

/// <summary>What a task's workflow does next.</summary>
public enum TaskStep
{
    /// <summary>Nothing until somebody acts or a date comes.</summary>
    Wait,

    /// <summary>A return has to reach the patches.</summary>
    SettleReturn,

    /// <summary>An upload waits.</summary>
    TakeAnswers,

    /// <summary>A date was missed, or a reminder is due.</summary>
    NoteDates,

    /// <summary>The task was accepted, or its campaign closed.</summary>
    End,
}

/// <summary>What a look at a task shows.</summary>
/// <param name="Next">The step to take.</param>
/// <param name="WaitingUpload">For <see cref="TaskStep.TakeAnswers"/>.</param>
/// <param name="NextDate">For <see cref="TaskStep.Wait"/>: when to look again unasked.</param>
public sealed record TaskLook(TaskStep Next, UploadKey? WaitingUpload, DateTimeOffset? NextDate);

/// <summary>An upload of answers for a task.</summary>
public sealed record TaskUpload(TaskKey Task, UploadKey Upload);
