using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Embedded.Azurite;
using Platform.Embedded.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Composition;

/// <summary>For commands that work on the data of a host which does not run. The host is built and not started; disposing it gives everything back.</summary>
public static class HostMaintenance
{
    /// <summary>Takes the data directory, so that no host starts on it; false when one runs, or when it cannot be written.</summary>
    public static bool TryTakeDataDirectory(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            host.Services.GetRequiredService<DataDirectory>().Take();
            return true;
        }
        catch (HostStartException)
        {
            return false;
        }
    }

    /// <summary>
    /// A client of the running host's own endpoints below <c>admin/</c>, with its master key; null when none has answered from this data directory yet. Whether it still
    /// runs shows when it is asked.
    /// </summary>
    public static HttpClient? FindAdminClient(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var data = host.Services.GetRequiredService<DataDirectory>();
        if (!File.Exists(data.AddressFile) || !File.Exists(data.KeyFile))
            return null;
        var client = new HttpClient { BaseAddress = new Uri(File.ReadAllText(data.AddressFile)) };
        client.DefaultRequestHeaders.Add("x-functions-key", FunctionKeys.Open(data.KeyFile, []).Master);
        return client;
    }

    /// <summary>Starts Azurite if the host would; no trigger, workflow or function runs.</summary>
    /// <exception cref="HostStartException">It cannot be started.</exception>
    public static Task StartStorageAsync(this IHost host, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Services.GetRequiredService<AzuriteService>().StartAsync(cancellation);
    }
}
