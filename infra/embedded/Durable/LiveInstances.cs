using System.Collections.Concurrent;

namespace Platform.Embedded.Durable;

/// <summary>The table of live instances. Idle ones stay while their histories fit the budget; the least recently used leave first.</summary>
internal sealed class LiveInstances(int budget)
{
    private const int OwnWeight = 16;

    private readonly ConcurrentDictionary<long, LiveInstance> table = new();
    private readonly LinkedList<LiveInstance> idle = new();
    private int weight;

    /// <summary>How many instances are in memory.</summary>
    public int Count => table.Count;

    /// <summary>Runs <paramref name="act"/> on the instance under its gate.</summary>
    public void With(long seq, Action<LiveInstance> act)
    {
        while (true)
        {
            var live = table.GetOrAdd(seq, static key => new LiveInstance(key));
            lock (live.Gate)
            {
                if (!live.IsGone)
                {
                    act(live);
                    return;
                }
            }
        }
    }

    /// <summary>The instance has nothing to do and is kept for its cache. Call under its gate.</summary>
    public void Rest(LiveInstance live)
    {
        if (live.Cache is null || live.Cache.Row.HasEnded)
        {
            Forget(live);
            return;
        }

        lock (idle)
        {
            live.Weight = live.Cache.History.Count + OwnWeight;
            live.Place = idle.AddLast(live);
            weight += live.Weight;
        }
    }

    /// <summary>The instance has something to do again. Call under its gate.</summary>
    public void Wake(LiveInstance live)
    {
        lock (idle)
        {
            if (live.Place is { List: not null } place)
            {
                idle.Remove(place);
                weight -= live.Weight;
            }

            live.Place = null;
        }
    }

    /// <summary>Forgets the least recently used until the budget holds. Call without any gate.</summary>
    public void Trim()
    {
        while (Oldest() is { } live)
        {
            lock (live.Gate)
            {
                if (!live.IsBusy && !live.IsGone)
                {
                    Forget(live);
                }
            }
        }
    }

    private LiveInstance? Oldest()
    {
        lock (idle)
        {
            if (weight <= budget || idle.First is not { } first)
            {
                return null;
            }

            idle.Remove(first);
            weight -= first.Value.Weight;
            first.Value.Place = null;
            return first.Value;
        }
    }

    private void Forget(LiveInstance live)
    {
        Wake(live);
        live.IsGone = true;
        live.Cache = null;
        table.TryRemove(live.Seq, out _);
    }
}
