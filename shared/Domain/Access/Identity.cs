namespace Platform.Domain.Access;

/// <summary>An account of the built-in issuer, without its secret.</summary>
/// <param name="Name">What the person signs in with: 1 to 64 lower-case letters, digits, <c>. - _ @</c>.</param>
/// <param name="Principal">Who that is.</param>
public sealed record Account(string Name, Principal Principal);

/// <summary>How a change of accounts ended.</summary>
public enum AccountOutcome
{
    Done,

    /// <summary>There is an account of this name.</summary>
    NameTaken,

    /// <summary>The name is not 1 to 64 lower-case letters, digits, <c>. - _ @</c>.</summary>
    NameInvalid,

    /// <summary>The password has fewer than 8 or more than 256 characters.</summary>
    PasswordUnsuitable,

    /// <summary>There is no account of this name.</summary>
    NotFound,
}

/// <summary>The accounts of the embedded host. Thread-safe; changes are durable on return.</summary>
public interface IAccountStore
{
    /// <summary>Makes an account. Its subject is derived from the name and stays the same for ever.</summary>
    Task<AccountOutcome> AddAsync(
        string name, string password, string displayName, IEnumerable<RoleGrant> roles, CancellationToken cancellation = default);

    Task<AccountOutcome> SetPasswordAsync(string name, string password, CancellationToken cancellation = default);

    Task<AccountOutcome> RemoveAsync(string name, CancellationToken cancellation = default);

    /// <summary>All accounts by name.</summary>
    Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation = default);

    /// <summary>The principal when name and password fit, else null; both answers take the same time, whether the name exists or not.</summary>
    Task<Principal?> SignInAsync(string name, string password, CancellationToken cancellation = default);
}

/// <summary>A bearer token and when it ends.</summary>
public sealed record AccessToken(string Token, DateTimeOffset Expires);

/// <summary>Issues access tokens for principals of the built-in accounts.</summary>
public interface ITokenIssuer
{
    AccessToken Issue(Principal principal);

    /// <summary>The public signing keys as a JSON Web Key Set (RFC 7517).</summary>
    string PublicKeySet { get; }
}

/// <summary>Why a token does not name a principal.</summary>
public enum TokenFailure
{
    /// <summary>There is no token.</summary>
    Missing,

    /// <summary>It is not a signed JWT.</summary>
    Malformed,

    /// <summary>No configured issuer issued it.</summary>
    UnknownIssuer,

    /// <summary>It is meant for somebody else.</summary>
    WrongAudience,

    /// <summary>Its signature does not verify, or its algorithm or key is not allowed.</summary>
    BadSignature,

    Expired,

    /// <summary>It is valid only later.</summary>
    NotYetValid,

    /// <summary>It has no subject.</summary>
    NoSubject,

    /// <summary>The issuer's keys cannot be fetched at present; trying again is right.</summary>
    KeysUnavailable,
}

/// <summary>The answer of <see cref="ITokenValidator"/>: a principal or a failure, never both.</summary>
public sealed record TokenResult
{
    private TokenResult(Principal? principal, TokenFailure? failure) => (Principal, Failure) = (principal, failure);

    /// <summary>Who acts; null on failure.</summary>
    public Principal? Principal { get; }

    /// <summary>Why not; null on success.</summary>
    public TokenFailure? Failure { get; }

    public static TokenResult Of(Principal principal) => new(principal, null);

    public static TokenResult Of(TokenFailure failure) => new(null, failure);
}

/// <summary>Turns bearer tokens into principals. Thread-safe.</summary>
public interface ITokenValidator
{
    /// <param name="token">The token alone, without <c>Bearer</c>.</param>
    /// <param name="cancellation">Stops fetching the issuer's keys.</param>
    Task<TokenResult> ValidateAsync(string? token, CancellationToken cancellation = default);
}
