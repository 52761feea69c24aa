using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Platform.Embedded.Durable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Management URLs for HTTP functions.</summary>
public static class DurableTaskClientExtensions
{
    /// <summary>
    /// The management URLs of an instance. Their address is that of <paramref name="request"/>, or the host's own without one.
    /// </summary>
    public static HttpManagementPayload CreateHttpManagementPayload(
        this DurableTaskClient client, string instanceId, HttpRequestData? request = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (client is not EngineClient { Owner.Management: { } management })
        {
            throw new InvalidOperationException("This client does not belong to a host with management URLs.");
        }

        var (address, key) = management();
        var site = request is null ? address : new Uri(request.Url.GetLeftPart(UriPartial.Authority));
        return Platform.Embedded.Durable.Http.ManagementUrls.Of(site, instanceId, key);
    }
}
