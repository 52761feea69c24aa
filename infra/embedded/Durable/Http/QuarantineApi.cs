using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Platform.Embedded.Durable.Http;

/// <summary>Quarantined activities over HTTP; not part of Azure's management API.</summary>
internal static class QuarantineApi
{
    public static async Task<JsonArray> ListAsync(ActivityQuarantine quarantine, CancellationToken cancellation) =>
        [.. (await quarantine.ListAsync(cancellation)).Select(Json)];

    /// <summary>The status to answer with, and why when it is a refusal.</summary>
    public static async Task<(int Status, string? Reason)> RedriveAsync(
        ActivityQuarantine quarantine, string instanceId, string task, string? reason, CancellationToken cancellation)
    {
        if (!int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var taskId))
        {
            return (StatusCodes.Status404NotFound, null);
        }

        try
        {
            await quarantine.RedriveAsync(instanceId, taskId, reason ?? string.Empty, cancellation);
            return (StatusCodes.Status202Accepted, null);
        }
        catch (KeyNotFoundException e)
        {
            return (StatusCodes.Status404NotFound, e.Message);
        }
        catch (InvalidOperationException e)
        {
            return (StatusCodes.Status412PreconditionFailed, e.Message);
        }
    }

    private static JsonNode Json(QuarantinedActivity call) => new JsonObject
    {
        ["instanceId"] = call.InstanceId,
        ["taskId"] = call.TaskId,
        ["activity"] = call.Activity,
        ["starts"] = call.Starts,
        ["quarantinedTime"] = call.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["reason"] = call.Reason,
    };
}
