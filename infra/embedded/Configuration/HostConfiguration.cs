using Microsoft.Extensions.Configuration;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Configuration;

/// <summary>Puts the sources of settings in the order of the genuine host: local settings, environment, command line; later ones win.</summary>
internal static class HostConfiguration
{
    public const string HostFile = "host.json";

    /// <summary>Settings below this section override <c>host.json</c>, e.g. <c>AzureFunctionsJobHost__extensions__http__routePrefix</c>.</summary>
    public const string HostSection = "AzureFunctionsJobHost";

    public static void AddSources(IConfigurationBuilder configuration, string contentRoot, IReadOnlyList<string> args)
    {
        // Nothing has to be set on one's own machine; in the cloud the setting is always there.
        configuration.AddInMemoryCollection([new(StorageConnections.Default, StorageConnections.Development)]);
        configuration.AddInMemoryCollection(LocalSettings.Read(contentRoot));
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(CommandLineSettings.Read(args));
    }

    /// <summary>The content of <c>host.json</c> with its overrides from the settings.</summary>
    public static IConfigurationRoot ReadHostFile(string contentRoot, IConfiguration settings)
    {
        var overrides = settings.GetSection(HostSection).AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null);
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(contentRoot, HostFile), optional: true, reloadOnChange: false)
                .AddInMemoryCollection(overrides)
                .Build();
        }
        catch (InvalidDataException e)
        {
            throw new HostStartException($"{Path.Combine(contentRoot, HostFile)} cannot be read: {e.InnerException?.Message ?? e.Message}");
        }
    }
}
