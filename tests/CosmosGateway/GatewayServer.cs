using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.Tests.CosmosGateway.Http;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.CosmosGateway;

/// <summary>How the stand-in is set up.</summary>
public sealed record GatewayOptions
{
    /// <summary>Port of the loopback; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Into how many physical partitions each container is cut.</summary>
    public int Ranges { get; init; } = 3;

    /// <summary>Default consistency of the account.</summary>
    public string Consistency { get; init; } = "Strong";

    /// <summary>Clock of documents that expire.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>
/// A stand-in for an Azure Cosmos DB account in gateway mode, for tests, in memory, on a free port of the loopback: it answers the real SDK as the service does, with its status
/// codes, limits and partition scoping, and refuses what it does not understand.
/// </summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private WebApplication application;
    private readonly ItemDatabase database;
    private readonly AccountHandler account;
    private long requests;

    private GatewayServer(GatewayOptions options)
    {
        database = new ItemDatabase(options.Ranges, options.Time);
        account = new AccountHandler(database, options.Consistency);
        application = ListenOn(options.Port);
    }

    /// <summary>Any key of the right form: who asks is not checked, only that a request is signed.</summary>
    public static string Key { get; } = Convert.ToBase64String(new byte[64]);

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; private set; } = new("http://localhost");

    /// <summary>What goes wrong with which request; nothing at first.</summary>
    public Func<GatewayCall, GatewayFault> Fault { get; set; } = _ => GatewayFault.None;

    /// <summary>What was asked so far.</summary>
    public GatewayTraffic Traffic { get; } = new();

    public static async Task<GatewayServer> StartAsync(GatewayOptions? options = null)
    {
        var server = new GatewayServer(options ?? new GatewayOptions());
        await server.application.StartAsync().ConfigureAwait(false);
        server.Endpoint = new Uri(server.application.Urls.First());
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    /// <summary>Breaks every connection, is away for a while, and is back at the same address with everything that it keeps.</summary>
    public async Task RestartAsync(TimeSpan away)
    {
        await application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        await Task.Delay(away).ConfigureAwait(false);
        application = ListenOn(Endpoint.Port);
        await application.StartAsync().ConfigureAwait(false);
    }

    private WebApplication ListenOn(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
        });
        var listening = builder.Build();
        listening.Run(AnswerAsync);
        return listening;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var call = new GatewayCall(KindOf(context.Request, path), path.Length >= 4 ? path[3] : "", Interlocked.Increment(ref requests) - 1);
        var fault = Fault(call);
        var answer = fault switch
        {
            GatewayFault.Throttled => GatewayAnswer.Error(429, "Request rate is large.", 3200).With("x-ms-retry-after-ms", "5"),
            GatewayFault.Unavailable => GatewayAnswer.Error(503, "Service is currently unavailable."),
            _ => await RouteAsync(context.Request, path, call.Kind).ConfigureAwait(false),
        };
        Traffic.Add(call, answer.Status, answer.Charge);
        if (fault == GatewayFault.AnswerLost)
            context.Abort();
        else
            await SendAsync(context, fault == GatewayFault.AnswerUnavailable ? GatewayAnswer.Error(503, "Service is currently unavailable.") : answer).ConfigureAwait(false);
    }

    private static GatewayCallKind KindOf(HttpRequest request, string[] path)
    {
        if (path.Length < 5 || path[4] != "docs")
            return GatewayCallKind.Metadata;
        if (request.Headers.ContainsKey("x-ms-cosmos-is-query-plan-request"))
            return GatewayCallKind.QueryPlan;
        if (request.Headers.ContainsKey("x-ms-documentdb-isquery"))
            return GatewayCallKind.Query;
        if (request.Headers.ContainsKey("x-ms-cosmos-is-batch-request"))
            return GatewayCallKind.Batch;
        if (request.Headers.ContainsKey("A-IM"))
            return GatewayCallKind.ChangeFeed;
        return request.Method == "GET" && path.Length == 6 ? GatewayCallKind.Read : GatewayCallKind.Write;
    }

    private async Task<GatewayAnswer> RouteAsync(HttpRequest request, string[] path, GatewayCallKind kind)
    {
        if (path.Length == 0)
            return account.Account(Endpoint);
        if (!request.Headers.ContainsKey("Authorization"))
            return GatewayAnswer.Error(401, "Required Header authorization is missing.");
        if (path is ["dbs"])
            return await account.CreateDatabaseAsync(request).ConfigureAwait(false);
        if (path[1] != database.Name && path[1] != ItemDatabase.Rid)
            return AccountHandler.NoSuch("The database");
        if (path.Length == 2)
            return account.Database();
        if (path is [_, _, "colls"] && request.Method == "POST")
            return await account.CreateContainerAsync(request).ConfigureAwait(false);
        if (path.Length < 4 || database.Find(path[3]) is not { } container)
            return AccountHandler.NoSuch("The container");
        return path switch
        {
            [_, _, "colls", _] when request.Method == "GET" => GatewayAnswer.Json(200, container.Properties),
            [_, _, "colls", _, "pkranges"] => AccountHandler.Ranges(container, request),
            [_, _, "colls", _, "docs"] => await DocumentHandler.AnswerAsync(kind, container, null, request).ConfigureAwait(false),
            [_, _, "colls", _, "docs", var id] => await DocumentHandler.AnswerAsync(kind, container, id, request).ConfigureAwait(false),
            _ => GatewayAnswer.Error(400, $"{request.Method} {request.Path} is not understood by this stand-in."),
        };
    }

    private static async Task SendAsync(HttpContext context, GatewayAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        context.Response.Headers["x-ms-request-charge"] = answer.Charge.ToString("0.##", CultureInfo.InvariantCulture);
        context.Response.Headers["x-ms-activity-id"] = context.Request.Headers["x-ms-activity-id"].FirstOrDefault() ?? Guid.NewGuid().ToString();
        if (answer.Status is 204 or 304 || answer.Body.IsEmpty)
            return;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body).ConfigureAwait(false);
    }
}
