using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;
using Platform.Embedded.Durable.Store;
using Records = DurableTask.Core.History.HistoryEvent;

namespace Platform.Embedded.Durable;

/// <summary>The engine's client. Every change is on disk when its task completes.</summary>
internal sealed class EngineClient(
    DurableEngineOptions settings, DurableStore store, TurnScheduler scheduler, TimerPump timers, StatusWaiters waiters, Rewinder rewinder, RewindWriter rewinds)
    : DurableTaskClient("embedded")
{
    private const int PurgeBatch = 100;

    /// <summary>The engine, which knows its host's management URLs.</summary>
    public required DurableEngine Owner { get; init; }

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orchestratorName.Name, nameof(orchestratorName));
        cancellation.ThrowIfCancellationRequested();
        var replaceable = Replaceable(options?.DedupeStatuses);
        var row = NewRow(orchestratorName.Name, input, options);
        var startAt = options?.StartAt?.UtcDateTime;
        OrchestrationRuntimeStatus? existing = null;
        var made = await store.Writer.WriteAsync(
            OperationNames.Start,
            session => InstanceWrites.TryStart(session, row = row with { Seq = session.NextSeq() }, startAt, replaceable, out existing),
            started => Started(started, row.Seq, startAt));
        return made ? row.Id : throw new InstanceExistsException(row.Id, existing!.Value);
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        await PostAsync(instanceId, new EventReceived(eventName, settings.DataConverter.Serialize(eventPayload), 0), cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, row => row.Status != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, row => row.HasEnded, cancellation);

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var message = new Terminated(settings.DataConverter.Serialize(options?.Output), options?.Recursive ?? false);
        try
        {
            await PostAsync(instanceId, message, cancellation);
        }
        catch (InstanceGoneException)
        {
            // Documented: ending what has ended is no error.
        }
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        PostAsync(instanceId, new Suspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        PostAsync(instanceId, new Resumed(reason), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var row = store.Read(reader => reader.Find(instanceId));
        return Task.FromResult(row is null ? null : Metadata(row, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>((token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var page = store.Read(reader => InstanceQuery.Page(reader, query, token ?? query.ContinuationToken, size ?? query.PageSize));
            return Task.FromResult(new Page<OrchestrationMetadata>(
                [.. page.Rows.Select(row => Metadata(row, query.FetchInputsAndOutputs))], page.ContinuationToken));
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var recursive = options?.Recursive ?? false;
        return new PurgeResult(await store.Writer.WriteAsync(
            OperationNames.Purge,
            session => session.Reader.Find(instanceId) is { } row ? InstanceWrites.Purge(session, row, recursive) : 0));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var query = InstanceQuery.Of(filter);
        var started = settings.TimeProvider.GetTimestamp();
        var count = 0;
        string? token = null;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            if (filter.Timeout is { } limit && settings.TimeProvider.GetElapsedTime(started) > limit)
            {
                return new PurgeResult(count, isComplete: false);
            }

            var page = store.Read(reader => InstanceQuery.Page(reader, query, token, PurgeBatch));
            // Read again inside the transaction: an instance may have been replaced by a running one of the same id.
            count += await store.Writer.WriteAsync(OperationNames.Purge, session => page.Rows.Sum(
                row => session.Reader.Find(row.Seq) is { } now ? InstanceWrites.Purge(session, now, options?.Recursive ?? false) : 0));
            token = page.ContinuationToken;
        }
        while (token is not null);
        return new PurgeResult(count, isComplete: true);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var old = store.Read(reader => reader.Find(instanceId)) ?? throw new InstanceGoneException(instanceId, null);
        var row = NewRow(old.Name, null, null) with { Input = old.Input, Version = old.Version, Tags = old.Tags };
        row = restartWithNewInstanceId ? row : row with { Id = instanceId };
        OrchestrationRuntimeStatus? existing = null;
        var made = await store.Writer.WriteAsync(
            OperationNames.Restart,
            session => InstanceWrites.TryStart(session, row = row with { Seq = session.NextSeq() }, null, other => other.HasEnded, out existing),
            started => Started(started, row.Seq, null));
        return made ? row.Id : throw new InstanceExistsException(row.Id, existing!.Value);
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        // Replays orchestrator code: kept off the caller's synchronisation context.
        var plan = await Task.Run(() => rewinder.Plan(instanceId, reason), cancellation);
        await rewinds.WriteAsync(plan);
    }

    public override Task<IList<Records>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(store.Read(reader => reader.Find(instanceId) is { } row
            ? HistoryRecords.Of(row, reader.History(row.Seq, row.Execution))
            : throw new ArgumentException($"There is no orchestration instance '{instanceId}'.", nameof(instanceId))));
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var page = store.Read(reader => InstanceQuery.Ended(reader, runtimeStatus, completedTimeFrom, completedTimeTo, lastInstanceKey, pageSize));
        return Task.FromResult(new Page<string>([.. page.Rows.Select(row => row.Id)], page.ContinuationToken));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Func<InstanceRow, bool> Replaceable(IReadOnlyList<string>? dedupeStatuses)
    {
        if (dedupeStatuses is null)
        {
            return static row => row.HasEnded;
        }

        var refused = dedupeStatuses.Select(name => Enum.Parse<OrchestrationRuntimeStatus>(name, ignoreCase: true)).ToHashSet();
        return row => !refused.Contains(row.Status);
    }

    private InstanceRow NewRow(string name, object? input, StartOrchestrationOptions? start)
    {
        var now = settings.TimeProvider.GetUtcNow().UtcDateTime;
        return new InstanceRow
        {
            Seq = 0,
            Id = string.IsNullOrEmpty(start?.InstanceId) ? Guid.NewGuid().ToString("N") : start.InstanceId,
            Name = name,
            Version = start?.Version?.Version ?? settings.DefaultVersion,
            Execution = 0,
            Status = OrchestrationRuntimeStatus.Pending,
            Created = now,
            Updated = now,
            Input = settings.DataConverter.Serialize(input),
            Tags = start?.Tags is { Count: > 0 } tags ? tags : null,
        };
    }

    private void Started(bool started, long instance, DateTime? startAt)
    {
        if (!started)
        {
            return;
        }

        if (startAt is { } time)
        {
            timers.Added(time);
        }

        scheduler.Signal(instance);
    }

    private async Task PostAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var target = await store.Writer.WriteAsync(
            OperationNames.Message,
            session =>
            {
                var row = session.Reader.Find(instanceId);
                if (row is { HasEnded: false })
                {
                    session.Post(row.Seq, session.NextSeq(), null, message);
                }

                return row;
            },
            row =>
            {
                if (row is { HasEnded: false })
                {
                    scheduler.Signal(row.Seq);
                }
            });
        if (target is null or { HasEnded: true })
        {
            throw new InstanceGoneException(instanceId, target?.Status);
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool getInputsAndOutputs, Func<InstanceRow, bool> reached, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        while (true)
        {
            // Asked for before the row is read: a change in between is not missed.
            using var watch = waiters.Watch(instanceId);
            var row = store.Read(reader => reader.Find(instanceId)) ?? throw new InstanceGoneException(instanceId, null);
            if (reached(row))
            {
                return Metadata(row, getInputsAndOutputs);
            }

            await watch.Changed.WaitAsync(cancellation);
        }
    }

    private OrchestrationMetadata Metadata(InstanceRow row, bool withData) => new(row.Name, row.Id)
    {
        DataConverter = settings.DataConverter,
        RuntimeStatus = row.Status,
        CreatedAt = new DateTimeOffset(row.Created, TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(row.Updated, TimeSpan.Zero),
        SerializedInput = withData ? row.Input : null,
        SerializedOutput = withData ? row.Output : null,
        SerializedCustomStatus = withData ? row.CustomStatus : null,
        Tags = row.Tags ?? System.Collections.Immutable.ImmutableDictionary<string, string>.Empty,
        FailureDetails = row.Failure,
    };
}
