using System.Globalization;
using Microsoft.Extensions.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>
/// Where the host listens: <c>urls</c> or <c>ASPNETCORE_URLS</c> as they stand; otherwise port <c>port</c> or <c>FUNCTIONS_PORT</c> (7071) on
/// <c>FUNCTIONS_HOST</c>, which is the loopback interface unless set to an address or <c>*</c>.
/// </summary>
internal sealed record ListeningAddress(string Urls)
{
    private const int DefaultPort = 7071;

    public static ListeningAddress From(IConfiguration settings)
    {
        if ((settings["urls"] ?? settings["ASPNETCORE_URLS"]) is { Length: > 0 } urls)
            return new ListeningAddress(urls);
        var text = settings["port"] ?? settings["FUNCTIONS_PORT"] ?? DefaultPort.ToString(CultureInfo.InvariantCulture);
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw new HostStartException($"'{text}' is not a port; give a number from 0 (any free port) to 65535.");
        var host = settings["FUNCTIONS_HOST"] is { Length: > 0 } named ? named : "localhost";
        // Kestrel cannot choose one free port for both loopback addresses.
        if (port == 0 && host == "localhost")
            host = "127.0.0.1";
        return new ListeningAddress(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}"));
    }
}
