using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Changes to instances that clients and orchestrators share.</summary>
internal static class InstanceWrites
{
    /// <summary>
    /// Makes an instance and its start. One of the same id is replaced when <paramref name="replaceable"/> says so; otherwise nothing happens
    /// and <paramref name="existing"/> is its state.
    /// </summary>
    public static bool TryStart(
        StoreSession session, InstanceRow row, DateTime? startAt, Func<InstanceRow, bool> replaceable, out OrchestrationRuntimeStatus? existing)
    {
        existing = null;
        if (session.Reader.Find(row.Id) is { } other)
        {
            existing = other.Status;
            if (!replaceable(other))
            {
                return false;
            }

            session.DeleteInstance(other.Seq);
        }

        session.Insert(row);
        if (startAt is { } time && time > row.Created)
        {
            session.Insert(new TimerRow(time, row.Seq, 0, TimerRow.Start));
        }
        else
        {
            session.Post(row.Seq, session.NextSeq(), 0, StartRequested.Instance);
        }

        return true;
    }

    /// <summary>Deletes an ended instance and, if asked, those that it started; returns how many.</summary>
    public static int Purge(StoreSession session, InstanceRow row, bool recursive)
    {
        if (!row.HasEnded)
        {
            return 0;
        }

        var count = 1;
        if (recursive)
        {
            count += session.Children(row.Seq).Sum(child => Purge(session, child, recursive: true));
        }

        session.DeleteInstance(row.Seq);
        return count;
    }

    /// <summary>Moves due timers into the inboxes of their instances and returns these.</summary>
    public static HashSet<long> FireTimers(StoreSession session, DateTime now, int limit)
    {
        var instances = new HashSet<long>();
        foreach (var timer in session.DueTimers(now, limit))
        {
            session.Delete(timer);
            HistoryEvent message = timer.Task == TimerRow.Start ? StartRequested.Instance : new TimerFired(timer.Task);
            session.Post(timer.Instance, session.NextSeq(), timer.Execution, message);
            instances.Add(timer.Instance);
        }

        return instances;
    }
}
