using System.Globalization;
using Microsoft.DurableTask;
using Platform.Embedded.Durable.Replay;
using Platform.Embedded.Durable.Store;

namespace Platform.Embedded.Durable;

/// <summary>What the orchestrator's code is told about its instance.</summary>
internal static class InstanceFacts
{
    public static ExecutionFacts Of(InstanceRow row, string source, DurableEngineOptions options, Action strayed) => new(
        row.Id,
        row.Name,
        source,
        row.Version,
        string.Create(CultureInfo.InvariantCulture, $"{row.Seq:x}.{row.Execution}"),
        options.DefaultVersion,
        row.Parent is null ? null : new ParentOrchestrationInstance(row.Parent.Name, row.Parent.Id),
        options.DataConverter,
        options.LoggerFactory,
        strayed);
}
