using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Platform.Storage.Cosmos;

/// <summary>Reads the SDK's answers.</summary>
internal static class CosmosAnswers
{
    /// <summary>Point read: the document as stored; null when there is none.</summary>
    public static async Task<JsonDocument?> ReadAsync(Container container, PartitionKey partition, string id, CancellationToken cancellation)
    {
        using var answer = await container.ReadItemStreamAsync(id, partition, cancellationToken: cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
            return await JsonDocument.ParseAsync(answer.Content, cancellationToken: cancellation).ConfigureAwait(false);
        var subStatus = SubStatusOf(answer);
        return answer.StatusCode == HttpStatusCode.NotFound && subStatus == 0 ? null : throw Failure(container, answer);
    }

    /// <summary>The failure that an answer tells of.</summary>
    public static Exception Failure(Container container, ResponseMessage answer) =>
        CosmosFailures.Of(container.Id, answer.StatusCode, SubStatusOf(answer), answer.ErrorMessage);

    public static int SubStatusOf(ResponseMessage answer) => SubStatusOf(answer.Headers);

    public static int SubStatusOf(Headers headers) =>
        int.TryParse(headers["x-ms-substatus"], System.Globalization.CultureInfo.InvariantCulture, out var subStatus) ? subStatus : 0;
}
