using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace Platform.Tests.Unit.Storage.Backups;

/// <summary>A blob storage in which there is nothing.</summary>
internal sealed class EmptyStorage : HttpMessageHandler
{
    private const string NoBlobs = """<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs /><NextMarker /></EnumerationResults>""";

    public BlobServiceClient Client() => new(
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://storage.invalid/a;",
        new BlobClientOptions { Transport = new HttpClientTransport(this) });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
        request.Method == HttpMethod.Put
            ? new HttpResponseMessage(HttpStatusCode.Created) { Content = new ByteArrayContent([]) }
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(NoBlobs, Encoding.UTF8, "application/xml") });
}
