using System.Net;
using Microsoft.Azure.Cosmos;
using Platform.Domain.Documents;

namespace Platform.Storage.Cosmos;

/// <summary>What an answer that is no answer means to whoever asked.</summary>
internal static class CosmosFailures
{
    private const int NoSuchOwner = 1003;
    private const int SessionNotYetHere = 1002;
    private const int PartitionIsFull = 1014;

    /// <summary>Whether a status says that the same request may succeed later; a write may then have happened or not.</summary>
    public static bool IsTransient(HttpStatusCode status, int subStatus) => status switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or (HttpStatusCode)449 => true,
        HttpStatusCode.NotFound => subStatus == SessionNotYetHere,
        _ => false,
    };

    /// <summary>Whether an exception says so. One of the SDK's own layers, which it lets through now and then and which carries no status, may pass.</summary>
    public static bool IsTransient(Exception exception) => Cause(exception) switch
    {
        CosmosException e => IsTransient(e.StatusCode, e.SubStatusCode),
        HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException => false,
        var e => IsOfTheSdk(e),
    };

    // Queries over several partitions wrap what a partition answered.
    private static Exception Cause(Exception exception) =>
        exception is not CosmosException && IsOfTheSdk(exception) && exception.InnerException is { } inner ? Cause(inner) : exception;

    private static bool IsOfTheSdk(Exception exception) => exception.GetType().Namespace?.StartsWith("Microsoft.Azure.", StringComparison.Ordinal) == true;

    /// <summary>Whether a 404 is about the container, not about a document in it.</summary>
    public static bool IsOwnerMissing(HttpStatusCode status, int subStatus) => status == HttpStatusCode.NotFound && subStatus == NoSuchOwner;

    /// <summary>The failure to throw.</summary>
    public static DocumentStoreException Of(string container, HttpStatusCode status, int subStatus, string? message, Exception? inner = null)
    {
        var (failure, advice) = status switch
        {
            _ when IsTransient(status, subStatus) => (DocumentStoreFailure.Busy, "try again later; when this stays, raise the container's throughput"),
            HttpStatusCode.Forbidden when subStatus == PartitionIsFull => (DocumentStoreFailure.Full, "a partition has reached its 20 GB"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                (DocumentStoreFailure.Io, "give the platform's identity the role Cosmos DB Built-in Data Contributor on the account"),
            HttpStatusCode.NotFound => (DocumentStoreFailure.Io, "deploy the containers of infra/azure/cosmos-containers.json"),
            _ => (DocumentStoreFailure.Io, "see the inner error"),
        };
        return new DocumentStoreException(failure, $"Cosmos DB answers {(int)status}/{subStatus} for container '{container}': {advice}. {message}", inner);
    }

    /// <summary>The failure for an exception of the SDK.</summary>
    public static DocumentStoreException Of(string container, Exception exception) => Cause(exception) is CosmosException e
        ? Of(container, e.StatusCode, e.SubStatusCode, e.ResponseBody, e)
        : new DocumentStoreException(DocumentStoreFailure.Busy, $"Cosmos DB does not answer for container '{container}': {exception.Message}", exception);
}
