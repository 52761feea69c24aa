using System.Collections.Immutable;
using Platform.Domain.Access;

namespace Platform.Storage.Identity;

/// <summary>
/// An OpenID Connect issuer that is trusted, as data.
/// </summary>
/// <param name="Name">Short name; subjects become <c>name:sub</c>, so that two issuers' subjects never meet. Not <c>local</c>.</param>
/// <param name="Issuer">The exact <c>iss</c> of its tokens.</param>
/// <param name="Audience">The <c>aud</c> that names this platform there.</param>
/// <param name="MetadataAddress">Address of its <c>.well-known/openid-configuration</c>; https, except on loopback.</param>
/// <param name="Roles">Which of its claims give which roles; claims that no rule names give none.</param>
public sealed record OidcIssuerOptions(
    string Name, string Issuer, string Audience, string MetadataAddress, ImmutableArray<RoleRule> Roles)
{
    /// <summary>The claim that identifies the person for ever (Entra ID: <c>oid</c>).</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>The claim that people read.</summary>
    public string NameClaim { get; init; } = "name";
}

/// <summary>One rule from a claim to a role.</summary>
/// <param name="Claim">Claim type, e.g. <c>roles</c> or <c>groups</c>.</param>
/// <param name="Value">Its value; a trailing <c>*</c> matches the rest.</param>
/// <param name="Grant">The role in text form; <c>{rest}</c> stands for what the star matched, e.g. <c>clerk:{rest}</c>.</param>
public sealed record RoleRule(string Claim, string Value, string Grant)
{
    /// <summary>The role that a claim's value gives, or null. What the star matched never widens the scope to everywhere.</summary>
    public RoleGrant? Apply(string claim, string value)
    {
        if (claim != Claim)
            return null;
        var rest = "";
        if (Value.EndsWith('*'))
        {
            if (!value.StartsWith(Value[..^1], StringComparison.Ordinal))
                return null;
            rest = value[(Value.Length - 1)..];
            if (rest is "" or RoleGrant.Everywhere)
                return null;
        }
        else if (value != Value)
        {
            return null;
        }

        return RoleGrant.TryParse(Grant.Replace("{rest}", rest, StringComparison.Ordinal), out var grant) ? grant : null;
    }
}
