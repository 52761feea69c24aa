using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>
/// Runs activities, a bounded number at once. Those during which an earlier process died run one at a time, the most suspicious first, so that
/// a poisonous one is counted alone; after the allowed number of starts it is failed.
/// </summary>
internal sealed class ActivityDispatcher : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly DurableEngineOptions options;
    private readonly FunctionRegistry registry;
    private readonly DurableStore store;
    private readonly Action<long, Completion> complete;
    private readonly ILogger logger;
    private readonly ActivityQueue queue;
    private readonly CancellationTokenSource stopping = new();
    private StartJournal? journal;
    private Task[] runners = [];

    public ActivityDispatcher(
        DurableEngineOptions options, FunctionRegistry registry, DurableStore store, Action<long, Completion> complete, ILogger logger)
    {
        this.options = options;
        this.registry = registry;
        this.store = store;
        this.complete = complete;
        this.logger = logger;
        queue = new ActivityQueue((after, limit) => store.Read(reader => reader.Activities(after, limit)));
    }

    private string JournalPath => StartJournal.PathOf(options.DatabasePath);

    /// <summary>Counts what an earlier process died in and begins to run; returns the number of suspects.</summary>
    public async Task<int> StartAsync()
    {
        var remains = StartJournal.Read(JournalPath);
        await store.Writer.WriteAsync(OperationNames.StartsCounted, session => Count(session, remains));
        journal = StartJournal.Begin(JournalPath, store.Epoch, options.MaxConcurrentActivities + 1);
        var suspects = store.Read(reader => reader.SuspectActivities());
        queue.Begin(store.Read(reader => reader.LastActivity()));
        runners =
        [
            Task.Run(() => RunSuspectsAsync(suspects, options.MaxConcurrentActivities)),
            .. Enumerable.Range(0, options.MaxConcurrentActivities).Select(slot => Task.Run(() => RunAsync(slot))),
        ];
        return suspects.Count;
    }

    /// <summary>Activities have been committed.</summary>
    public void Add(List<ActivityRow> rows) => queue.Add(rows);

    /// <summary>Cancels what runs and waits for it, at most the stop time-out.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        var ended = Task.WhenAll(runners);
        await Task.WhenAny(ended, Task.Delay(options.StopTimeout, CancellationToken.None));
        journal?.Dispose();
        if (ended.IsCompleted)
        {
            stopping.Dispose();
            queue.Dispose();
        }
    }

    private static bool Count(StoreSession session, StartJournal.Remains remains)
    {
        if (remains.Activities.Count == 0 || !session.MarkCounted(remains.Epoch))
        {
            return false;
        }

        foreach (var activity in remains.Activities)
        {
            session.CountStart(activity);
        }

        return true;
    }

    private async Task RunAsync(int slot)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RunAsync(slot, await queue.TakeAsync(stopping.Token));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DurableStoreException e)
            {
                logger.ActivitiesNotRead(e, RetryDelay);
                await Task.Delay(RetryDelay, CancellationToken.None);
            }
        }
    }

    private async Task RunSuspectsAsync(List<ActivityRow> suspects, int slot)
    {
        foreach (var row in suspects)
        {
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            if (row.Starts >= options.MaxActivityStarts)
            {
                await QuarantineAsync(row);
            }
            else
            {
                await RunAsync(slot, row);
            }
        }
    }

    /// <summary>Lists the call before its orchestration is told, so that it can be found whatever the orchestration makes of it.</summary>
    private async Task QuarantineAsync(ActivityRow row)
    {
        logger.PoisonActivity(row.Name, row.Task, row.InstanceId, row.Starts);
        var failure = Failures.Poison(row);
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        var listed = new QuarantineRow(row.Instance, row.Execution, row.Task, row.InstanceId, row.Name, row.Starts, now, failure.ErrorMessage);
        while (!await TryListAsync(listed))
        {
            await Task.Delay(RetryDelay, stopping.Token);
        }

        Answer(row, new ActivityFailed(row.Task, failure, Retriable: false));
    }

    private async Task<bool> TryListAsync(QuarantineRow row)
    {
        try
        {
            return await store.Writer.WriteAsync(OperationNames.Quarantine, session =>
            {
                session.Quarantine(row);
                return true;
            });
        }
        catch (DurableStoreException e)
        {
            logger.NotQuarantined(e, row.Name, row.Task, row.InstanceId, RetryDelay);
            return false;
        }
    }

    private async Task RunAsync(int slot, ActivityRow row)
    {
        if (registry.FindActivity(row.Name) is not { } activity)
        {
            Answer(row, new ActivityFailed(row.Task, Failures.NoActivity(row.Name), Retriable: false));
            return;
        }

        while (!journal!.TryEnter(slot, row.Seq))
        {
            logger.ActivityNotBegun(row.Name, row.Task, row.InstanceId, RetryDelay);
            await Task.Delay(RetryDelay, stopping.Token);
        }

        var answer = await CallAsync(row, activity);
        if (answer is not null)
        {
            journal.Leave(slot);
            Answer(row, answer);
        }
    }

    private async Task<AnswerEvent?> CallAsync(ActivityRow row, Func<ActivityInvocation, CancellationToken, Task<object?>> activity)
    {
        try
        {
            var invocation = new ActivityInvocation(row.Name, row.InstanceId, row.Task, row.Starts + 1, row.Input, options.DataConverter);
            var result = await activity(invocation, stopping.Token);
            return new ActivityCompleted(row.Task, options.DataConverter.Serialize(result));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The engine stops: the activity has no outcome and runs again after the next start.
            return null;
        }
#pragma warning disable CA1031 // Whatever an activity throws is its outcome.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.ActivityFailed(e, row.Name, row.Task, row.InstanceId);
            return new ActivityFailed(row.Task, TaskFailureDetails.FromException(e), Retriable: true);
        }
    }

    private void Answer(ActivityRow row, AnswerEvent answer) => complete(row.Instance, new Completion(row.Seq, row.Execution, answer));
}
