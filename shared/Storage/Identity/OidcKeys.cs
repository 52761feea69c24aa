using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Platform.Storage.Identity;

/// <summary>
/// The signing keys of one OIDC issuer: fetched when first needed, kept for twelve hours, and fetched again when a token names a key that is not among them, at
/// most once in five minutes. When fetching fails, keys that were fetched before stay good.
/// </summary>
internal sealed class OidcKeys(OidcIssuerOptions options, HttpClient http, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(12);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly HttpDocumentRetriever retriever = new(http) { RequireHttps = !new Uri(options.MetadataAddress).IsLoopback };
    private IReadOnlyList<SecurityKey>? keys;
    private DateTimeOffset fetched;
    private DateTimeOffset tried = DateTimeOffset.MinValue;

    /// <summary>The keys to try for a token that names <paramref name="keyId"/>; null when none could ever be fetched.</summary>
    public async Task<IReadOnlyList<SecurityKey>?> ForAsync(string? keyId, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            var wanted = keys is null || now - fetched > Freshness || (!string.IsNullOrEmpty(keyId) && keys.All(k => k.KeyId != keyId));
            if (wanted && (keys is null || now - tried >= Pause))
                await FetchAsync(now, cancellation).ConfigureAwait(false);
            return keys;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        tried = now;
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(options.MetadataAddress, retriever, cancellation).ConfigureAwait(false);
            if (metadata.Issuer != options.Issuer || metadata.SigningKeys.Count == 0)
                return;
            keys = [.. metadata.SigningKeys];
            fetched = now;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ArgumentException or System.Text.Json.JsonException)
        {
            // The issuer cannot be reached or answers nonsense: the keys at hand, if any, stay good.
        }
    }
}
