using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.Faults.Job;

/// <summary>
/// One person who uses the platform's public interface and nothing else, and is patient: whatever is not answered, or answered by a fault of the platform (5xx), is
/// asked again; an expired session is signed in again.
/// </summary>
internal sealed class Person(Uri platform, string name, string password) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient http = new() { BaseAddress = platform, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    public async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(() => Post(path, body), cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    /// <summary>
    /// Gives a command until it is applied. A refusal by the state of things may mean that an earlier request, whose answer was lost, was carried out, or that
    /// something is not ready yet: <paramref name="applied"/> looks.
    /// </summary>
    public async Task OrderAsync(string path, object? body, Func<Task<bool>> applied, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await SendAsync(() => Post(path, body), cancellation);
            if (answer.IsSuccessStatusCode || await applied())
                return;
            if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed) || waited.Elapsed > Patience)
                throw await FailedAsync(answer, cancellation);
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Reads again and again until a condition holds.</summary>
    public async Task<T> UntilAsync<T>(string path, Func<T, bool> holds, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var value = await GetAsync<T>(path, cancellation);
            if (holds(value))
                return value;
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{path} did not come to what was expected within {Patience}: {JsonSerializer.Serialize(value, PlatformJson.Options)}");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Reads a list to its end: a page may be short although another follows.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, CancellationToken cancellation)
    {
        var items = new List<T>();
        string? continuation = null;
        do
        {
            var page = await GetAsync<Page<T>>($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}continuation={continuation}", cancellation);
            items.AddRange(page.Items);
            continuation = page.Continuation is null ? null : Uri.EscapeDataString(page.Continuation);
        }
        while (continuation is not null);
        return items;
    }

    /// <summary>Downloads a file as soon as it is there.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
            if (answer.StatusCode == HttpStatusCode.OK)
                return await answer.Content.ReadAsByteArrayAsync(cancellation);
            if (answer.StatusCode != HttpStatusCode.Accepted || waited.Elapsed > Patience)
                throw await FailedAsync(answer, cancellation);
            await Task.Delay(Pause, cancellation);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Sends until somebody answers who is not in trouble.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await TrySendAsync(make(), cancellation);
            if (answer is { StatusCode: HttpStatusCode.Unauthorized })
                http.DefaultRequestHeaders.Authorization = await SignInAsync(cancellation);
            else if (answer is not null && ((int)answer.StatusCode < 500 || waited.Elapsed > Patience))
                return answer;
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{make().RequestUri} had no answer within {Patience}.");
            answer?.Dispose();
            await Task.Delay(Pause, cancellation);
        }
    }

    // Null: nobody answered, or not to the end.
    private async Task<HttpResponseMessage?> TrySendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
        }
        catch (Exception lost) when (IsLost(lost) && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Whether a request has failed because nobody answered it, or not to the end, or not in time.</summary>
    public static bool IsLost(Exception fault) => fault is HttpRequestException or IOException or SocketException or TaskCanceledException;

    private async Task<AuthenticationHeaderValue?> SignInAsync(CancellationToken cancellation)
    {
        using var request = Post("api/token", new SignIn(name, password));
        using var answer = await TrySendAsync(request, cancellation);
        return answer is { IsSuccessStatusCode: true }
            ? new AuthenticationHeaderValue("Bearer", (await ReadAsync<Session>(answer, cancellation)).AccessToken)
            : null;
    }

    private static HttpRequestMessage Post(string path, object? body) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? new { }, options: PlatformJson.Options) };

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
            throw await FailedAsync(answer, cancellation);
        var content = await answer.Content.ReadAsByteArrayAsync(cancellation);
        return JsonSerializer.Deserialize<T>(content, PlatformJson.Options)!;
    }

    private static async Task<InvalidOperationException> FailedAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var request = answer.RequestMessage!;
        return new($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
    }
}
