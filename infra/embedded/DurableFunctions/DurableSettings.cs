using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Platform.Embedded.Configuration;
using Platform.Embedded.Durable;
using Platform.Embedded.Durable.Store;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.DurableFunctions;

/// <summary>The options of the durable engine in <c>extensions.durableTask</c> of <c>host.json</c>: those of Azure by their names, and <c>retention</c> of our own.</summary>
internal static class DurableSettings
{
    /// <exception cref="HostStartException">An option has a value that is none of its own.</exception>
    public static DurableEngineOptions Read(
        IConfiguration section, string databasePath, TimeProvider clock, ILoggerFactory loggers, Action<CommitPoint>? onCommit = null)
    {
        var atOnce = Environment.ProcessorCount * 2;
        return new DurableEngineOptions
        {
            DatabasePath = databasePath,
            TimeProvider = clock,
            LoggerFactory = loggers,
            OnCommit = onCommit,
            MaxConcurrentActivities = HostSettings.Number(section, "maxConcurrentActivityFunctions", atOnce, 1, 10_000),
            MaxConcurrentOrchestrations = HostSettings.Number(section, "maxConcurrentOrchestratorFunctions", atOnce, 1, 10_000),
            DefaultVersion = section["defaultVersion"] ?? string.Empty,
            VersionMatchStrategy = Choice(section, "versionMatchStrategy", VersionMatchStrategy.CurrentOrOlder),
            VersionFailureStrategy = Choice(section, "versionFailureStrategy", VersionFailureStrategy.Reject),
            Retention = new RetentionPolicy
            {
                Completed = Span(section, "retention:completed"),
                Failed = Span(section, "retention:failed"),
                Terminated = Span(section, "retention:terminated"),
            },
        };
    }

    private static T Choice<T>(IConfiguration section, string path, T whenAbsent)
        where T : struct, Enum
    {
        if (section[path] is not { } text)
            return whenAbsent;
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        throw new HostStartException($"host.json: {path} is '{text}'; one of {string.Join(", ", Enum.GetNames<T>())} is expected.");
    }

    private static TimeSpan? Span(IConfiguration section, string path)
    {
        if (section[path] is not { } text)
            return null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero)
            return span;
        throw new HostStartException($"host.json: {path} is '{text}'; a time span such as 30.00:00:00 (days.hours:minutes:seconds) is expected.");
    }
}
