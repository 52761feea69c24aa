using Microsoft.DurableTask;

namespace Platform.Embedded.Durable;

/// <summary>One execution of an activity. It may be the second one of the same call: activities run at least once.</summary>
public sealed class ActivityInvocation
{
    private readonly DataConverter converter;

    internal ActivityInvocation(string name, string instanceId, int taskId, int start, string? serializedInput, DataConverter converter)
    {
        Name = name;
        InstanceId = instanceId;
        TaskId = taskId;
        Start = start;
        SerializedInput = serializedInput;
        this.converter = converter;
    }

    /// <summary>Name of the activity as the orchestrator wrote it.</summary>
    public string Name { get; }

    /// <summary>Id of the calling orchestration instance.</summary>
    public string InstanceId { get; }

    /// <summary>Sequence number of the call within the orchestration; the same when the call is executed again.</summary>
    public int TaskId { get; }

    /// <summary>1 for the first start of this call, more when the process ended during an earlier one.</summary>
    public int Start { get; }

    /// <summary>The input as text; null for none.</summary>
    public string? SerializedInput { get; }

    /// <summary>The input as <typeparamref name="T"/>.</summary>
    public T? GetInput<T>() => converter.Deserialize<T>(SerializedInput);

    /// <summary>The input as <paramref name="type"/>.</summary>
    public object? GetInput(Type type) => converter.Deserialize(SerializedInput, type);
}
