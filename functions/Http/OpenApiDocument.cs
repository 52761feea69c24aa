using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using Platform.Domain.Access;
using Platform.Domain.Json;
using Platform.Orchestrations.Campaigns;

namespace Platform.Functions.Http;

/// <summary>The OpenAPI 3.1 document, made from the functions' own attributes and types, so that it cannot say anything else than the program does.</summary>
public sealed partial class OpenApiDocument(FunctionCatalogue functions)
{
    private readonly Lazy<JsonObject> document = new(() => Make(functions));

    /// <summary>The document; made once.</summary>
    public JsonObject Build() => (JsonObject)document.Value.DeepClone();

    private static JsonObject Make(FunctionCatalogue functions)
    {
        var schemas = new JsonObject();
        var paths = new JsonObject();
        foreach (var function in functions.All)
        {
            if (function is not { Describes: { } describes, Trigger.Route: { } route } || route.StartsWith("{*", StringComparison.Ordinal))
                continue;
            var path = "/" + route;
            if (paths[path] is not JsonObject operations)
                paths[path] = operations = [];
            foreach (var method in function.Trigger.Methods ?? [])
                operations[method.ToLowerInvariant()] = Operation(function, describes, route, schemas);
        }

        schemas["Problem"] = Placed(Schema(typeof(Problem)), "Problem");
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "城镇空间信息平台 · Urban spatial information platform",
                ["version"] = IssueDesk.ProgramVersion,
                ["description"] = "Coordinates: EPSG:4490, longitude and latitude in degrees. Areas: m².",
            },
            ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" } },
                ["schemas"] = schemas,
            },
        };
    }

    private static JsonObject Operation(HttpFunction function, DescribesAttribute describes, string route, JsonObject schemas)
    {
        var operation = new JsonObject
        {
            ["operationId"] = function.Name,
            ["tags"] = new JsonArray(describes.Tag),
            ["summary"] = describes.Chinese,
            ["description"] = describes.English,
            ["parameters"] = Parameters(route, describes.Query),
            ["responses"] = new JsonObject
            {
                [describes.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Success(describes, schemas),
                ["default"] = Content("application/problem+json", Reference("Problem"), "RFC 9457 problem"),
            },
        };
        if (function.Requires?.Operation == Domain.Access.Operation.Anonymous)
            operation["security"] = new JsonArray();
        if (describes.Body is { } body)
            operation["requestBody"] = Content("application/json", Named(body, schemas), null);
        return operation;
    }

    private static JsonArray Parameters(string route, string query)
    {
        var parameters = new JsonArray();
        foreach (Match match in RouteParameter().Matches(route))
            parameters.Add(Parameter(match.Groups[1].Value, "path", required: true));
        foreach (var name in query.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            parameters.Add(Parameter(name, "query", required: false));
        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool required) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Success(DescribesAttribute describes, JsonObject schemas) => describes switch
    {
        { Answer: { } answer } => Content("application/json", Named(answer, schemas), describes.English),
        { MediaType: { } media } => Content(media, [], describes.English),
        _ => new JsonObject { ["description"] = describes.English },
    };

    private static JsonObject Content(string mediaType, JsonObject schema, string? description)
    {
        var content = new JsonObject { ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } } };
        if (description is not null)
            content["description"] = description;
        return content;
    }

    private static JsonObject Named(Type type, JsonObject schemas)
    {
        var name = NameOf(type);
        if (!schemas.ContainsKey(name))
            schemas[name] = Placed(Schema(type), name);
        return Reference(name);
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(NameOf)) + type.Name.Split('`')[0].Replace("IReadOnly", "", StringComparison.Ordinal)
        : type.Name;

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    // A schema on its own refers to its parts from its root; here its root is a component of the document.
    private static JsonNode Placed(JsonNode schema, string name)
    {
        if (schema is JsonObject made && made["$ref"] is JsonValue reference && reference.GetValue<string>() is ['#', .. var rest])
            made["$ref"] = $"#/components/schemas/{name}{rest}";
        foreach (var part in schema is JsonObject members ? members.Select(m => m.Value) : schema is JsonArray items ? items : [])
        {
            if (part is JsonObject or JsonArray)
                Placed(part, name);
        }

        return schema;
    }

    private static JsonNode Schema(Type type) => PlatformJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });

    [GeneratedRegex(@"\{\*?([a-zA-Z]+)[^}]*\}")]
    private static partial Regex RouteParameter();
}
