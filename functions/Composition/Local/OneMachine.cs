using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Hosting;
using Platform.Embedded.Messaging;

namespace Platform.Functions.Composition.Local;

/// <summary>What the embedded host brings: storage in its data directory, accounts, and lines at start that say how to sign in.</summary>
public static class OneMachine
{
    /// <summary>Adds it to a host that is being built.</summary>
    public static FunctionsApplicationBuilder AddOneMachine(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddLocalStorage(services => services.GetRequiredService<EmbeddedHostInfo>().DataDirectory);
        builder.Services.AddSingleton<IEmbeddedMessageSource, BusMessageSource>();
        builder.Services.AddSingleton<IPoisonSource, MessagePoison>();
        builder.Services.AddHostedService<WebhookService>();
        builder.Services.AddSingleton<IStartupNotice, SignInNotice>();
        builder.Services.AddSingleton<StoreChecks>();
        builder.Services.AddSingleton<IStartupCheck>(services => services.GetRequiredService<StoreChecks>());
        builder.Services.AddHostedService(services => services.GetRequiredService<StoreChecks>());
        builder.Services.AddHostedService<AfterRestore>();
        return builder;
    }
}
