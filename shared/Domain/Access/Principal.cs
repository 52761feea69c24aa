using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Domain.Documents;

namespace Platform.Domain.Access;

/// <summary>What a principal may be.</summary>
public enum Role
{
    /// <summary>Issues campaigns, watches, closes (省厅). Scope: unit code or <c>*</c>.</summary>
    ProvinceOfficer,

    /// <summary>Audits answers. Scope: unit code or <c>*</c>.</summary>
    ProvinceReviewer,

    /// <summary>Enters and uploads for a bureau. Scope: unit code, region code of a district of a unit, or <c>*</c>.</summary>
    Clerk,

    /// <summary>Checks inside a bureau as the second person. Scope: unit code or <c>*</c>.</summary>
    Checker,

    /// <summary>Another department of the province. Scope: its code.</summary>
    Department,

    /// <summary>Reads everything, changes nothing. No scope.</summary>
    Auditor,

    /// <summary>Anybody. No scope.</summary>
    Public,
}

/// <summary>
/// A role with its scope. As text: <c>clerk:130600</c>, <c>province-officer:*</c>, <c>department:fgw</c>, <c>auditor</c>, <c>public</c>.
/// A province role without a scope means <c>*</c>.
/// </summary>
[JsonConverter(typeof(RoleGrantConverter))]
public sealed record RoleGrant
{
    /// <summary>The scope that covers every unit.</summary>
    public const string Everywhere = "*";

    private static readonly ImmutableArray<(string Name, Role Role)> Names =
    [
        ("province-officer", Role.ProvinceOfficer),
        ("province-reviewer", Role.ProvinceReviewer),
        ("clerk", Role.Clerk),
        ("checker", Role.Checker),
        ("department", Role.Department),
        ("auditor", Role.Auditor),
        ("public", Role.Public),
    ];

    private RoleGrant(Role role, string scope) => (Role, Scope) = (role, scope);

    public Role Role { get; }

    /// <summary>A unit code, the region code of a district inside a unit, a department code, or <see cref="Everywhere"/>; empty for roles without a scope.</summary>
    public string Scope { get; }

    /// <summary>Makes a grant; throws <see cref="ArgumentException"/> when the scope does not suit the role.</summary>
    public static RoleGrant Of(Role role, string scope = "") => TryMake(role, scope) is { } grant
        ? grant
        : throw new ArgumentException($"Role {role} does not take the scope '{scope}'.", nameof(scope));

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out RoleGrant? grant)
    {
        grant = null;
        if (text is null)
            return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        foreach (var known in Names)
        {
            if (known.Name == name)
                grant = colon == text.Length - 1 ? null : TryMake(known.Role, colon < 0 ? "" : text[(colon + 1)..]);
        }

        return grant is not null;
    }

    /// <summary>True when the grant's scope includes the unit or department.</summary>
    public bool Covers(string code) => Scope == Everywhere || string.Equals(Scope, code, StringComparison.Ordinal);

    public override string ToString()
    {
        var name = Names.First(n => n.Role == Role).Name;
        return Scope.Length == 0 ? name : $"{name}:{Scope}";
    }

    private static RoleGrant? TryMake(Role role, string scope) => role switch
    {
        Role.Auditor or Role.Public => scope.Length == 0 ? new RoleGrant(role, "") : null,
        Role.ProvinceOfficer or Role.ProvinceReviewer when scope.Length == 0 => new RoleGrant(role, Everywhere),
        Role.Department => scope != Everywhere && KeyText.IsValid(scope) ? new RoleGrant(role, scope) : null,
        _ => KeyText.IsValid(scope) ? new RoleGrant(role, scope) : null,
    };
}

/// <summary>Who acts.</summary>
/// <param name="Subject">Stable identifier; the same person always has the same one. Compare this, never the name.</param>
/// <param name="DisplayName">For people to read.</param>
/// <param name="Roles">What the principal may be, in no particular order.</param>
public sealed record Principal(string Subject, string DisplayName, ImmutableArray<RoleGrant> Roles)
{
    /// <summary>Somebody who has not signed in.</summary>
    public static Principal Anonymous { get; } = new("anonymous", "anonymous", [RoleGrant.Of(Role.Public)]);

    public bool Equals(Principal? other) => other is not null
        && Subject == other.Subject && DisplayName == other.DisplayName && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Subject, DisplayName, Roles.Length);

    /// <summary>True when some grant has the role, whatever its scope.</summary>
    public bool Has(Role role) => Roles.Any(r => r.Role == role);

    /// <summary>True when some grant has the role and covers the unit or department.</summary>
    public bool Has(Role role, string code) => Roles.Any(r => r.Role == role && r.Covers(code));
}

internal sealed class RoleGrantConverter : JsonConverter<RoleGrant>
{
    public override RoleGrant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RoleGrant.TryParse(reader.GetString(), out var grant) ? grant! : throw new JsonException("Not a role.");

    public override void Write(Utf8JsonWriter writer, RoleGrant value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
