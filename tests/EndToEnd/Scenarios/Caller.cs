using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Domain.Json;
using Platform.Domain.Submissions;
using Platform.Findings;
using Platform.Functions;
using Platform.Functions.Http;

namespace Platform.Tests.EndToEnd.Scenarios;

/// <summary>One signed-in person, who uses the platform's public interface and nothing else.</summary>
internal sealed class Caller : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient storage = new();

    private Caller(HttpClient http) => Http = http;

    /// <summary>For requests that need more than the methods below.</summary>
    public HttpClient Http { get; }

    public static async Task<Caller> SignInAsync(Uri platform, string name, string password)
    {
        var http = new HttpClient { BaseAddress = platform };
        var session = await ReadAsync<Session>(await http.PostAsJsonAsync("api/token", new SignIn(name, password), PlatformJson.Options));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return new Caller(http);
    }

    public async Task<T> GetAsync<T>(string path) => await ReadAsync<T>(await Http.GetAsync(path));

    public async Task<T> PostAsync<T>(string path, object? body = null) => await ReadAsync<T>(await SendAsync(HttpMethod.Post, path, body));

    public async Task<byte[]> DownloadAsync(string path)
    {
        var answer = await Http.GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
            request.Content = JsonContent.Create(body ?? new { }, options: PlatformJson.Options);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return Http.SendAsync(request);
    }

    /// <summary>Sends what must be refused, and asserts status, media type and code of the problem.</summary>
    public async Task<Problem> RefusedAsync(HttpStatusCode status, string code, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var answer = await SendAsync(method, path, body, ifMatch);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<Problem>(text, PlatformJson.Options)!;
        Assert.Equal(code, problem.Code);
        Assert.Equal((int)status, problem.Status);
        Assert.NotEmpty(problem.MessageZh);
        return problem;
    }

    public Task<TicketView> TicketAsync(TicketRequest request, byte[] content) =>
        PostAsync<TicketView>("api/uploads", request with { Size = content.Length });

    /// <summary>Puts the bytes straight into the storage, as the ticket says; answers the storage's status.</summary>
    public async Task<HttpStatusCode> PutAsync(TicketView ticket, byte[] content)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, ticket.UploadUrl) { Content = new ByteArrayContent(content) };
        foreach (var (name, value) in ticket.Headers)
            put.Headers.Add(name, value);
        return (await storage.SendAsync(put)).StatusCode;
    }

    /// <summary>The attempts of a ticket as soon as there are so many and all are handled, oldest first.</summary>
    public async Task<IReadOnlyList<Attempt>> HandledAsync(string ticket, int count = 1)
    {
        var upload = await UntilAsync<UploadView>(
            $"api/uploads/{ticket}", u => u.Attempts.Count >= count && u.Attempts.All(a => a.State != AttemptState.Received));
        return upload.Attempts;
    }

    /// <summary>Ticket, bytes, outcome.</summary>
    public async Task<Attempt> UploadAsync(TicketRequest request, byte[] content)
    {
        var ticket = await TicketAsync(request, content);
        Assert.Equal(HttpStatusCode.Created, await PutAsync(ticket, content));
        return Assert.Single(await HandledAsync(ticket.Ticket));
    }

    /// <summary>All findings of an attempt, page by page.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(Attempt attempt)
    {
        var findings = new List<Finding>();
        for (var page = "0"; page is not null;)
        {
            var answer = await GetAsync<Page<Finding>>($"api/uploads/{attempt.Ticket}/attempts/{attempt.Id}/findings?continuation={page}");
            findings.AddRange(answer.Items);
            page = answer.Continuation;
        }

        return findings;
    }

    /// <summary>Codes of an attempt's errors, in the order of the file.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(Attempt attempt) =>
        [.. (await FindingsAsync(attempt)).Where(f => f.Severity == Severity.Error).Select(f => f.Code)];

    /// <summary>Reads again and again until a condition holds.</summary>
    public async Task<T> UntilAsync<T>(string path, Func<T, bool> holds)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var value = await GetAsync<T>(path);
            if (holds(value))
                return value;
            Assert.True(waited.Elapsed < Patience, $"{path} did not come to what was expected within {Patience}: {JsonSerializer.Serialize(value, PlatformJson.Options)}");
            await Task.Delay(Pause);
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        storage.Dispose();
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, PlatformJson.Options)!;
    }
}
