using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Platform.Orchestrations;
using Platform.Orchestrations.Campaigns;

namespace Platform.Functions.Composition;

/// <summary>Traces and metrics by OpenTelemetry. They leave the process only where a collector is named.</summary>
public static class Telemetry
{
    /// <summary>Name of the setting with the collector's address; the exporter reads it, and its siblings of the standard, by itself.</summary>
    public const string Setting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds spans and metrics of the platform, of the Azure clients and of the embedded host.</summary>
    public static IOpenTelemetryBuilder AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IOpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("platform", serviceVersion: IssueDesk.ProgramVersion))
            .WithTracing(tracing => tracing.AddSource(PlatformTrace.Name, "Platform.Embedded"))
            .WithMetrics(metrics => metrics.AddMeter(PlatformTrace.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"));
        return string.IsNullOrWhiteSpace(settings[Setting]) ? telemetry : telemetry.UseOtlpExporter();
    }
}
