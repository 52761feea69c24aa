using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Http;

/// <summary>What is sent back.</summary>
internal sealed record GatewayAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public Dictionary<string, string> Headers { get; } = [];

    public double Charge { get; init; }

    public static GatewayAnswer Json(int status, object body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body));

    /// <summary>An error as Cosmos DB words it.</summary>
    public static GatewayAnswer Error(int status, string message, int subStatus = 0)
    {
        var code = status switch
        {
            400 => "BadRequest",
            401 => "Unauthorized",
            404 => "NotFound",
            409 => "Conflict",
            412 => "PreconditionFailed",
            413 => "RequestEntityTooLarge",
            429 => "TooManyRequests",
            _ => "ServiceUnavailable",
        };
        var answer = Json(status, new { code, message });
        if (subStatus != 0)
            answer.Headers["x-ms-substatus"] = $"{subStatus}";
        return answer;
    }

    public GatewayAnswer With(string header, string? value)
    {
        if (value is not null)
            Headers[header] = value;
        return this;
    }
}
