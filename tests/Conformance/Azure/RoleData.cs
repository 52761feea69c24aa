using System.Text.Json;
using Platform.Tests.Conformance.Architecture;

namespace Platform.Tests.Conformance.Azure;

/// <summary>A built-in role.</summary>
/// <param name="Name">As Microsoft calls it.</param>
/// <param name="Id">Its definition; the same in every cloud.</param>
/// <param name="Grants">Those of the actions spoken of here that it allows.</param>
/// <param name="Source">Where Microsoft documents it.</param>
internal sealed record KnownRole(string Name, string Id, IReadOnlyList<string> Grants, string Source);

/// <summary>Something that roles are assigned on.</summary>
/// <param name="Name">For people.</param>
/// <param name="Scope">Parts of the scope in the template, the resource's type first; the narrowest on which the role works.</param>
/// <param name="Actions">Beginning of the actions that are asked of it.</param>
/// <param name="Users">Types that ask them of this one; of whichever when it is empty. The first that fits counts.</param>
internal sealed record Resource(string Name, IReadOnlyList<string> Scope, string Actions, IReadOnlyList<string> Users);

/// <summary>A role that follows from something else than a call of ours: a trigger's host, a setting, a subscription.</summary>
/// <param name="Evidence"><c>trigger NAME</c> for a binding attribute of the functions, <c>template TEXT</c> for text in the compiled Bicep.</param>
/// <param name="Role">Its name.</param>
/// <param name="On">Name of the resource.</param>
/// <param name="Source">Where Microsoft documents it, or why.</param>
/// <param name="Principal">Part of the expression of the principal, when it is not the app.</param>
/// <param name="When">Part of the condition under which it is needed; null when always.</param>
internal sealed record HostNeed(string Evidence, string Role, string On, string Source, string? Principal = null, string? When = null);

/// <summary>What roles are for, as data: <c>roles.json</c>.</summary>
/// <param name="Roles">The roles.</param>
/// <param name="Resources">What they are assigned on.</param>
/// <param name="Operations">What each method of the SDK that the code calls asks of the service; empty for one that sends nothing.</param>
/// <param name="Host">What else needs roles.</param>
internal sealed record RoleData(
    IReadOnlyList<KnownRole> Roles, IReadOnlyList<Resource> Resources, IReadOnlyDictionary<string, IReadOnlyList<string>> Operations, IReadOnlyList<HostNeed> Host)
{
    public static RoleData Read() =>
        JsonSerializer.Deserialize<RoleData>(File.ReadAllText(Repository.Absolute("tests/Conformance/Azure/roles.json")), JsonSerializerOptions.Web)!;

    public KnownRole Role(string name) => Roles.Single(role => role.Name == name);

    public Resource Resource(string name) => Resources.Single(resource => resource.Name == name);

    /// <summary>Where a type asks for an action.</summary>
    public Resource ResourceOf(string user, string action) => Resources.FirstOrDefault(
            resource => action.StartsWith(resource.Actions, StringComparison.Ordinal) && (resource.Users.Count == 0 || resource.Users.Contains(user)))
        ?? throw new InvalidOperationException($"{user} asks for {action} of nothing that roles.json knows.");
}
