using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>How one failed instance is taken back to before its failure.</summary>
/// <param name="Instance">The instance as it failed.</param>
/// <param name="History">Its history without what is taken back.</param>
/// <param name="Redelivered">Messages of the last turn that are delivered once more.</param>
/// <param name="Activities">Failed activities that run once more.</param>
/// <param name="Children">Failed sub-orchestrations that are taken back too.</param>
internal sealed record RewindPlan(
    InstanceRow Instance,
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<HistoryEvent> Redelivered,
    IReadOnlyList<ActivityRow> Activities,
    IReadOnlyList<RewindPlan> Children)
{
    /// <summary>Instances of this plan that have messages afterwards.</summary>
    public IEnumerable<long> Signals =>
        (Redelivered.Count > 0 ? [Instance.Seq] : Enumerable.Empty<long>()).Concat(Children.SelectMany(child => child.Signals));

    /// <summary>Whether a call is run again by this plan.</summary>
    public bool Runs(long instance, int execution, int task) =>
        Activities.Any(activity => activity.Instance == instance && activity.Execution == execution && activity.Task == task)
        || Children.Any(child => child.Runs(instance, execution, task));

    /// <summary>Makes the changes and returns the activities to run, in the order of their numbers.</summary>
    /// <exception cref="InvalidOperationException">The instance has changed since the plan was made.</exception>
    public List<ActivityRow> Apply(StoreSession session, DateTime now)
    {
        if (session.Reader.Find(Instance.Seq) is not { Status: OrchestrationRuntimeStatus.Failed } row || row.Execution != Instance.Execution)
        {
            throw new InvalidOperationException($"The instance '{Instance.Id}' is no longer as it failed; it is not rewound.");
        }

        session.DeleteHistory(row.Seq, row.Execution);
        session.AppendHistory(row.Seq, row.Execution, 0, HistoryCodec.Encode(History));
        foreach (var message in Redelivered)
        {
            session.Post(row.Seq, session.NextSeq(), message is AnswerEvent ? row.Execution : null, message);
        }

        session.Update(row with { Status = OrchestrationRuntimeStatus.Running, Failure = null, Output = null, Updated = now });
        var activities = new List<ActivityRow>();
        foreach (var activity in Activities)
        {
            var waiting = activity with { Seq = session.NextSeq() };
            session.Insert(waiting);
            session.DeleteQuarantine(activity.Instance, activity.Execution, activity.Task);
            activities.Add(waiting);
        }

        return [.. activities, .. Children.SelectMany(child => child.Apply(session, now))];
    }
}
