using System.Text;
using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Sql;

/// <summary>How Cosmos DB compares values: only those of one type; sorted, undefined first, then null, flags, numbers, texts, arrays, objects.</summary>
internal static class SqlValues
{
    /// <summary>-1, 0, 1 between two values of one comparable type; null otherwise.</summary>
    public static int? Compare(JsonElement left, JsonElement right)
    {
        if (Rank(left) != Rank(right))
            return null;
        return left.ValueKind switch
        {
            JsonValueKind.Null => 0,
            JsonValueKind.True or JsonValueKind.False => left.GetBoolean().CompareTo(right.GetBoolean()),
            JsonValueKind.Number => left.GetDouble().CompareTo(right.GetDouble()),
            JsonValueKind.String => Encoding.UTF8.GetBytes(left.GetString()!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.GetString()!)),
            _ => null,
        };
    }

    /// <summary>The order of sorting, which any two values have.</summary>
    public static int Sort(JsonElement left, JsonElement right)
    {
        var ranks = Rank(left).CompareTo(Rank(right));
        return ranks != 0 ? ranks : Compare(left, right) ?? 0;
    }

    private static int Rank(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => 0,
        JsonValueKind.Null => 1,
        JsonValueKind.True or JsonValueKind.False => 2,
        JsonValueKind.Number => 3,
        JsonValueKind.String => 4,
        JsonValueKind.Array => 5,
        _ => 6,
    };
}
