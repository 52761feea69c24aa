namespace Microsoft.DurableTask;

/// <summary>Options of a sub-orchestration call.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>With retries and an instance id.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>From other options; the instance id defaults to theirs.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        Version = options.Version;
        if (options is SubOrchestrationOptions other)
        {
            InstanceId = other.InstanceId;
            Version = other.Version;
        }

        InstanceId = instanceId ?? InstanceId;
    }

    /// <summary>A copy.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
        Version = options.Version;
    }

    /// <summary>Instance id of the sub-orchestration; a deterministic one is made when null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Version of the sub-orchestration; the host's default version when null.</summary>
    public new TaskVersion? Version { get; init; }
}
