using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>What an activity came to; it is durable only with the turn that takes it in.</summary>
internal sealed record Completion(long Activity, int Execution, AnswerEvent Answer);

/// <summary>An instance as the database has it.</summary>
internal sealed class InstanceState(InstanceRow row, List<HistoryEvent> history, int turns)
{
    public InstanceRow Row { get; set; } = row;

    /// <summary>History of the present execution.</summary>
    public List<HistoryEvent> History { get; set; } = history;

    /// <summary>Number of the next turn.</summary>
    public int Turns { get; set; } = turns;

    /// <summary>Whether the orchestrator's code has been called in this execution.</summary>
    public bool HasBegun => History.Exists(e => e is ExecutionStarted);
}

/// <summary>An instance that has something to do or whose history is kept in memory. Fields are guarded by <see cref="Gate"/>.</summary>
internal sealed class LiveInstance(long seq)
{
    public long Seq { get; } = seq;

    public object Gate { get; } = new();

    /// <summary>Activity results that no turn has taken in.</summary>
    public List<Completion> Completions { get; set; } = [];

    /// <summary>Whether there are messages in the database that no turn has looked at.</summary>
    public bool HasMessages { get; set; }

    /// <summary>Whether a turn is queued, running or on its way to the disk: one at a time.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Set when this object has left the table and must not be used.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether the orchestrator's code was seen outside its turn: the next turn fails the instance.</summary>
    public bool HasStrayed { get; set; }

    /// <summary>Turns in a row that could not be kept.</summary>
    public int Failures { get; set; }

    /// <summary>The instance's state after its last turn; null when it has to be read.</summary>
    public InstanceState? Cache { get; set; }

    /// <summary>Weight in <see cref="LiveInstances"/> and place in its order of use; guarded by that.</summary>
    public int Weight { get; set; }

    public LinkedListNode<LiveInstance>? Place { get; set; }
}
