using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Submissions;

namespace Platform.Functions.Sample;

/// <summary>One signed-in person who uses the platform's public interface, and nothing else.</summary>
internal sealed class SampleApi : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient http;

    private SampleApi(HttpClient http) => this.http = http;

    /// <summary>Signs in.</summary>
    public static async Task<SampleApi> SignInAsync(Uri platform, string name, string password, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = platform, Timeout = TimeSpan.FromMinutes(5) };
        var answer = await http.PostAsJsonAsync("api/token", new SignIn(name, password), PlatformJson.Options, cancellation).ConfigureAwait(false);
        var session = await ReadAsync<Session>(answer, cancellation).ConfigureAwait(false);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return new SampleApi(http);
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        await ReadAsync<T>(await http.GetAsync(path, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>All items of a list, page by page.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, CancellationToken cancellation)
    {
        var items = new List<T>();
        string? continuation = null;
        do
        {
            var query = continuation is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}continuation={continuation}";
            var page = await GetAsync<Http.Page<T>>(query, cancellation).ConfigureAwait(false);
            items.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return items;
    }

    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(path, cancellation).ConfigureAwait(false);
        await EnsureAsync(answer, cancellation).ConfigureAwait(false);
        return await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }

    public async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation) => await ReadAsync<T>(
        await http.PostAsJsonAsync(path, body ?? new { }, PlatformJson.Options, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>Asks for a ticket, puts the bytes straight into the storage, and waits until the platform has handled them.</summary>
    public async Task<Attempt> UploadAsync(TicketRequest request, byte[] content, CancellationToken cancellation)
    {
        var ticket = await PostAsync<TicketView>("api/uploads", request with { Size = content.Length }, cancellation).ConfigureAwait(false);
        using var storage = new HttpClient { Timeout = Patience };
        using var put = new HttpRequestMessage(HttpMethod.Put, ticket.UploadUrl) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in ticket.Headers)
            put.Headers.Add(name, value);
        await EnsureAsync(await storage.SendAsync(put, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        var upload = await UntilAsync<UploadView>(
            $"api/uploads/{ticket.Ticket}", u => u.Attempts is [{ State: not AttemptState.Received }, ..], cancellation).ConfigureAwait(false);
        return upload.Attempts[0];
    }

    /// <summary>Reads again and again until a condition holds.</summary>
    public async Task<T> UntilAsync<T>(string path, Func<T, bool> holds, CancellationToken cancellation)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var value = await GetAsync<T>(path, cancellation).ConfigureAwait(false);
            if (holds(value))
                return value;
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{path} did not get ready within {Patience}.");
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Downloads a file as soon as it is there.</summary>
    public async Task<byte[]> DownloadWhenReadyAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await http.GetAsync(path, cancellation).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                await EnsureAsync(answer, cancellation).ConfigureAwait(false);
                return await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            }

            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await EnsureAsync(answer, cancellation).ConfigureAwait(false);
        var stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync<T>(stream, PlatformJson.Options, cancellation).ConfigureAwait(false))!;
    }

    private static async Task EnsureAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        throw new InvalidOperationException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {body}");
    }
}
