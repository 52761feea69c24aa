using Microsoft.DurableTask;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>A request whose answer the code waits for.</summary>
internal abstract class OpenTask(string name)
{
    /// <summary>Name of the activity or sub-orchestration.</summary>
    public string Name { get; } = name;

    /// <summary>When the timer fires; null for anything else.</summary>
    public DateTime? FireAt { get; init; }

    /// <summary>Completes or fails the task that the code holds.</summary>
    public abstract void Answer(AnswerEvent answer);
}

/// <inheritdoc cref="OpenTask"/>
internal sealed class OpenTask<T>(string name, DataConverter converter) : OpenTask(name)
{
    private readonly TaskCompletionSource<T> source = new();

    public Task<T> Task => source.Task;

    public void Cancel(CancellationToken token) => source.TrySetCanceled(token);

    public override void Answer(AnswerEvent answer)
    {
        switch (answer)
        {
            case ActivityCompleted x: SetResult(x.Result); break;
            case SubOrchestrationCompleted x: SetResult(x.Result); break;
            case TimerFired: SetResult(null); break;
            case ActivityFailed x: Fail(x.Id, x.Failure, x.Retriable); break;
            case SubOrchestrationFailed x: Fail(x.Id, x.Failure, x.Retriable); break;
            default: throw new ArgumentException($"{answer.GetType().Name} is no answer.", nameof(answer));
        }
    }

    private void SetResult(string? result)
    {
        T value;
        try
        {
            value = converter.Deserialize<T>(result)!;
        }
#pragma warning disable CA1031 // A result that cannot be read is the awaiting code's failure, whatever the converter throws.
        catch (Exception e)
#pragma warning restore CA1031
        {
            source.TrySetException(e);
            return;
        }

        source.TrySetResult(value);
    }

    private void Fail(int id, TaskFailureDetails failure, bool retriable)
    {
        var exception = new TaskFailedException(Name, id, failure);
        if (!retriable)
        {
            exception.Data[ReplayContext.NotRetriable] = true;
        }

        source.TrySetException(exception);
    }
}
