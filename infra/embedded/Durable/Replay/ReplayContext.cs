using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Replay;

/// <summary>The context of one turn: the code's requests are numbered in order and matched against the history by <see cref="OrchestratorTurn"/>.</summary>
internal sealed class ReplayContext(ExecutionFacts facts, string? input, OrchestratorSynchronizationContext thread) : TaskOrchestrationContext
{
    /// <summary>Key in <see cref="Exception.Data"/> of failures that no retry can mend.</summary>
    public const string NotRetriable = "Platform.Durable.NotRetriable";

    private readonly Dictionary<int, OpenTask> open = [];
    private readonly SortedDictionary<int, Request> unrecorded = [];
    private readonly List<TimerScheduled> cancelledTimers = [];
    private readonly EventInbox events = new(facts.Converter, thread);
    private readonly Dictionary<int, string?> sites = [];
    private ContinueAsNewOptions? next;
    private string? nextInput;
    private int nextId;
    private int guids;
    private DateTime now;
    private bool replaying;

    public override TaskName Name => facts.Name;

    public override string InstanceId => facts.InstanceId;

    public override ParentOrchestrationInstance? Parent => facts.Parent;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    public override string Version => facts.Version;

    /// <summary>Whether it is noted where requests are made.</summary>
    public bool IsTraced { get; init; }

    /// <summary>Where the last request was made, an event waited for included; null when there was none or it was not noted.</summary>
    public string? LastMadeAt { get; private set; }

    public string? CustomStatus { get; private set; }

    public bool CustomStatusSet { get; private set; }

    /// <summary>Requests that the history does not have yet, by number.</summary>
    public SortedDictionary<int, Request> Unrecorded => unrecorded;

    /// <summary>Timers cancelled in this turn, not during replay.</summary>
    public IReadOnlyList<TimerScheduled> CancelledTimers => cancelledTimers;

    /// <summary>Timers that have neither fired nor been cancelled.</summary>
    public IEnumerable<TimerScheduled> OpenTimers =>
        open.Where(task => task.Value.FireAt.HasValue).Select(task => new TimerScheduled(task.Key, task.Value.FireAt!.Value));

    /// <summary>Whether anything durable can still wake the code.</summary>
    public bool WaitsForSomething => open.Count > 0 || events.OpenWaits > 0;

    /// <summary>What ContinueAsNew asked for; null when it was not called.</summary>
    public NextExecution? Next =>
        next is null ? null : new NextExecution(nextInput, next.NewVersion, next.PreserveUnprocessedEvents ? events.Unprocessed : []);

    protected override ILoggerFactory LoggerFactory => facts.Loggers;

    public void Enter(bool isReplaying) => replaying = isReplaying;

    public void SetTime(DateTime utcNow) => now = utcNow;

    /// <summary>Whether <paramref name="answer"/> is to a request that is still open.</summary>
    public bool IsOpen(AnswerEvent answer) => open.ContainsKey(answer.Id);

    public void Answer(AnswerEvent answer)
    {
        open.Remove(answer.Id, out var task);
        task!.Answer(answer);
    }

    /// <summary>Where a request was made; null when it was not noted.</summary>
    public string? MadeAt(int id) => sites.GetValueOrDefault(id) is { } site ? "in " + site : null;

    public void Receive(EventReceived e) => events.Receive(e);

