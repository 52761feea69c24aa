using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Domain.Messaging;

/// <summary>An event in the JSON shape of CloudEvents 1.0.</summary>
/// <param name="Id">Unique for its <paramref name="Source"/>; a repeated id is the same event.</param>
/// <param name="Source">URI reference of who says it, e.g. <c>/platform/monitoring</c>.</param>
/// <param name="Type">What happened, e.g. <c>monitoring.task.issued</c>.</param>
/// <param name="Subject">What it happened to, e.g. the task's id.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Data">The event's own JSON.</param>
public sealed record CloudEvent(
    string Id,
    string Source,
    string Type,
    string Subject,
    DateTimeOffset Time,
    JsonElement Data)
{
    /// <summary>Media type of an event in this shape.</summary>
    public const string MediaType = "application/cloudevents+json";

    [JsonPropertyName("specversion")]
    public string SpecVersion { get; init; } = "1.0";

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; init; } = "application/json";
}
