using System.Text.Json.Nodes;
using Platform.Domain.Campaigns;
using Platform.Domain.Documents;
using Platform.Domain.Messaging;
using Platform.Domain.Monitoring;
using Platform.Domain.Submissions;

namespace Platform.Tests.Faults.Compare;

/// <summary>A document without what depends on the clock, on drawn names or on versions.</summary>
/// <param name="Key">What it is: container, partition, type and id; for history and messages, which are named by a version, what they say.</param>
/// <param name="Text">Its canonical JSON.</param>
internal sealed record StableDocument(string Key, string Text)
{
    /// <summary>Makes it from a document of a container.</summary>
    public static StableDocument Of(string container, Document document, StableText stable)
    {
        var body = JsonNode.Parse(document.Body.Span)!.AsObject();
        var isNamedByVersion = document.Type is HistoryEntry.DocumentType or OutboxMessage.DocumentType;
        if (isNamedByVersion)
            RemoveVersion(body);
        if (document.Type == AttemptDesk.DocumentType)
            body.Remove("judgedIn");
        if (document.Type == PublishedReport.DocumentType)
            RemoveHashOfReport(body);
        var text = stable.Of(Canonical(body));
        var place = $"{container} {document.Partition} {document.Type}";
        return new StableDocument(stable.Of(isNamedByVersion ? $"{place} {text}" : $"{place} {document.Id}"), text);
    }

    private static void RemoveVersion(JsonObject body)
    {
        body.Remove("id");
        body.Remove("messageId");
        body["event"]?.AsObject().Remove("id");
    }

    // report.json says when it was generated; without that, the file itself is compared.
    private static void RemoveHashOfReport(JsonObject body)
    {
        foreach (var file in body["files"]!.AsArray().Where(file => (string?)file!["name"] == "report.json"))
        {
            file!.AsObject().Remove("sha256");
            file.AsObject().Remove("bytes");
        }
    }

    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"\"{m.Key}\":{Canonical(m.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Canonical))}]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
