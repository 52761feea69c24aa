using Microsoft.Azure.Functions.Worker;

namespace Platform.Embedded.Durable.Http;

/// <summary>URLs of the management API, as Durable Functions forms them.</summary>
internal static class ManagementUrls
{
    /// <summary>Path below the site, without slashes at its ends.</summary>
    public const string Root = "runtime/webhooks/durabletask";

    public static HttpManagementPayload Of(Uri site, string instanceId, string? key)
    {
        var code = key is null ? string.Empty : "code=" + Uri.EscapeDataString(key);
        var instance = $"{site.GetLeftPart(UriPartial.Authority)}/{Root}/instances/{Uri.EscapeDataString(instanceId)}";
        string Url(string operation, string parameters = "") =>
            $"{instance}{operation}{(parameters + code is "" ? "" : "?")}{parameters}{(parameters.Length > 0 && code.Length > 0 ? "&" : "")}{code}";
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = Url(string.Empty),
            SendEventPostUri = Url("/raiseEvent/{eventName}"),
            TerminatePostUri = Url("/terminate", "reason={text}"),
            RewindPostUri = Url("/rewind", "reason={text}"),
            PurgeHistoryDeleteUri = Url(string.Empty),
            RestartPostUri = Url("/restart"),
            SuspendPostUri = Url("/suspend", "reason={text}"),
            ResumePostUri = Url("/resume", "reason={text}"),
        };
    }
}
