namespace Platform.Tests.CosmosGateway;

/// <summary>What a request does.</summary>
public enum GatewayCallKind
{
    /// <summary>Account, database, container, physical partitions.</summary>
    Metadata,
    Read,
    Write,
    Batch,
    Query,
    QueryPlan,
    ChangeFeed,
}

/// <summary>A request on its way.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Container">Name of the container, or empty.</param>
/// <param name="Number">How many requests of all kinds came before it.</param>
public sealed record GatewayCall(GatewayCallKind Kind, string Container, long Number);

/// <summary>What goes wrong with a request.</summary>
public enum GatewayFault
{
    None,

    /// <summary>429 with a time to wait; nothing is done.</summary>
    Throttled,

    /// <summary>503; nothing is done.</summary>
    Unavailable,

    /// <summary>It is done, then the connection breaks before the answer.</summary>
    AnswerLost,

    /// <summary>It is done, but the answer says 503.</summary>
    AnswerUnavailable,
}
