using System.Collections.Concurrent;

namespace Platform.Tests.CosmosGateway;

/// <summary>How often something was asked, how it ended, and what it is charged.</summary>
public sealed record GatewayTrafficLine(string Container, GatewayCallKind Kind, int Status, long Requests, double Charge);

/// <summary>Counts requests and request units. Thread-safe.</summary>
public sealed class GatewayTraffic
{
    private readonly ConcurrentDictionary<(string Container, GatewayCallKind Kind, int Status), (long Requests, double Charge)> counts = new();

    /// <summary>All lines, by container, kind and status.</summary>
    public IReadOnlyList<GatewayTrafficLine> Lines =>
    [
        .. counts.OrderBy(c => c.Key.Container, StringComparer.Ordinal).ThenBy(c => c.Key.Kind).ThenBy(c => c.Key.Status)
            .Select(c => new GatewayTrafficLine(c.Key.Container, c.Key.Kind, c.Key.Status, c.Value.Requests, Math.Round(c.Value.Charge, 1))),
    ];

    /// <summary>How many requests of a kind ended with a status.</summary>
    public long Count(GatewayCallKind kind, int status) => Lines.Where(l => l.Kind == kind && l.Status == status).Sum(l => l.Requests);

    internal void Add(GatewayCall call, int status, double charge) =>
        counts.AddOrUpdate((call.Container, call.Kind, status), (1, charge), (_, sum) => (sum.Requests + 1, sum.Charge + charge));
}
