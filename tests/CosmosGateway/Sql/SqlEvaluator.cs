using System.Text.Json;

namespace Platform.Tests.CosmosGateway.Sql;

/// <summary>Evaluates expressions over one document. An undefined value is an element of no kind; a condition may be true, false or undefined.</summary>
internal static class SqlEvaluator
{
    /// <summary>Whether a document satisfies a condition; undefined does not.</summary>
    public static bool Holds(SqlExpression? condition, JsonElement document) => condition is null || Condition(condition, document) == true;

    /// <summary>The member that a path leads to, or undefined.</summary>
    public static JsonElement Follow(SqlExpression.Path path, JsonElement document)
    {
        foreach (var step in path.Steps)
        {
            if (step is string name && document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var member))
                document = member;
            else if (step is int index && document.ValueKind == JsonValueKind.Array && index < document.GetArrayLength())
                document = document[index];
            else
                return default;
        }

        return document;
    }

    /// <summary>Writes a value; false when it is undefined and nothing was written.</summary>
    public static bool Write(Utf8JsonWriter writer, SqlExpression expression, JsonElement document, long count)
    {
        switch (expression)
        {
            case SqlExpression.NewArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                    Write(writer, item, document, count);
                writer.WriteEndArray();
                return true;
            case SqlExpression.NewObject made:
                writer.WriteStartObject();
                foreach (var (name, member) in made.Members)
                    WriteMember(writer, name, member, document, count);
                writer.WriteEndObject();
                return true;
            case SqlExpression.Call { Function: "COUNT" }:
                writer.WriteNumberValue(count);
                return true;
            default:
                var value = Value(expression, document);
                if (value.ValueKind == JsonValueKind.Undefined)
                    return false;
                value.WriteTo(writer);
                return true;
        }
    }

    /// <summary>Writes a member unless its value is undefined.</summary>
    public static void WriteMember(Utf8JsonWriter writer, string name, SqlExpression expression, JsonElement document, long count)
    {
        if (expression is SqlExpression.Path path && Follow(path, document).ValueKind == JsonValueKind.Undefined)
            return;
        writer.WritePropertyName(name);
        Write(writer, expression, document, count);
    }

    private static bool? Condition(SqlExpression expression, JsonElement document)
    {
        switch (expression)
        {
            case SqlExpression.Binary { Operator: "AND" } and:
                return Condition(and.Left, document) & Condition(and.Right, document);
            case SqlExpression.Binary { Operator: "OR" } or:
                return Condition(or.Left, document) | Condition(or.Right, document);
            case SqlExpression.Binary comparison:
                return Compare(comparison.Operator, Value(comparison.Left, document), Value(comparison.Right, document));
            case SqlExpression.Not not:
                return !Condition(not.Operand, document);
            case SqlExpression.In oneOf:
                var value = Value(oneOf.Value, document);
                return value.ValueKind == JsonValueKind.Undefined ? null : oneOf.Candidates.Any(c => Compare("=", value, Value(c, document)) == true);
            case SqlExpression.Call call:
                return Call(call, document);
            default:
                return Value(expression, document).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        }
    }

    private static bool? Compare(string symbol, JsonElement left, JsonElement right)
    {
        if (left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined)
            return null;
        if (SqlValues.Compare(left, right) is not { } order)
            return symbol switch { "=" => false, "!=" or "<>" => true, _ => null };
        return symbol switch
        {
            "=" => order == 0,
            "!=" or "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static bool? Call(SqlExpression.Call call, JsonElement document)
    {
        var arguments = call.Arguments.Select(a => Value(a, document)).ToArray();
        switch (call.Function)
        {
            case "IS_DEFINED":
                return arguments[0].ValueKind != JsonValueKind.Undefined;
            case "IS_NULL":
                return arguments[0].ValueKind == JsonValueKind.Null;
            case "STARTSWITH":
                return arguments.Length == 2 && arguments.All(a => a.ValueKind == JsonValueKind.String)
                    ? arguments[0].GetString()!.StartsWith(arguments[1].GetString()!, StringComparison.Ordinal)
                    : null;
            case "ST_INTERSECTS":
                return GeodesicShapes.Intersect(arguments[0], arguments[1]);
            default:
                throw new SqlException($"{call.Function} is no condition.");
        }
    }

    private static JsonElement Value(SqlExpression expression, JsonElement document) => expression switch
    {
        SqlExpression.Literal literal => literal.Value,
        SqlExpression.Path path => Follow(path, document),
        SqlExpression.NewArray or SqlExpression.NewObject => Made(expression, document),
        _ => Condition(expression, document) is { } flag ? JsonSerializer.SerializeToElement(flag) : default,
    };

    private static JsonElement Made(SqlExpression expression, JsonElement document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, expression, document, 0);
        return JsonSerializer.Deserialize<JsonElement>(stream.ToArray());
    }
}
