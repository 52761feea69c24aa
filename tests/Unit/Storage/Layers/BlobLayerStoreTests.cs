using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Platform.Domain.Layers;
using Platform.Storage.Layers;

namespace Platform.Tests.Unit.Storage.Layers;

public sealed class BlobLayerStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly BlobService service = new();
    private readonly BlobLayerStore store;

    public BlobLayerStoreTests() => store = Open("cache");

    public void Dispose()
    {
        service.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task Put_ThenOpenElsewhere_GivesTheSameBytes()
    {
        var put = await store.PutAsync("图层:2014:1", Source("content"));

        using var file = await Open("another-machine").OpenLocalAsync("图层:2014:1");

        Assert.Equal(LayerPutOutcome.Stored, put.Outcome);
        Assert.Equal(put.Hash, file!.Hash);
        Assert.Equal("content", await File.ReadAllTextAsync(file.Path));
        Assert.Null(await store.OpenLocalAsync("unknown"));
    }

    [Fact]
    public async Task Put_SameVersionAgain_IsIdempotentAndNeverChanges()
    {
        var first = await store.PutAsync("v", Source("a"));

        var same = await store.PutAsync("v", Source("a"));
        var other = await store.PutAsync("v", Source("b"));
        var shared = await store.PutAsync("w", Source("a"));

        Assert.Equal((LayerPutOutcome.AlreadyThere, first.Hash), (same.Outcome, same.Hash));
        Assert.Equal((LayerPutOutcome.Conflict, first.Hash), (other.Outcome, other.Hash));
        Assert.Equal((LayerPutOutcome.Stored, first.Hash), (shared.Outcome, shared.Hash));
        Assert.Equal(1 + 2, service.Blobs.Count);
    }

    [Fact]
    public async Task Put_AtOnceWithDifferentBytes_HasOneWinner()
    {
        var sources = Enumerable.Range(0, 6).Select(i => Source($"content {i}")).ToArray();

        var results = await Task.WhenAll(sources.Select(s => Task.Run(() => store.PutAsync("v", s))));

        var winner = Assert.Single(results, r => r.Outcome == LayerPutOutcome.Stored);
        Assert.All(results, r => Assert.Equal(winner.Hash, r.Hash));
    }

    [Fact]
    public async Task Open_DamagedBlob_IsAnError()
    {
        var put = await store.PutAsync("v", Source("content"));
        var artefact = service.Blobs.Keys.Single(k => k.EndsWith($"{put.Hash.Hex}.gpkg", StringComparison.Ordinal));
        service.Blobs[artefact] = "c0ntent"u8.ToArray();

        await Assert.ThrowsAsync<IOException>(() => store.OpenLocalAsync("v"));
    }

    private BlobLayerStore Open(string cache)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(service) };
        return new(new BlobContainerClient(new Uri("https://account.example/layers"), options), new LayerCache(directory.File(cache), 1_000_000));
    }

    private string Source(string content)
    {
        var path = directory.File($"{Guid.NewGuid():N}.gpkg");
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>As much of the blob service as the store uses: put of a whole blob, create-only, and get.</summary>
    private sealed class BlobService : HttpMessageHandler
    {
        public ConcurrentDictionary<string, byte[]> Blobs { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var name = request.RequestUri!.AbsolutePath;
            if (request.Method == HttpMethod.Put)
            {
                Assert.Equal("*", request.Headers.IfNoneMatch.Single().ToString());
                var content = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
                return Blobs.TryAdd(name, content) ? Answer(HttpStatusCode.Created) : Answer(HttpStatusCode.Conflict, "BlobAlreadyExists");
            }

            if (!Blobs.TryGetValue(name, out var blob))
                return Answer(HttpStatusCode.NotFound, "BlobNotFound");
            var found = Answer(HttpStatusCode.OK);
            found.Content = new ByteArrayContent(blob);
            found.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            found.Content.Headers.TryAddWithoutValidation("Content-Range", $"bytes 0-{blob.Length - 1}/{blob.Length}");
            return found;
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string? error = null)
        {
            var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
            answer.Headers.ETag = new System.Net.Http.Headers.EntityTagHeaderValue("\"1\"");
            answer.Content.Headers.LastModified = DateTimeOffset.UnixEpoch;
            if (error is not null)
                answer.Headers.Add("x-ms-error-code", error);
            return answer;
        }
    }
}
