using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable.Http;

/// <summary>
/// The HTTP management API of Durable Functions below <c>runtime/webhooks/durabletask</c>, with its payloads and status codes, and two operations of our own:
/// <c>GET quarantine</c> lists the activities that are not started any more, <c>POST quarantine/{instanceId}/{taskId}/redrive?reason=</c> lets one run again.
/// </summary>
/// <param name="engine">The engine that is managed.</param>
/// <param name="isAuthorised">Whether a request shows a key that opens this API.</param>
public sealed class DurableHttpApi(DurableEngine engine, Func<HttpRequest, bool> isAuthorised)
{
    /// <summary>Answers a request whose path lies below <c>/runtime/webhooks/durabletask</c>.</summary>
    public Task HandleAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (!isAuthorised(http.Request))
        {
            return Answer(http, StatusCodes.Status401Unauthorized);
        }

        var path = http.Request.Path.Value!.Trim('/');
        if (!path.StartsWith(ManagementUrls.Root + "/", StringComparison.OrdinalIgnoreCase))
        {
            return Answer(http, StatusCodes.Status404NotFound);
        }

        var parts = path[(ManagementUrls.Root.Length + 1)..].Split('/');
        return (http.Request.Method, parts) switch
        {
            ("GET", ["instances"]) => ListAsync(http),
            ("DELETE", ["instances"]) => PurgeManyAsync(http),
            ("GET", ["quarantine"]) => ListQuarantineAsync(http),
            ("POST", ["quarantine", var id, var task, var redrive]) when redrive.Equals("redrive", StringComparison.OrdinalIgnoreCase) => RedriveAsync(http, id, task),
            ("POST", ["orchestrators", var name]) => StartAsync(http, name, null),
            ("POST", ["orchestrators", var name, var id]) => StartAsync(http, name, id),
            ("GET", ["instances", var id]) => StatusAsync(http, id),
            ("DELETE", ["instances", var id]) => PurgeAsync(http, id),
            ("POST", ["instances", var id, var operation, .. var rest]) => OperateAsync(http, id, operation.ToLowerInvariant(), rest),
            _ => Answer(http, StatusCodes.Status404NotFound),
        };
    }

    private async Task StatusAsync(HttpContext http, string id)
    {
        var query = http.Request.Query;
        if (await engine.Client.GetInstanceAsync(Decoded(id), true, http.RequestAborted) is not { } instance)
        {
            await Answer(http, StatusCodes.Status404NotFound);
            return;
        }

        var json = StatusJson.Of(instance, Flag(query["showInput"], true));
        if (Flag(query["showHistory"], false))
        {
            json["historyEvents"] = StatusJson.History(engine.ReadHistory(instance.InstanceId), Flag(query["showHistoryOutput"], false));
        }

        if (!instance.IsCompleted)
        {
            http.Response.Headers.Location = http.Request.Scheme + "://" + http.Request.Host + http.Request.Path + http.Request.QueryString;
            http.Response.Headers.RetryAfter = "10";
        }

        await Answer(http, StatusOf(instance, Flag(query["returnInternalServerErrorOnFailure"], false)), json);
    }

    private static int StatusOf(OrchestrationMetadata instance, bool failureIsError) => instance switch
    {
        { IsCompleted: false } => StatusCodes.Status202Accepted,
        { RuntimeStatus: OrchestrationRuntimeStatus.Failed } when failureIsError => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status200OK,
    };

    private async Task ListAsync(HttpContext http)
    {
        if (!ListParameters.TryRead(http.Request, out var query))
        {
            await Answer(http, StatusCodes.Status400BadRequest);
            return;
        }

        await foreach (var page in engine.Client.GetAllInstancesAsync(query).AsPages().WithCancellation(http.RequestAborted))
        {
            if (page.ContinuationToken is not null)
            {
                http.Response.Headers["x-ms-continuation-token"] = page.ContinuationToken;
            }

            var showInput = Flag(http.Request.Query["showInput"], true);
            await Answer(http, StatusCodes.Status200OK, new JsonArray([.. page.Values.Select(instance => StatusJson.Of(instance, showInput))]));
            return;
        }
    }

    private async Task ListQuarantineAsync(HttpContext http) =>
        await Answer(http, StatusCodes.Status200OK, await QuarantineApi.ListAsync(engine.Quarantine, http.RequestAborted));

    private async Task RedriveAsync(HttpContext http, string id, string task)
    {
        var (status, reason) = await QuarantineApi.RedriveAsync(engine.Quarantine, Decoded(id), task, http.Request.Query["reason"], http.RequestAborted);
        await Answer(http, status, reason is null ? null : JsonValue.Create(reason));
    }

    private async Task PurgeAsync(HttpContext http, string id)
    {
        var purged = await engine.Client.PurgeInstanceAsync(Decoded(id), http.RequestAborted);
        await (purged.PurgedInstanceCount == 0
            ? Answer(http, StatusCodes.Status404NotFound)
            : Answer(http, StatusCodes.Status200OK, new JsonObject { ["instancesDeleted"] = purged.PurgedInstanceCount }));
    }

    private async Task PurgeManyAsync(HttpContext http)
    {
        if (!ListParameters.TryRead(http.Request, out var query) || query.CreatedFrom is null)
        {
            await Answer(http, StatusCodes.Status400BadRequest);
            return;
        }

        var purged = await engine.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(query.CreatedFrom, query.CreatedTo, query.Statuses), http.RequestAborted);
        await (purged.PurgedInstanceCount == 0
            ? Answer(http, StatusCodes.Status404NotFound)
            : Answer(http, StatusCodes.Status200OK, new JsonObject { ["instancesDeleted"] = purged.PurgedInstanceCount }));
    }

    private async Task StartAsync(HttpContext http, string name, string? id)
    {
        var (isJson, input) = await ReadJsonAsync(http);
        if (!isJson)
        {
            await Answer(http, StatusCodes.Status400BadRequest);
            return;
        }

        try
        {
            var started = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                Decoded(name), input, new(id is null ? null : Decoded(id)), http.RequestAborted);
            await AnswerWithUrls(http, started);
        }
        catch (InstanceExistsException)
        {
            await Answer(http, StatusCodes.Status409Conflict);
        }
    }

    private async Task OperateAsync(HttpContext http, string encodedId, string operation, string[] rest)
    {
        var id = Decoded(encodedId);
        var status = await engine.Client.GetInstanceAsync(id, http.RequestAborted);
        var wantsEnded = operation is "rewind" or "restart";
        if (status is null)
        {
            await Answer(http, StatusCodes.Status404NotFound);
            return;
        }

        if (status.IsCompleted && !wantsEnded)
        {
            await Answer(http, StatusCodes.Status410Gone);
            return;
        }

        try
        {
            await OperateAsync(http, id, operation, rest, http.Request.Query["reason"]);
        }
        catch (InstanceGoneException)
        {
            await Answer(http, StatusCodes.Status410Gone);
        }
        catch (InvalidOperationException e)
        {
            await Answer(http, StatusCodes.Status412PreconditionFailed, JsonValue.Create(e.Message));
        }
    }

    private async Task OperateAsync(HttpContext http, string id, string operation, string[] rest, string? reason)
    {
        switch (operation, rest)
        {
            case ("raiseevent", [var name]):
                var (isJson, payload) = await ReadJsonAsync(http);
                if (!isJson)
                {
                    await Answer(http, StatusCodes.Status400BadRequest);
                    return;
                }

                await engine.Client.RaiseEventAsync(id, Decoded(name), payload, http.RequestAborted);
                break;
            case ("terminate", []):
                await engine.Client.TerminateInstanceAsync(id, (object?)reason, http.RequestAborted);
                break;
            case ("suspend", []):
                await engine.Client.SuspendInstanceAsync(id, reason, http.RequestAborted);
                break;
            case ("resume", []):
                await engine.Client.ResumeInstanceAsync(id, reason, http.RequestAborted);
                break;
            case ("rewind", []):
                await engine.Client.RewindInstanceAsync(id, reason ?? string.Empty, http.RequestAborted);
                break;
            case ("restart", []):
                var restarted = await engine.Client.RestartAsync(id, Flag(http.Request.Query["restartWithNewInstanceId"], true), http.RequestAborted);
                await AnswerWithUrls(http, restarted);
                return;
            default:
                await Answer(http, StatusCodes.Status404NotFound);
                return;
        }

        await Answer(http, StatusCodes.Status202Accepted);
    }

    private static async Task<(bool IsJson, JsonElement? Value)> ReadJsonAsync(HttpContext http)
    {
        if (http.Request.ContentLength is 0 || (http.Request.ContentLength is null && http.Request.ContentType is null))
        {
            return (true, null);
        }

        try
        {
            return (true, await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted));
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }

    private Task AnswerWithUrls(HttpContext http, string id)
    {
        var key = engine.Management?.Invoke().Key;
        var urls = ManagementUrls.Of(new Uri($"{http.Request.Scheme}://{http.Request.Host}"), id, key);
        http.Response.Headers.Location = urls.StatusQueryGetUri;
        http.Response.Headers.RetryAfter = "10";
        return Answer(http, StatusCodes.Status202Accepted, JsonSerializer.SerializeToNode(urls));
    }

    private static Task Answer(HttpContext http, int status, JsonNode? body = null)
    {
        http.Response.StatusCode = status;
        if (body is null)
        {
            return Task.CompletedTask;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    private static bool Flag(string? text, bool otherwise) => bool.TryParse(text, out var flag) ? flag : otherwise;

    /// <summary>The server decodes a path except for encoded slashes, which ids may have.</summary>
    private static string Decoded(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
