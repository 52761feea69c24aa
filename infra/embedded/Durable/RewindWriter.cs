using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Makes rewind plans durable and lets what they name run.</summary>
internal sealed class RewindWriter(DurableStore store, TurnScheduler scheduler, ActivityDispatcher dispatcher, TimeProvider clock)
{
    /// <exception cref="InvalidOperationException">The instance has changed since the plan was made.</exception>
    public Task WriteAsync(RewindPlan plan)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return store.Writer.WriteAsync(OperationNames.Rewind, session => plan.Apply(session, now), activities =>
        {
            dispatcher.Add(activities);
            foreach (var instance in plan.Signals)
            {
                scheduler.Signal(instance);
            }
        });
    }
}
