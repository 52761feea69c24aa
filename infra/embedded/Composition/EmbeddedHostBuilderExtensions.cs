using Microsoft.Azure.Functions.Worker.Builder;
using Platform.Embedded.Hosting;

namespace Platform.Embedded.Composition;

/// <summary>Settings of the embedded host that have no counterpart on the genuine one.</summary>
public static class EmbeddedHostBuilderExtensions
{
    /// <summary>Changes the options of the embedded host.</summary>
    public static FunctionsApplicationBuilder ConfigureEmbeddedHost(
        this FunctionsApplicationBuilder builder, Action<EmbeddedHostOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.HostOptions);
        return builder;
    }
}
