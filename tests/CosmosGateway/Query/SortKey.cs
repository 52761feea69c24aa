using System.Text.Json;
using Platform.Tests.CosmosGateway.Sql;
using Platform.Tests.CosmosGateway.Storage;

namespace Platform.Tests.CosmosGateway.Query;

/// <summary>A document's place in a query's order: its sort values, then its number, which runs in the direction of the first term.</summary>
internal sealed record SortKey(IReadOnlyList<JsonElement> Values, ulong Number)
{
    public static SortKey Of(Item item, SqlQuery query) => new([.. query.Order.Select(o => SqlEvaluator.Follow(o.Path, item.Body))], item.Number);

    /// <summary>Compares in the query's order.</summary>
    public int CompareTo(SortKey other, SqlQuery query)
    {
        var values = CompareValues(other.Values, query);
        return values != 0 ? values : CompareNumbers(other.Number, query);
    }

    /// <summary>Whether the document lies at or behind the point of resumption.</summary>
    public bool IsFrom(ResumeFilter resume, SqlQuery query)
    {
        var values = CompareValues(resume.Values, query);
        return values > 0 || (values == 0 && !resume.Exclude && (resume.Number is not { } number || CompareNumbers(number, query) >= 0));
    }

    /// <summary>As a continuation.</summary>
    public string Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(Number);
            foreach (var value in Values)
            {
                writer.WriteStartArray();
                if (value.ValueKind != JsonValueKind.Undefined)
                    value.WriteTo(writer);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Convert.ToBase64String(stream.ToArray());
    }

    /// <summary>From a continuation.</summary>
    public static SortKey Read(string continuation)
    {
        var parts = JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(continuation)).EnumerateArray().ToList();
        return new SortKey([.. parts.Skip(1).Select(v => v.GetArrayLength() == 0 ? default : v[0])], parts[0].GetUInt64());
    }

    private int CompareValues(IReadOnlyList<JsonElement> others, SqlQuery query)
    {
        for (var i = 0; i < query.Order.Count; i++)
        {
            var order = SqlValues.Sort(Values[i], others[i]);
            if (order != 0)
                return query.Order[i].Descending ? -order : order;
        }

        return 0;
    }

    private int CompareNumbers(ulong other, SqlQuery query) => query.Order is [{ Descending: true }, ..] ? other.CompareTo(Number) : Number.CompareTo(other);
}
