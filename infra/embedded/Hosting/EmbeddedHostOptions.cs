using System.Reflection;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Hosting;

/// <summary>
/// What only an embedded host can be told, mostly by tests: see <c>ConfigureEmbeddedHost</c>.
/// Everything else is settings.
/// </summary>
public sealed class EmbeddedHostOptions
{
    /// <summary>Assemblies searched for functions; when empty, the entry assembly and the app's assemblies that it refers to.</summary>
    public IList<Assembly> Assemblies { get; } = [];

    /// <summary>When not empty, only these types are searched for functions.</summary>
    public IList<Type> FunctionTypes { get; } = [];

    /// <summary>Where the lines of start-up and progress go.</summary>
    public TextWriter Output { get; set; } = Console.Out;

    /// <summary>Clock of timers, triggers and the durable engine.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Called before and after each transaction of the durable engine, for tests that end the process there; see <see cref="DurableEngineOptions.OnCommit"/>.</summary>
    public Action<CommitPoint>? OnEngineCommit { get; set; }

    /// <summary>Pauses before the second, third … attempt at a blob; the last one repeats.</summary>
    public IReadOnlyList<TimeSpan> BlobRetryDelays { get; set; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1)];
}
