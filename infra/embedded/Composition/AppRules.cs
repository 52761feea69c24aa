using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Embedded.Hosting;
using Platform.Embedded.Http;
using Platform.Embedded.Invocation;
using Platform.Embedded.Messaging;

namespace Platform.Embedded.Composition;

/// <summary>
/// Holds the app to what also works on the genuine host, where only functions answer over HTTP: no start-up filter and no endpoint source
/// of the app's own.
/// </summary>
internal static class AppRules
{
    /// <exception cref="HostStartException">The app breaks a rule.</exception>
    public static void Check(IServiceCollection services, FunctionCatalogue catalogue, bool http)
    {
        var problems = new List<string>();
        if (!http && catalogue.With<HttpDeclaration>().Any())
            problems.Add("The app has HTTP functions but does not call ConfigureFunctionsWebApplication().");
        foreach (var service in services.Where(IsForeignPipeline))
            problems.Add($"The app registers {Name(service)} as {service.ServiceType.Name}: only functions answer over HTTP, here as on Azure.");
        if (catalogue.With<ServiceBusDeclaration>().Any() && services.All(service => service.ServiceType != typeof(IEmbeddedMessageSource)))
            problems.Add($"The app has Service Bus functions but registers no {nameof(IEmbeddedMessageSource)}, which delivers their messages on this host.");
        if (problems.Count > 0)
            throw new HostStartException(problems);
    }

    private static bool IsForeignPipeline(ServiceDescriptor service) =>
        (service.ServiceType == typeof(IStartupFilter) || service.ServiceType == typeof(EndpointDataSource))
        && Implementation(service)?.Assembly.GetName().Name?.StartsWith("Microsoft.", StringComparison.Ordinal) != true;

    private static Type? Implementation(ServiceDescriptor service) =>
        service.IsKeyedService ? service.KeyedImplementationType : service.ImplementationType ?? service.ImplementationInstance?.GetType();

    private static string Name(ServiceDescriptor service) => Implementation(service)?.Name ?? "a factory";
}
