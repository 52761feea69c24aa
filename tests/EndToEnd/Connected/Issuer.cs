using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Tests.EndToEnd.Connected;

/// <summary>An OIDC issuer on this machine: metadata and keys over HTTP, signed tokens.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Audience = "api://platform";

    private readonly LoopbackServer server;
    private readonly RsaSecurityKey key = NewKey();

    public Issuer() => server = new LoopbackServer(Answer);

    public Uri Address => server.Address;

    /// <summary>The platform's setting that trusts it: groups and app roles become roles with their scope.</summary>
    public string Setting => JsonSerializer.Serialize(new[]
    {
        new
        {
            name = "entra", issuer = Address, audience = Audience, metadataAddress = $"{Address}.well-known/openid-configuration", subjectClaim = "oid",
            roles = new[]
            {
                new { claim = "groups", value = "bureau-*", grant = "clerk:{rest}" }, new { claim = "groups", value = "dept-*", grant = "department:{rest}" },
                new { claim = "roles", value = "Province.Officer", grant = "province-officer" },
            },
        },
    });

    public string Token(string subject, string audience = Audience, string[]? groups = null, string[]? roles = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address.ToString(),
        Audience = audience,
        Expires = DateTime.UtcNow.AddMinutes(30),
        Claims = new Dictionary<string, object> { ["oid"] = subject, ["name"] = "王工", ["groups"] = groups ?? [], ["roles"] = roles ?? [] },
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });

    public void Dispose() => server.Dispose();

    private byte[] Answer(string path) => path == "/keys"
        ? JsonSerializer.SerializeToUtf8Bytes(new { keys = new[] { Published(key) } })
        : Encoding.UTF8.GetBytes($$"""{ "issuer": "{{Address}}", "jwks_uri": "{{Address}}keys" }""");

    private static object Published(RsaSecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = key.KeyId });
        return new { kty = jwk.Kty, kid = jwk.Kid, use = "sig", n = jwk.N, e = jwk.E };
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
}