    public override T? GetInput<T>()
        where T : default => facts.Converter.Deserialize<T>(input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        CheckCall(name.Name, input, options);
        var payload = facts.Converter.Serialize(input);
        return WithRetries(options?.Retry, () =>
        {
            var id = nextId++;
            return Ask<TResult>(new Request(new ActivityScheduled(id, name.Name), payload), name.Name);
        });
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        CheckCall(orchestratorName.Name, input, options);
        var payload = facts.Converter.Serialize(input);
        var child = options as SubOrchestrationOptions;
        var instanceId = child?.InstanceId ?? NewGuid().ToString("N");
        var version = (child?.Version ?? options?.Version)?.Version ?? facts.DefaultVersion;
        var tags = options?.Tags is { Count: > 0 } given ? new Dictionary<string, string>(given) : null;
        return WithRetries(options?.Retry, () =>
        {
            var id = nextId++;
            var scheduled = new SubOrchestrationScheduled(id, orchestratorName.Name, instanceId);
            return Ask<TResult>(new Request(scheduled, payload, version, tags), orchestratorName.Name);
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        CheckThread();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var timer = new TimerScheduled(nextId++, fireAt.ToUniversalTime());
        var task = new OpenTask<object?>("timer", facts.Converter) { FireAt = timer.FireAt };
        Add(new Request(timer), task);
        cancellationToken.Register(() =>
        {
            if (thread.StaysInTurn() && open.Remove(timer.Id))
            {
                if (!replaying)
                {
                    cancelledTimers.Add(timer);
                }

                task.Cancel(cancellationToken);
            }
        });
        return task.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Note(null);
        return events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        CheckThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var sent = new EventSent(nextId++, instanceId, eventName);
        Note(sent.Id);
        unrecorded.Add(sent.Id, new Request(sent, facts.Converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        CheckThread();
        CustomStatus = facts.Converter.Serialize(customStatus);
        CustomStatusSet = true;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        CheckThread();
        ArgumentNullException.ThrowIfNull(options);
        nextInput = facts.Converter.Serialize(options.NewInput);
        next = options;
    }

    public override Guid NewGuid()
    {
        CheckThread();
        var name = $"{facts.InstanceId}_{facts.ExecutionKey}_{guids++}";
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        // RFC 9562, version 8: content of our own making, here a hash of a name that is unique in the database.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private Task<T> Ask<T>(Request request, string name)
    {
        var task = new OpenTask<T>(name, facts.Converter);
        Add(request, task);
        return task.Task;
    }

    private void Add(Request request, OpenTask task)
    {
        Note(request.Event.Id);
        unrecorded.Add(request.Event.Id, request);
        open.Add(request.Event.Id, task);
    }

    private void Note(int? id)
    {
        if (!IsTraced)
        {
            return;
        }

        LastMadeAt = CallSite.OfCaller() ?? LastMadeAt;
        if (id is { } made)
        {
            sites[made] = LastMadeAt;
        }
    }

    private Task<T> WithRetries<T>(TaskRetryOptions? retry, Func<Task<T>> attempt) => retry is null ? attempt() : Retry(retry, attempt);

    private async Task<T> Retry<T>(TaskRetryOptions retry, Func<Task<T>> attempt)
    {
        var first = now;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e) when (!e.Data.Contains(NotRetriable))
            {
                if (!await ShouldRetry(retry, number, e, first))
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> ShouldRetry(TaskRetryOptions retry, int failed, TaskFailedException failure, DateTime first)
    {
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(this, failed, failure.FailureDetails, now - first, CancellationToken.None));
        }

        var policy = retry.Policy!;
        if (failed >= policy.MaxNumberOfAttempts || !policy.Handle(failure) || (policy.HandleAsync is { } ask && !await ask(failure)))
        {
            return false;
        }

        var delay = RetryDelay.After(policy, failed);
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now - first + delay > policy.RetryTimeout)
        {
            return false;
        }

        await CreateTimer(now.Add(delay), CancellationToken.None);
        return true;
    }

    private void CheckCall(string name, object? input, TaskOptions? options)
    {
        CheckThread();
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("Options were given as the input: name the argument 'options'.", nameof(input));
        }
    }

    private void CheckThread()
    {
        if (!thread.StaysInTurn())
        {
            throw new InvalidOperationException(
                $"The context of orchestration '{InstanceId}' was used outside its turn: an orchestrator awaits only durable tasks, "
                + "without ConfigureAwait(false) and without Task.Run.");
        }
    }
}
