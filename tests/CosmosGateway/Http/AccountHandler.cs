using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.CosmosGateway.Http;

/// <summary>Answers about the account, the database, containers and physical partitions.</summary>
internal sealed class AccountHandler(ItemDatabase database, string consistency)
{
    public static GatewayAnswer NoSuch(string what) => GatewayAnswer.Error(404, $"{what} does not exist.");

    public GatewayAnswer Account(Uri endpoint)
    {
        object[] locations = [new { name = "Local", databaseAccountEndpoint = endpoint.ToString() }];
        return GatewayAnswer.Json(200, new
        {
            _self = "",
            id = "local",
            _rid = "local",
            media = "//media/",
            addresses = "//addresses/",
            _dbs = "//dbs/",
            writableLocations = locations,
            readableLocations = locations,
            enableMultipleWriteLocations = false,
            userReplicationPolicy = new { asyncReplication = false, minReplicaSetSize = 3, maxReplicasetSize = 4 },
            userConsistencyPolicy = new { defaultConsistencyLevel = consistency },
            systemReplicationPolicy = new { minReplicaSetSize = 3, maxReplicasetSize = 4 },
            readPolicy = new { primaryReadCoefficient = 1, secondaryReadCoefficient = 1 },
            queryEngineConfiguration = """{"allowNewKeywords":true,"maxJoinsPerSqlQuery":10,"maxQueryRequestTimeoutFraction":0.9,"maxSqlQueryInputLength":524288,"maxUdfRefPerSqlQuery":10,"queryMaxInMemorySortDocumentCount":-1000,"spatialMaxGeometryPointCount":256,"sqlAllowNonFiniteNumbers":false,"sqlDisableOptimizationFlags":0,"enableSpatialIndexing":true,"maxInExpressionItemsCount":2147483647,"maxLogicalAndPerSqlQuery":2147483647,"maxLogicalOrPerSqlQuery":2147483647,"maxSpatialQueryCells":2147483647,"sqlAllowAggregateFunctions":true,"sqlAllowGroupByClause":true,"sqlAllowLike":true,"sqlAllowSubQuery":true,"sqlAllowScalarSubQuery":true,"sqlAllowTop":true}""",
        });
    }

    public async Task<GatewayAnswer> CreateDatabaseAsync(HttpRequest request)
    {
        var name = (string)(await ReadAsync(request).ConfigureAwait(false))["id"]!;
        if (database.Name is { } other)
            return other == name ? GatewayAnswer.Error(409, "The database exists.") : GatewayAnswer.Error(400, "This stand-in has one database only.");
        database.Name = name;
        return Database(201);
    }

    public GatewayAnswer Database(int status = 200) =>
        GatewayAnswer.Json(status, new { id = database.Name, _rid = ItemDatabase.Rid, _self = $"dbs/{ItemDatabase.Rid}/", _etag = "\"1\"", _colls = "colls/", _users = "users/", _ts = 1 });

    public async Task<GatewayAnswer> CreateContainerAsync(HttpRequest request) =>
        database.Create(await ReadAsync(request).ConfigureAwait(false)) is { } made
            ? GatewayAnswer.Json(201, made.Properties)
            : GatewayAnswer.Error(409, "The container exists.");

    /// <summary>The physical partitions; a client that knows them hears that nothing has changed.</summary>
    public static GatewayAnswer Ranges(ItemContainer container, HttpRequest request)
    {
        const string etag = "\"1\"";
        if (request.Headers.IfNoneMatch == etag)
            return new GatewayAnswer(304, default).With("etag", etag);
        var ranges = container.Ranges.Select(r => new
        {
            _rid = container.Rid,
            id = r.Id,
            _etag = etag,
            minInclusive = r.From,
            maxExclusive = r.To,
            ridPrefix = int.Parse(r.Id, System.Globalization.CultureInfo.InvariantCulture),
            _self = $"dbs/{ItemDatabase.Rid}/colls/{container.Rid}/pkranges/{r.Id}/",
            throughputFraction = 1.0 / container.Ranges.Count,
            status = "online",
            parents = Array.Empty<string>(),
            _ts = 1,
        }).ToList();
        return GatewayAnswer.Json(200, new { _rid = container.Rid, PartitionKeyRanges = ranges, _count = ranges.Count }).With("etag", etag);
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request) =>
        (await JsonSerializer.DeserializeAsync<JsonObject>(request.Body).ConfigureAwait(false))!;
}
