using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Azurite;

/// <summary>
/// Which ports Azurite has: <c>AZURITE_BLOB_PORT</c> (10000) and <c>AZURITE_QUEUE_PORT</c> (10001); 0 is any free port. With other ports
/// than these the short connection string <c>UseDevelopmentStorage=true</c> is replaced by a full one before the app reads it.
/// </summary>
/// <param name="BlobPort">Port of the blob service.</param>
/// <param name="QueuePort">Port of the queue service.</param>
/// <param name="Own">Whether the ports were chosen for this host, so that nobody else can be meant to listen there.</param>
internal sealed record AzuriteSettings(int BlobPort, int QueuePort, bool Own)
{
    private const int DefaultBlobPort = 10000;
    private const int DefaultQueuePort = 10001;
    private const string Section = "Embedded:Azurite:";

    // The account and key that every storage emulator publishes; they open nothing but an emulator.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Decides the ports, and replaces the connection string where it has to be.</summary>
    public static void Apply(ConfigurationManager settings)
    {
        if (!IsDevelopmentStorage(settings[StorageConnections.Default]))
            return;
        var (blob, blobOwn) = Port(settings, "AZURITE_BLOB_PORT", DefaultBlobPort);
        var (queue, queueOwn) = Port(settings, "AZURITE_QUEUE_PORT", DefaultQueuePort);
        var decided = new Dictionary<string, string?>
        {
            [Section + "BlobPort"] = blob.ToString(CultureInfo.InvariantCulture),
            [Section + "QueuePort"] = queue.ToString(CultureInfo.InvariantCulture),
            [Section + "Own"] = (blobOwn || queueOwn).ToString(),
        };
        if (blob != DefaultBlobPort || queue != DefaultQueuePort)
            decided[StorageConnections.Default] = ConnectionString(blob, queue);
        settings.AddInMemoryCollection(decided);
    }

    /// <summary>The decision; null when the app uses another storage.</summary>
    public static AzuriteSettings? Read(IConfiguration settings) => settings[Section + "BlobPort"] is null
        ? null
        : new AzuriteSettings(
            settings.GetValue<int>(Section + "BlobPort"), settings.GetValue<int>(Section + "QueuePort"), settings.GetValue<bool>(Section + "Own"));

    private static bool IsDevelopmentStorage(string? connection) =>
        string.Equals(connection?.Trim().TrimEnd(';'), StorageConnections.Development, StringComparison.OrdinalIgnoreCase);

    private static string ConnectionString(int blob, int queue) => string.Create(
        CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{blob}/{Account};QueueEndpoint=http://127.0.0.1:{queue}/{Account};");

    private static (int Port, bool Own) Port(ConfigurationManager settings, string name, int whenAbsent)
    {
        if (settings[name] is not { Length: > 0 } text)
            return (whenAbsent, false);
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new HostStartException($"{name} is '{text}'; a port from 0 (any free port) to 65535 is expected.");
        return port == 0 ? (FreePort(), true) : (port, false);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
