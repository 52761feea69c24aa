using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.Tests.Conformance.Azure;

/// <summary>An assignment of a role in the compiled Bicep.</summary>
/// <param name="Role">Id of the built-in role; null for one that the template defines itself.</param>
/// <param name="Scope">Expression of what it is assigned on.</param>
/// <param name="Principal">Expression of who gets it.</param>
/// <param name="Condition">Conditions of the resource and of its module; empty when there is none.</param>
/// <param name="DataActions">Of a role that the template defines.</param>
internal sealed partial record AssignedRole(string? Role, string Scope, string Principal, string Condition, IReadOnlyList<string> DataActions)
{
    private const string Assignment = "Microsoft.Authorization/roleAssignments";
    private const string OfCosmos = "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments";

    /// <summary>All of a template.</summary>
    public static IReadOnlyList<AssignedRole> Of(ArmTemplate template) =>
        [.. template.Resources.Where(resource => resource["type"]!.ToString() is Assignment or OfCosmos).Select(resource => Read(template, resource))];

    private static AssignedRole Read(ArmTemplate template, JsonObject resource)
    {
        var properties = resource["properties"]!;
        var role = RoleOf(resource, properties["roleDefinitionId"]!.ToString());
        var own = role is null ? Assert.Single(template.OfType("Microsoft.Authorization/roleDefinitions")) : null;
        return new AssignedRole(
            role, (resource["scope"] ?? properties["scope"])!.ToString(), properties["principalId"]!.ToString(), ConditionOf(resource),
            own is null ? [] : [.. own["properties"]!["permissions"]![0]!["dataActions"]!.AsArray().Select(action => action!.ToString())]);
    }

    // A role is named by a variable of the template, or by a member of one.
    private static string? RoleOf(JsonObject resource, string expression)
    {
        if (RoleVariable().Match(expression) is not { Success: true } name)
            return null;
        var value = Around(resource).Select(node => node["variables"]?[name.Groups["variable"].Value]).First(found => found is not null);
        return (name.Groups["member"].Success ? value?[name.Groups["member"].Value] : value)?.ToString()
            ?? throw new InvalidOperationException($"The role of {expression} is not spelled as a variable.");
    }

    private static string ConditionOf(JsonObject resource) =>
        string.Join(" and ", Around(resource).Select(node => node["condition"]?.ToString()).Where(condition => condition is not null));

    // The resource, its template, the module that it is of, and so on outwards.
    private static IEnumerable<JsonObject> Around(JsonObject resource)
    {
        for (JsonNode? at = resource; at is not null; at = at.Parent)
        {
            if (at is JsonObject known)
                yield return known;
        }
    }

    [GeneratedRegex(@"variables\('(?<variable>roles|dataContributor)'\)(?:\.(?<member>\w+))?")]
    private static partial Regex RoleVariable();
}
