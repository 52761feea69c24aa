using System.Collections.Frozen;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Domain.Access;

namespace Platform.Storage.Identity;

/// <summary>
/// Validates tokens of the built-in issuer and of configured OIDC issuers. Only asymmetric signatures are accepted; the issuer is chosen by the token's <c>iss</c> and
/// the token then has to verify with that issuer's keys, audience and times. Keys of other issuers are fetched when first needed and again when
/// a token names an unknown one (at most once in five minutes). Thread-safe.
/// </summary>
public sealed class TokenValidator : ITokenValidator
{
    private const int LongestToken = 32_768;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
    ];

    private readonly FrozenDictionary<string, TrustedIssuer> issuers;
    private readonly TimeProvider time;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <param name="builtIn">The built-in issuer; null where only others are trusted.</param>
    /// <param name="others">Other issuers.</param>
    /// <param name="http">Fetches their keys.</param>
    /// <param name="time">The clock.</param>
    public TokenValidator(BuiltInIssuer? builtIn, IEnumerable<OidcIssuerOptions> others, HttpClient http, TimeProvider time)
    {
        this.time = time;
        var trusted = others.Select(o => TrustedIssuer.Oidc(o, http, time)).ToList();
        if (builtIn is not null)
            trusted.Add(TrustedIssuer.BuiltIn(builtIn));
        issuers = trusted.ToFrozenDictionary(t => t.Issuer, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<TokenResult> ValidateAsync(string? token, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(token))
            return TokenResult.Of(TokenFailure.Missing);
        if (!TryRead(token, out var read))
            return TokenResult.Of(TokenFailure.Malformed);
        if (!issuers.TryGetValue(read.Issuer, out var issuer))
            return TokenResult.Of(TokenFailure.UnknownIssuer);
        if (await issuer.KeysAsync(read.Kid, cancellation).ConfigureAwait(false) is not { } keys)
            return TokenResult.Of(TokenFailure.KeysUnavailable);
        var validated = await handler.ValidateTokenAsync(token, Parameters(issuer, keys)).ConfigureAwait(false);
        return validated.IsValid
            ? issuer.PrincipalOf((JsonWebToken)validated.SecurityToken)
            : TokenResult.Of(FailureOf(validated.Exception));
    }

    private bool TryRead(string token, out JsonWebToken read)
    {
        read = null!;
        if (token.Length > LongestToken || !handler.CanReadToken(token))
            return false;
        try
        {
            read = handler.ReadJsonWebToken(token);
            return read.Issuer is not null;
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException)
        {
            return false;
        }
    }

    private TokenValidationParameters Parameters(TrustedIssuer issuer, IReadOnlyList<SecurityKey> keys) => new()
    {
        ValidIssuer = issuer.Issuer,
        ValidAudience = issuer.Audience,
        ValidAlgorithms = Algorithms,
        IssuerSigningKeys = keys,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => CheckLifetime(from, until),
    };

    private bool CheckLifetime(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (until is null || until.Value + Skew < now)
            throw new SecurityTokenExpiredException();
        if (from is { } begin && begin - Skew > now)
            throw new SecurityTokenNotYetValidException();
        return true;
    }

    private static TokenFailure FailureOf(Exception cause) => cause switch
    {
        SecurityTokenExpiredException or SecurityTokenNoExpirationException => TokenFailure.Expired,
        SecurityTokenNotYetValidException => TokenFailure.NotYetValid,
        SecurityTokenInvalidAudienceException => TokenFailure.WrongAudience,
        SecurityTokenInvalidIssuerException => TokenFailure.UnknownIssuer,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException
            or SecurityTokenInvalidSigningKeyException => TokenFailure.BadSignature,
        _ => TokenFailure.Malformed,
    };
}
