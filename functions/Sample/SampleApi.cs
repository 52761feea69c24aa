using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Submissions;

namespace Platform.Functions.Sample;

/// <summary>
/// One signed-in person who uses the platform's public interface, and nothing else. Goes on when the platform is restarted in between: every request is
/// sent again while nobody answers.
/// </summary>
internal sealed class SampleApi : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpClient http;

    private SampleApi(HttpClient http) => this.http = http;

    /// <summary>Signs in.</summary>
    public static async Task<SampleApi> SignInAsync(Uri platform, string name, string password, CancellationToken cancellation)
    {
        var http = PatientHandler.Client(platform);
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

    public async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation) => await ReadAsync<T>(
        await http.PostAsJsonAsync(path, body ?? new { }, PlatformJson.Options, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>
    /// Gives a command. When its answer was lost and it had to be given again, 409 says that it was applied the first time; whoever looks at what follows
    /// from it finds out if it was not.
    /// </summary>
    public async Task CommandAsync(string path, object? body, CancellationToken cancellation)
    {
        var answer = await http.PostAsJsonAsync(path, body ?? new { }, PlatformJson.Options, cancellation).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.Conflict || !PatientHandler.WasRepeated(answer))
            await EnsureAsync(answer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks for a ticket, puts the bytes straight into the storage, and waits until the platform has handled them.</summary>
    public Task<Attempt> UploadAsync(TicketRequest request, byte[] content, CancellationToken cancellation) =>
        new SampleUpload(this, request with { Size = content.Length }, content).RunAsync(cancellation);

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
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var answer = await http.GetAsync(path, cancellation).ConfigureAwait(false);
            await EnsureAsync(answer, cancellation).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if (waited.Elapsed > Patience)
                throw new TimeoutException($"{path} was not made within {Patience}.");
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Throws what the answer says when it is not a success.</summary>
    public static async Task EnsureAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        throw new InvalidOperationException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {body}");
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await EnsureAsync(answer, cancellation).ConfigureAwait(false);
        var stream = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync<T>(stream, PlatformJson.Options, cancellation).ConfigureAwait(false))!;
    }
}
