namespace Microsoft.DurableTask;

/// <summary>Options of starting an orchestration instance.</summary>
/// <param name="InstanceId">Instance id; a random one is made when null.</param>
/// <param name="StartAt">Earliest start; at once when null.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>Tags of the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>Version of the instance; the host's default version when null.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>Names of the runtime statuses in which an existing instance of the same id refuses the start; null for the default.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
