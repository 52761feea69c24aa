using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>Clients for the storage connections that triggers name; one per connection.</summary>
internal sealed class StorageConnections(IConfiguration settings, HostSettings host)
{
    /// <summary>The connection of triggers that name none.</summary>
    public const string Default = "AzureWebJobsStorage";

    /// <summary>The connection string that means Azurite on this machine.</summary>
    public const string Development = "UseDevelopmentStorage=true";

    private readonly ConcurrentDictionary<string, BlobServiceClient> blobs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, QueueServiceClient> queues = new(StringComparer.OrdinalIgnoreCase);

    public BlobServiceClient Blobs(string connection) => blobs.GetOrAdd(connection, name => new BlobServiceClient(Text(name)));

    /// <summary>Clients that encode message bodies as <c>host.json</c> says.</summary>
    public QueueServiceClient Queues(string connection) => queues.GetOrAdd(
        connection,
        name => new QueueServiceClient(Text(name), new QueueClientOptions { MessageEncoding = Encoding(host.Queues.Base64) }));

    /// <summary>Whether the setting of the connection is there.</summary>
    public bool Has(string connection) => Find(connection) is not null;

    private static QueueMessageEncoding Encoding(bool base64) => base64 ? QueueMessageEncoding.Base64 : QueueMessageEncoding.None;

    private string Text(string connection) =>
        Find(connection) ?? throw new HostStartException($"The storage connection '{connection}' is missing: set it to a connection string.");

    // The genuine host looks for the name with and without its prefix, and among the connection strings.
    private string? Find(string connection) => new[]
    {
        settings["AzureWebJobs" + connection], settings[connection],
        settings["ConnectionStrings:" + connection],
    }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
