using System.Text;
using System.Text.Json;
using Platform.Functions;
using Platform.Tests.EndToEnd.Scenarios;

namespace Platform.Tests.EndToEnd.Connected;

/// <summary>
/// A platform that is joined to an OIDC issuer, exchanges messages with a department, and reports to a collector; all four on this machine. No timer runs, so
/// no sweep sends what waits: only what leaves by itself leaves.
/// </summary>
public sealed class ConnectedPlatform : IAsyncLifetime
{
    internal const string Department = "fgw";
    internal const string Secret = "a-secret-of-more-than-32-characters!";

    internal Issuer Issuer { get; } = new();

    internal LoopbackServer Webhook { get; } = new(_ => []);

    internal LoopbackServer Collector { get; } = new(_ => []);

    internal ScenarioPlatform Platform { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!NodeFactAttribute.CanRun)
            return;
        var departments = JsonSerializer.Serialize(new object[]
        {
            new { code = Department, secret = Secret, topics = new[] { "plans", "exchange" }, url = $"{Webhook.Address}messages" },
            new { code = "tjj", secret = Secret + "tjj", topics = Array.Empty<string>() },
        });
        Platform = new ScenarioPlatform(Directory.CreateTempSubdirectory("connected-").FullName, _ => { })
        {
            HasFunctions = type => type != typeof(TimerFunctions),
            Settings =
            [
                $"--PLATFORM_OIDC_ISSUERS={Issuer.Setting}", $"--PLATFORM_DEPARTMENTS={departments}",
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={Collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=1000",
            ],
        };
        await Platform.StartAsync();
        await Platform.PublishLayersAsync();
    }

    public async Task DisposeAsync()
    {
        if (Platform is not null)
            await Platform.DisposeAsync();
        Issuer.Dispose();
        Webhook.Dispose();
        Collector.Dispose();
    }

    /// <summary>A department's event, as JSON of CloudEvents 1.0.</summary>
    internal static byte[] Event(string id, string source = "/departments/" + Department) => Encoding.UTF8.GetBytes(
        $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"{{{source}}}","type":"fgw.project.approved","subject":"P-1","time":"2026-11-26T01:00:00Z","datacontenttype":"application/json","data":{"名称":"项目一"}}""");
}
