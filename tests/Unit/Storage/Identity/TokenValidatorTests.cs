using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Domain.Access;
using Platform.Storage.Identity;

namespace Platform.Tests.Unit.Storage.Identity;

public sealed class TokenValidatorTests : IDisposable
{
    private static readonly Principal Clerk = new("local:bd", "保定", [RoleGrant.Of(Role.Auditor), RoleGrant.Of(Role.Clerk, "130600")]);

    private readonly TemporaryDirectory directory = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly ForeignIssuer foreign = new();
    private readonly HttpClient http;
    private readonly BuiltInIssuer issuer;
    private readonly TokenValidator validator;

    public TokenValidatorTests()
    {
        http = new HttpClient(foreign);
        issuer = BuiltInIssuer.Open(directory.File("keys"), BuiltInIssuerOptions.Default, time);
        var oidc = new OidcIssuerOptions(
            "entra", ForeignIssuer.Issuer, "api://platform", ForeignIssuer.Issuer + "/.well-known/openid-configuration",
            [new("groups", "bureau-*", "clerk:{rest}"), new("roles", "Audit", "auditor")]);
        validator = new TokenValidator(issuer, [oidc], http, time);
    }

    public void Dispose()
    {
        http.Dispose();
        foreign.Dispose();
        issuer.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task BuiltIn_Token_IsItsPrincipalAlsoAfterRestart()
    {
        var token = issuer.Issue(Clerk);
        using var again = BuiltInIssuer.Open(directory.File("keys"), BuiltInIssuerOptions.Default, time);

        var result = await new TokenValidator(again, [], http, time).ValidateAsync(token.Token);

        Assert.Null(result.Failure);
        Assert.Equal(Clerk, result.Principal);
        Assert.Equal(time.GetUtcNow().AddMinutes(30), token.Expires);
    }

    [Fact]
    public async Task BuiltIn_Token_ExpiresByTheClock()
    {
        var token = issuer.Issue(Clerk).Token;

        time.Advance(TimeSpan.FromMinutes(31));
        Assert.NotNull((await validator.ValidateAsync(token)).Principal);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TokenFailure.Expired, (await validator.ValidateAsync(token)).Failure);
    }

    [Theory]
    [InlineData(null, TokenFailure.Missing)]
    [InlineData("", TokenFailure.Missing)]
    [InlineData("not a token", TokenFailure.Malformed)]
    [InlineData("a.b.c", TokenFailure.Malformed)]
    [InlineData("..", TokenFailure.Malformed)]
    public async Task NoToken_SaysWhy(string? token, TokenFailure expected) =>
        Assert.Equal(expected, (await validator.ValidateAsync(token)).Failure);

    [Fact]
    public async Task Altered_Token_IsABadSignature()
    {
        var parts = issuer.Issue(Clerk).Token.Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("130600", "130100", StringComparison.Ordinal);

        var result = await validator.ValidateAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}");

