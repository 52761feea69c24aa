using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>Settings of a <see cref="DurableEngine"/>.</summary>
public sealed class DurableEngineOptions
{
    /// <summary>Path of the SQLite database; its folder exists. Owned by one engine at a time.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>Clock of timers and timestamps.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Loggers of the engine and of orchestrators.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Converts inputs, outputs, events and custom status.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>Activities that run at once.</summary>
    public int MaxConcurrentActivities { get; init; } = Environment.ProcessorCount * 2;

    /// <summary>Orchestrator turns that run at once.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = Environment.ProcessorCount * 2;

    /// <summary>Starts of an activity, without a completion on record, after which it is failed as poison.</summary>
    public int MaxActivityStarts { get; init; } = 5;

    /// <summary>History kept in memory for instances that are active, in events; older ones are read again from the database.</summary>
    public int CachedHistoryEvents { get; init; } = 200_000;

    /// <summary>Longest wait of <see cref="DurableEngine.StopAsync"/> for running activities.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Size that the database does not grow beyond, in bytes, as if the disk were full there; no limit when null.</summary>
    public long? MaxDatabaseBytes { get; init; }

    /// <summary>How long ended instances are kept; for ever by default.</summary>
    public RetentionPolicy Retention { get; init; } = new();

    /// <summary>
    /// Called on the committing thread before and after each transaction of the database, for tests that end the process there. What it throws before a commit
    /// undoes the transaction. Costs nothing when null.
    /// </summary>
    public Action<CommitPoint>? OnCommit { get; init; }

    /// <summary>Version of this release and of instances that are started without one; empty for none.</summary>
    public string DefaultVersion { get; init; } = string.Empty;

    /// <summary>Which instances this release runs; without a <see cref="DefaultVersion"/> all.</summary>
    public VersionMatchStrategy VersionMatchStrategy { get; init; } = VersionMatchStrategy.CurrentOrOlder;

    /// <summary>What becomes of the others.</summary>
    public VersionFailureStrategy VersionFailureStrategy { get; init; } = VersionFailureStrategy.Reject;
}
