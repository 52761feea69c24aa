using System.Globalization;
using Platform.Embedded.Durable;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.DurableFunctions;

/// <summary>Calls of activities that are not started any more because the process ended too often while they ran.</summary>
internal sealed class ActivityPoison(DurableEngine engine) : IPoisonSource
{
    public string Kind => "activity";

    public async Task<IReadOnlyList<PoisonItem>> ListAsync(CancellationToken cancellation) =>
        [.. (await engine.Quarantine.ListAsync(cancellation)).Select(call => new PoisonItem(
            string.Create(CultureInfo.InvariantCulture, $"{Kind}:{call.InstanceId}/{call.TaskId}"), call.Activity, call.InstanceId, call.Reason, call.At))];

    public async Task<bool> RedriveAsync(string id, CancellationToken cancellation)
    {
        var slash = id.LastIndexOf('/');
        if (slash <= Kind.Length || !int.TryParse(id.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var task))
            return false;
        try
        {
            await engine.Quarantine.RedriveAsync(id[(Kind.Length + 1)..slash], task, "poison redrive", cancellation);
            return true;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }
}