        Assert.Equal(TokenFailure.BadSignature, result.Failure);
    }

    [Fact]
    public async Task Token_WithoutOrWithSymmetricSignature_IsRefused()
    {
        var payload = issuer.Issue(Clerk).Token.Split('.')[1];
        var none = $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.";
        var head = Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""");
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(issuer.PublicKeySet), Encoding.ASCII.GetBytes($"{head}.{payload}"));

        Assert.Equal(TokenFailure.BadSignature, (await validator.ValidateAsync(none)).Failure);
        Assert.Equal(TokenFailure.BadSignature, (await validator.ValidateAsync($"{head}.{payload}.{Base64UrlEncoder.Encode(mac)}")).Failure);
    }

    [Fact]
    public async Task Token_OfAnotherInstallationOrAudience_IsRefused()
    {
        using var other = BuiltInIssuer.Open(directory.File("other"), BuiltInIssuerOptions.Default, time);
        using var elsewhere = BuiltInIssuer.Open(directory.File("keys"), BuiltInIssuerOptions.Default with { Audience = "urn:other" }, time);
        using var unknown = BuiltInIssuer.Open(directory.File("keys"), BuiltInIssuerOptions.Default with { Issuer = "urn:other" }, time);

        Assert.Equal(TokenFailure.BadSignature, (await validator.ValidateAsync(other.Issue(Clerk).Token)).Failure);
        Assert.Equal(TokenFailure.WrongAudience, (await validator.ValidateAsync(elsewhere.Issue(Clerk).Token)).Failure);
        Assert.Equal(TokenFailure.UnknownIssuer, (await validator.ValidateAsync(unknown.Issue(Clerk).Token)).Failure);
    }

    [Fact]
    public void Key_ReadableByOthers_IsRefused()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(directory.File("keys"), "issuer.pem");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Throws<IOException>(() => BuiltInIssuer.Open(directory.File("keys"), BuiltInIssuerOptions.Default, time));
    }

    [Fact]
    public void PublicKeySet_HoldsNoPrivateKey()
    {
        using var set = JsonDocument.Parse(issuer.PublicKeySet);
        var key = Assert.Single(set.RootElement.GetProperty("keys").EnumerateArray().ToArray());
        Assert.False(key.TryGetProperty("d", out _));
        Assert.Single(new JsonWebKeySet(issuer.PublicKeySet).GetSigningKeys());
    }

    [Fact]
    public async Task Oidc_Token_IsMappedByRules()
    {
        var result = await validator.ValidateAsync(foreign.Token(time, ["bureau-130600", "bureau-*", "others", "bureau-"], ["Audit", "Admin", "clerk:*"]));

        Assert.Null(result.Failure);
        Assert.Equal("entra:42", result.Principal!.Subject);
        Assert.Equal(["auditor", "clerk:130600"], result.Principal.Roles.Select(r => r.ToString()));
    }

    [Fact]
    public async Task Oidc_RotatedKey_IsFetchedAgainButNotAtEveryToken()
    {
        Assert.NotNull((await validator.ValidateAsync(foreign.Token(time, [], []))).Principal);
        foreign.Rotate();
        Assert.Equal(TokenFailure.BadSignature, (await validator.ValidateAsync(foreign.Token(time, [], []))).Failure);
        Assert.Equal(1, foreign.Fetches);

        time.Advance(TimeSpan.FromMinutes(6));

        Assert.NotNull((await validator.ValidateAsync(foreign.Token(time, [], []))).Principal);
        Assert.Equal(2, foreign.Fetches);
    }

    [Fact]
    public async Task Oidc_IssuerDown_IsKeysUnavailableUntilItIsBack()
    {
        foreign.Down = true;
        Assert.Equal(TokenFailure.KeysUnavailable, (await validator.ValidateAsync(foreign.Token(time, [], []))).Failure);

        foreign.Down = false;
        Assert.NotNull((await validator.ValidateAsync(foreign.Token(time, [], []))).Principal);
    }

    [Fact]
    public void Oidc_NameThatWouldMeetBuiltInSubjects_IsRefused() => Assert.Throws<ArgumentException>(() =>
        new TokenValidator(issuer, [new OidcIssuerOptions("local", "https://x", "a", "https://x/m", [])], http, time));

    /// <summary>An OIDC issuer behind an HTTP handler.</summary>
    private sealed class ForeignIssuer : HttpMessageHandler
    {
        public const string Issuer = "https://login.example/tenant";

        private RsaSecurityKey key = NewKey("k1");

        public bool Down { get; set; }

        public int Fetches { get; private set; }

        public void Rotate() => key = NewKey("k2");

        public string Token(TimeProvider time, string[] groups, string[] roles) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "api://platform",
            NotBefore = time.GetUtcNow().UtcDateTime,
            Expires = time.GetUtcNow().UtcDateTime.AddMinutes(5),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object> { ["sub"] = "42", ["name"] = "Somebody", ["groups"] = groups, ["roles"] = roles },
        });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Down)
                throw new HttpRequestException("No route to host.");
            var keys = request.RequestUri!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal);
            Fetches += keys ? 1 : 0;
            var answer = keys ? KeySet() : JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = Issuer + "/keys" });
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(answer, Encoding.UTF8, "application/json") });
        }

        private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

        private string KeySet()
        {
            var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)));
            return JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", use = "sig", kid = key.KeyId, n = jwk.N, e = jwk.E } } });
        }
    }
}
