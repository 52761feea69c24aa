using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platform.Functions.Sample;

/// <summary>
/// Sends a request again while nobody answers, as a client of a service that may be restarted at any moment has to. An answer counts only when all of it
/// has come.
/// </summary>
internal sealed class PatientHandler : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<bool> Repeated = new("platform.repeated");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private PatientHandler()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>A client that waits for the service to come back.</summary>
    public static HttpClient Client(Uri? service) => new(new PatientHandler()) { BaseAddress = service, Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>Whether the request was sent more than once, so that an earlier one may have been carried out although its answer was lost.</summary>
    public static bool WasRepeated(HttpResponseMessage answer) =>
        answer.RequestMessage is { } request && request.Options.TryGetValue(Repeated, out var repeated) && repeated;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await TrySendAsync(request, waited.Elapsed < Patience, cancellationToken).ConfigureAwait(false) is { } answer)
                return answer;
            request.Options.Set(Repeated, true);
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    // Null: nobody answered, or only a proxy or a host that is not ready yet.
    private async Task<HttpResponseMessage?> TrySendAsync(HttpRequestMessage request, bool mayRepeat, CancellationToken cancellation)
    {
        try
        {
            var answer = await base.SendAsync(request, cancellation).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(cancellation).ConfigureAwait(false);
            if (!mayRepeat || answer.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
                return answer;
            answer.Dispose();
        }
        catch (Exception lost) when (mayRepeat && lost is HttpRequestException or IOException or SocketException)
        {
            // The platform is down.
        }

        return null;
    }
}
