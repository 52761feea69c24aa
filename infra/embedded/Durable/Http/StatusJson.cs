using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable.History;

namespace Platform.Embedded.Durable.Http;

/// <summary>The JSON that a status query answers with.</summary>
internal static class StatusJson
{
    public static JsonObject Of(OrchestrationMetadata instance, bool showInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = showInput ? Value(instance.SerializedInput) : null,
        ["customStatus"] = Value(instance.SerializedCustomStatus),
        ["output"] = instance.FailureDetails is { } failure ? JsonValue.Create(failure.ToString()) : Value(instance.SerializedOutput),
        ["createdTime"] = Time(instance.CreatedAt.UtcDateTime),
        ["lastUpdatedTime"] = Time(instance.LastUpdatedAt.UtcDateTime),
    };

    /// <summary>The history with the names that Durable Functions uses; results and payloads only on request.</summary>
    public static JsonArray History(IReadOnlyList<HistoryEvent> history, bool showOutput)
    {
        var shown = new JsonArray();
        var names = new Dictionary<int, string>();
        var time = DateTime.MinValue;
        foreach (var e in history)
        {
            if (e is TurnStarted turn)
            {
                time = turn.UtcNow;
            }
            else if (e is ActivityScheduled activity)
            {
                names[activity.Id] = activity.Name;
            }
            else if (e is SubOrchestrationScheduled child)
            {
                names[child.Id] = child.Name;
            }

            if (Describe(e, names, showOutput) is { } description)
            {
                description["Timestamp"] = Time(time);
                shown.Add(description);
            }
        }

        return shown;
    }

    private static JsonObject? Describe(HistoryEvent e, Dictionary<int, string> names, bool showOutput) => e switch
    {
        ExecutionStarted x => new() { ["EventType"] = "ExecutionStarted", ["FunctionName"] = x.Name },
        ActivityScheduled x => new() { ["EventType"] = "TaskScheduled", ["Name"] = x.Name },
        ActivityCompleted x => Result("TaskCompleted", x.Id, x.Result, names, showOutput),
        ActivityFailed x => Failure("TaskFailed", x.Id, x.Failure, names),
        SubOrchestrationScheduled x => new() { ["EventType"] = "SubOrchestrationInstanceCreated", ["Name"] = x.Name, ["InstanceId"] = x.InstanceId },
        SubOrchestrationCompleted x => Result("SubOrchestrationInstanceCompleted", x.Id, x.Result, names, showOutput),
        SubOrchestrationFailed x => Failure("SubOrchestrationInstanceFailed", x.Id, x.Failure, names),
        TimerScheduled x => new() { ["EventType"] = "TimerCreated", ["FireAt"] = Time(x.FireAt) },
        TimerFired => new() { ["EventType"] = "TimerFired" },
        EventSent x => new() { ["EventType"] = "EventSent", ["Name"] = x.Name, ["InstanceId"] = x.InstanceId },
        EventReceived x => new() { ["EventType"] = "EventRaised", ["Name"] = x.Name, ["Input"] = showOutput ? Value(x.Payload) : null },
        Suspended x => new() { ["EventType"] = "ExecutionSuspended", ["Reason"] = x.Reason },
        Resumed x => new() { ["EventType"] = "ExecutionResumed", ["Reason"] = x.Reason },
        Terminated => new() { ["EventType"] = "ExecutionTerminated" },
        Rewound x => new() { ["EventType"] = "ExecutionRewound", ["Reason"] = x.Reason },
        ExecutionEnded x => new()
        {
            ["EventType"] = "ExecutionCompleted",
            ["OrchestrationStatus"] = x.Status.ToString(),
            ["Result"] = x.Failure is { } failure ? JsonValue.Create(failure.ToString()) : showOutput ? Value(x.Output) : null,
        },
        _ => null,
    };

    private static JsonObject Result(string type, int id, string? result, Dictionary<int, string> names, bool showOutput) => new()
    {
        ["EventType"] = type,
        ["FunctionName"] = names.GetValueOrDefault(id),
        ["Result"] = showOutput ? Value(result) : null,
    };

    private static JsonObject Failure(string type, int id, TaskFailureDetails failure, Dictionary<int, string> names) => new()
    {
        ["EventType"] = type,
        ["FunctionName"] = names.GetValueOrDefault(id),
        ["Reason"] = failure.ErrorMessage,
        ["Details"] = failure.ToString(),
    };

    /// <summary>Serialised data as JSON; as a string when a converter has written something else.</summary>
    private static JsonNode? Value(string? data)
    {
        if (data is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(data);
        }
        catch (JsonException)
        {
            return JsonValue.Create(data);
        }
    }

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture);
}
