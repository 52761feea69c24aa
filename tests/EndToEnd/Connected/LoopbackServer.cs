using System.Collections.Concurrent;
using System.Net;
using Platform.Tests.Faults.Storage;

namespace Platform.Tests.EndToEnd.Connected;

/// <summary>One request that a <see cref="LoopbackServer"/> got.</summary>
internal sealed record Got(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Somebody whom the platform talks to, on this machine.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<string, byte[]> answer;

    /// <param name="answer">The body of the answer to a path; the status is always 200.</param>
    public LoopbackServer(Func<string, byte[]> answer)
    {
        this.answer = answer;
        Address = new Uri($"http://127.0.0.1:{QuietPort.Draw()}/");
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public ConcurrentQueue<Got> Requests { get; } = new();

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var headers = context.Request.Headers.AllKeys.ToDictionary(key => key!.ToLowerInvariant(), key => context.Request.Headers[key]!);
                Requests.Enqueue(new Got(context.Request.Url!.AbsolutePath, headers, body.ToArray()));
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(answer(context.Request.Url.AbsolutePath));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
