using Azure.Core;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>Where the documents are and who asks for them.</summary>
/// <param name="Endpoint">The account, e.g. <c>https://NAME.documents.azure.com/</c>; it comes from settings, no host name is in the code.</param>
/// <param name="Database">Name of the database.</param>
public sealed record CosmosSettings(Uri Endpoint, string Database)
{
    /// <summary>Database taken where none is named.</summary>
    public const string DefaultDatabase = "platform";

    /// <summary>An account key, for an emulator; null to ask with <see cref="Credential"/>, as in the cloud, where accounts have no keys.</summary>
    public string? Key { get; init; }

    /// <summary>The identity that asks when there is no key; null for the machine's own (managed identity, environment, developer's sign-in).</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Creates the database and containers that are missing. Only with a key: an identity's data roles may not.</summary>
    public bool CreateContainers { get; init; }

    /// <summary>Talks to this address only and follows no other region that the account names: right for an emulator, whose account names addresses of its own network.</summary>
    public bool LimitToEndpoint { get; init; } = Endpoint.IsLoopback;

    /// <summary>From the settings <c>COSMOS_ENDPOINT</c>, <c>COSMOS_DATABASE</c>, <c>COSMOS_KEY</c> and <c>COSMOS_CREATE_CONTAINERS</c>; null when there is no endpoint.</summary>
    /// <exception cref="ArgumentException">The endpoint is no address.</exception>
    public static CosmosSettings? From(Func<string, string?> setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting("COSMOS_ENDPOINT") is not { Length: > 0 } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint))
            throw new ArgumentException($"COSMOS_ENDPOINT is '{text}', which is no address.", nameof(setting));
        return new CosmosSettings(endpoint, setting("COSMOS_DATABASE") is { Length: > 0 } name ? name : DefaultDatabase)
        {
            Key = setting("COSMOS_KEY") is { Length: > 0 } key ? key : null,
            CreateContainers = string.Equals(setting("COSMOS_CREATE_CONTAINERS"), "true", StringComparison.OrdinalIgnoreCase),
        };
    }

    // Requests that are throttled wait as long as the service says; an import that outruns its throughput is slowed down, not failed.
    internal CosmosClient Connect()
    {
        var options = new CosmosClientOptions
        {
            ApplicationName = "urban-spatial-platform",
            ConnectionMode = ConnectionMode.Gateway,
            LimitToEndpoint = LimitToEndpoint,
            EnableContentResponseOnWrite = false,
            MaxRetryAttemptsOnRateLimitedRequests = 30,
            MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(30),
            CosmosClientTelemetryOptions = new CosmosClientTelemetryOptions { DisableDistributedTracing = false },
        };
        return Key is not null
            ? new CosmosClient(Endpoint.AbsoluteUri, Key, options)
            : new CosmosClient(Endpoint.AbsoluteUri, Credential ?? new DefaultAzureCredential(), options);
    }
}
