using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Domain.Access;
using Platform.Storage.Files;

namespace Platform.Storage.Identity;

/// <summary>
/// Issues access tokens signed with ES256. The key is made at the first start, kept as PKCS #8 in a file of mode 600, and used for ever; deleting the file
/// ends every token that is out.
/// </summary>
public sealed class BuiltInIssuer : ITokenIssuer, IDisposable
{
    /// <summary>Subjects of built-in accounts begin with this; those of other issuers never do.</summary>
    public const string SubjectPrefix = "local:";

    private readonly BuiltInIssuerOptions options;
    private readonly TimeProvider time;
    private readonly ECDsa key;
    private readonly SigningCredentials credentials;

    private BuiltInIssuer(ECDsa key, BuiltInIssuerOptions options, TimeProvider time)
    {
        this.key = key;
        this.options = options;
        this.time = time;
        var signing = new ECDsaSecurityKey(key);
        signing.KeyId = Base64UrlEncoder.Encode(signing.ComputeJwkThumbprint());
        // The library's cache is one for the whole process: it would sign and verify with the disposed key of an earlier issuer on the same key file.
        signing.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        credentials = new SigningCredentials(signing, SecurityAlgorithms.EcdsaSha256);
    }

    /// <inheritdoc/>
    public string PublicKeySet
    {
        get
        {
            var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
            return JsonSerializer.Serialize(new
            {
                keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = credentials.Key.KeyId, x = jwk.X, y = jwk.Y } },
            });
        }
    }

    internal SecurityKey SigningKey => credentials.Key;

    internal BuiltInIssuerOptions Options => options;

    /// <summary>Opens the key in a directory of mode 700, making both when they are missing.</summary>
    /// <exception cref="IOException">The key file is damaged, or others can read it.</exception>
    public static BuiltInIssuer Open(string directory, BuiltInIssuerOptions options, TimeProvider time)
    {
        DurableFile.CreatePrivateDirectory(directory);
        var path = Path.Combine(Path.GetFullPath(directory), "issuer.pem");
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            DurableFile.WritePrivate(path, Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem()), replace: false);
        }

        return new BuiltInIssuer(ReadKey(path), options, time);
    }

    /// <inheritdoc/>
    public AccessToken Issue(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + options.Lifetime;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = credentials,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = principal.Subject,
                ["name"] = principal.DisplayName,
                ["roles"] = principal.Roles.Select(r => r.ToString()).ToArray(),
            },
        });
        return new AccessToken(token, expires);
    }

    public void Dispose() => key.Dispose();

    private static ECDsa ReadKey(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
            throw new IOException($"{path} can be read by others: whoever read it can sign in as anybody. Delete it, or set its mode to 600 if nobody did.");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new IOException($"{path} is no private key: restore it, or delete it to make a new one (everybody signs in again).", e);
        }
    }
}

/// <summary>What the built-in issuer writes into its tokens.</summary>
/// <param name="Issuer">The <c>iss</c> claim.</param>
/// <param name="Audience">The <c>aud</c> claim.</param>
/// <param name="Lifetime">How long a token is good.</param>
public sealed record BuiltInIssuerOptions(string Issuer, string Audience, TimeSpan Lifetime)
{
    /// <summary>Half an hour, for the platform itself.</summary>
    public static BuiltInIssuerOptions Default { get; } = new("urn:platform:issuer", "urn:platform", TimeSpan.FromMinutes(30));
}
