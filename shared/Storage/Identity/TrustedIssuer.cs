using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Domain.Access;

namespace Platform.Storage.Identity;

/// <summary>One issuer of the <see cref="TokenValidator"/>: where its keys come from and what its claims mean.</summary>
internal sealed class TrustedIssuer
{
    private readonly OidcIssuerOptions? oidc;
    private readonly Func<string?, CancellationToken, Task<IReadOnlyList<SecurityKey>?>> keys;

    private TrustedIssuer(
        string issuer, string audience, OidcIssuerOptions? oidc, Func<string?, CancellationToken, Task<IReadOnlyList<SecurityKey>?>> keys) =>
        (Issuer, Audience, this.oidc, this.keys) = (issuer, audience, oidc, keys);

    public string Issuer { get; }

    public string Audience { get; }

    public static TrustedIssuer BuiltIn(BuiltInIssuer issuer)
    {
        IReadOnlyList<SecurityKey> own = [issuer.SigningKey];
        return new(issuer.Options.Issuer, issuer.Options.Audience, null, (_, _) => Task.FromResult<IReadOnlyList<SecurityKey>?>(own));
    }

    public static TrustedIssuer Oidc(OidcIssuerOptions options, HttpClient http, TimeProvider time)
    {
        var prefix = options.Name + ":";
        if (prefix is ":" or BuiltInIssuer.SubjectPrefix || options.Name.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException($"'{options.Name}' cannot name an issuer.", nameof(options));
        return new(options.Issuer, options.Audience, options, new OidcKeys(options, http, time).ForAsync);
    }

    /// <summary>The keys to try; null when they cannot be fetched.</summary>
    public Task<IReadOnlyList<SecurityKey>?> KeysAsync(string? keyId, CancellationToken cancellation) => keys(keyId, cancellation);

    /// <summary>Reads a validated token.</summary>
    public TokenResult PrincipalOf(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<string>(oidc?.SubjectClaim ?? "sub", out var subject) || string.IsNullOrEmpty(subject))
            return TokenResult.Of(TokenFailure.NoSubject);
        var name = token.TryGetPayloadValue<string>(oidc?.NameClaim ?? "name", out var given) ? given : subject;
        var full = oidc is null ? subject : $"{oidc.Name}:{subject}";
        return TokenResult.Of(new Principal(full, name, [.. GrantsOf(token).Distinct().OrderBy(g => g.ToString(), StringComparer.Ordinal)]));
    }

    private IEnumerable<RoleGrant> GrantsOf(JsonWebToken token) => oidc is null
        ? token.Claims.Where(c => c.Type == "roles").Select(c => RoleGrant.TryParse(c.Value, out var grant) ? grant : null).OfType<RoleGrant>()
        : token.Claims.SelectMany(c => oidc.Roles.Select(rule => rule.Apply(c.Type, c.Value))).OfType<RoleGrant>();
}
