using System.Text.Json;
using Platform.Tests.CosmosGateway.Sql;

namespace Platform.Tests.CosmosGateway.Query;

/// <summary>A query as the SDK sends it: text, parameters and, when an ordered query goes on, where.</summary>
/// <param name="Text">The query's text.</param>
/// <param name="Query">The query.</param>
/// <param name="Resume">Where an ordered query goes on; null from the beginning.</param>
internal sealed record QueryRequest(string Text, SqlQuery Query, ResumeFilter? Resume)
{
    public static QueryRequest Read(JsonElement body)
    {
        var parameters = body.TryGetProperty("parameters", out var list)
            ? list.EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("value"), StringComparer.Ordinal)
            : [];
        var text = body.GetProperty("query").GetString()!;
        var resume = body.TryGetProperty("resumeFilter", out var filter) ? ResumeFilter.Read(filter) : null;
        return new QueryRequest(text, SqlParser.Parse(text, parameters), resume);
    }
}

/// <summary>Documents before the values are left out, with <paramref name="Exclude"/> also those that have them, and with a number those of the same values before it.</summary>
internal sealed record ResumeFilter(IReadOnlyList<JsonElement> Values, ulong? Number, bool Exclude)
{
    public static ResumeFilter Read(JsonElement filter) => new(
        [.. filter.GetProperty("value").EnumerateArray().Select(Value)],
        filter.TryGetProperty("rid", out var rid) && rid.ValueKind == JsonValueKind.String ? Storage.ResourceIds.Number(rid.GetString()!) : null,
        filter.GetProperty("exclude").GetBoolean());

    // An undefined value is sent as an empty array; texts, numbers, flags and null as they are.
    private static JsonElement Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() == 0 => default,
        JsonValueKind.Array or JsonValueKind.Object => throw new SqlException("Going on after an array or an object is not understood by this stand-in."),
        _ => value,
    };
}
