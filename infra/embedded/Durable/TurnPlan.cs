using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Sorts what has arrived for an instance into what its code sees now, what is kept for later (suspended, not begun) and what is of no use
/// any more (answers to an earlier execution). Messages come in the order of arrival, a start first.
/// </summary>
internal sealed class TurnPlan
{
    private readonly InstanceState state;
    private readonly List<(HistoryEvent Message, long? InboxSeq, Completion? Completion)> delivered = [];
    private bool begun;
    private bool suspended;
    private bool isRejected;

    private TurnPlan(InstanceState state)
    {
        this.state = state;
        begun = state.HasBegun;
        suspended = state.Row.Status == OrchestrationRuntimeStatus.Suspended;
    }

    /// <summary>Messages for the history, in order.</summary>
    public IReadOnlyList<HistoryEvent> Messages => [.. delivered.Select(item => item.Message)];

    /// <summary>Whether the code has to run: something other than a suspension or its end has come.</summary>
    public bool RunsCode => delivered.Exists(item => item.Message is not (Suspended or Resumed));

    public bool IsSuspended => suspended;

    public bool HasBegun => begun;

    /// <summary>The request to end the instance, which goes before everything else.</summary>
    public Terminated? Terminate { get; private set; }

    /// <summary>Messages to delete.</summary>
    public List<long> UsedMessages { get; } = [];

    /// <summary>Activities whose completion is taken in or of no use.</summary>
    public List<long> UsedActivities { get; } = [];

    /// <summary>Completions that become messages, because the instance cannot take them in now.</summary>
    public List<Completion> KeptCompletions { get; } = [];

    /// <summary>Whether nothing at all is to be written.</summary>
    public bool IsEmpty => delivered.Count + UsedMessages.Count + UsedActivities.Count + KeptCompletions.Count == 0;

    /// <param name="state">The instance.</param>
    /// <param name="inbox">Its messages.</param>
    /// <param name="completions">Its activities' results.</param>
    /// <param name="isRejected">Whether this release does not run the instance: everything but its end is kept for one that does.</param>
    public static TurnPlan For(InstanceState state, List<InboxRow> inbox, List<Completion> completions, bool isRejected = false)
    {
        var plan = new TurnPlan(state);
        if (state.Row.HasEnded || inbox.Find(row => row.Message is Terminated) is { Message: Terminated } end && plan.End(end))
        {
            plan.UsedMessages.AddRange(inbox.Select(row => row.Seq));
            plan.UsedActivities.AddRange(completions.Select(completion => completion.Activity));
            return plan;
        }

        plan.isRejected = isRejected;
        if (!isRejected)
        {
            plan.SortAll(inbox);
        }

        completions.ForEach(plan.Sort);
        plan.ReleaseHeld(inbox);
        return plan;
    }

    /// <summary>Marks the first <paramref name="taken"/> messages as used; of the others, completions belong to an execution that is over.</summary>
    public void Settle(int taken, bool ended)
    {
        for (var i = 0; i < delivered.Count; i++)
        {
            var (_, inboxSeq, completion) = delivered[i];
            if (completion is not null)
            {
                UsedActivities.Add(completion.Activity);
            }
            else if (i < taken || ended)
            {
                UsedMessages.Add(inboxSeq!.Value);
            }
        }
    }

    private void SortAll(IEnumerable<InboxRow> rows)
    {
        foreach (var row in rows.OrderBy(row => row.Message is StartRequested ? 0 : 1).ThenBy(row => row.Seq))
        {
            Sort(row);
        }
    }

    private bool End(InboxRow row)
    {
        Terminate = (Terminated)row.Message;
        return true;
    }

    private void Sort(InboxRow row)
    {
        if (row.Execution is { } execution && execution != state.Row.Execution)
        {
            UsedMessages.Add(row.Seq);
            return;
        }

        switch (row.Message)
        {
            case StartRequested when begun:
                UsedMessages.Add(row.Seq);
                break;
            case StartRequested when !suspended:
                begun = true;
                Deliver(new ExecutionStarted(state.Row.Name, state.Row.Version), row.Seq);
                break;
            case Suspended when !suspended:
                suspended = true;
                Deliver(row.Message, row.Seq);
                break;
            case Resumed when suspended:
                suspended = false;
                Deliver(row.Message, row.Seq);
                break;
            case Suspended or Resumed:
                UsedMessages.Add(row.Seq);
                break;
            case EventReceived e when begun && !suspended:
                Deliver(e with { Seq = row.Seq }, row.Seq);
                break;
            case not StartRequested when begun && !suspended:
                Deliver(row.Message, row.Seq);
                break;
        }
    }

    private void Sort(Completion completion)
    {
        if (completion.Execution != state.Row.Execution)
        {
            UsedActivities.Add(completion.Activity);
        }
        else if (suspended || isRejected)
        {
            KeptCompletions.Add(completion);
        }
        else
        {
            delivered.Add((completion.Answer, null, completion));
        }
    }

    /// <summary>A suspension that ended within this batch held messages back that may go now.</summary>
    private void ReleaseHeld(List<InboxRow> inbox)
    {
        if (suspended || !delivered.Exists(item => item.Message is Resumed))
        {
            return;
        }

        var sorted = delivered.Select(item => item.InboxSeq).Concat(UsedMessages.Select(seq => (long?)seq)).ToHashSet();
        SortAll(inbox.Where(row => !sorted.Contains(row.Seq)));
    }

    private void Deliver(HistoryEvent message, long inboxSeq) => delivered.Add((message, inboxSeq, null));
}
