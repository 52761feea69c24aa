namespace Platform.Functions.Http;

/// <summary>What the OpenAPI document says of an HTTP function.</summary>
/// <param name="tag">Group that it belongs to.</param>
/// <param name="chinese">What it does, in Chinese.</param>
/// <param name="english">The same in English.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DescribesAttribute(string tag, string chinese, string english) : Attribute
{
    public string Tag { get; } = tag;

    public string Chinese { get; } = chinese;

    public string English { get; } = english;

    /// <summary>Type of the JSON body that is expected; null when there is none.</summary>
    public Type? Body { get; init; }

    /// <summary>Type of the JSON answer; null when the answer is not JSON or is described in words.</summary>
    public Type? Answer { get; init; }

    /// <summary>Media type of an answer that is not JSON.</summary>
    public string? MediaType { get; init; }

    /// <summary>Status of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Names of the query parameters, separated by commas.</summary>
    public string Query { get; init; } = "";
}
