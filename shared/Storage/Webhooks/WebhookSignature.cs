using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Storage.Webhooks;

/// <summary>
/// Signs and checks messages by the Standard Webhooks scheme: <c>webhook-signature: v1,</c> and the base64 of HMAC-SHA256 over <c>id.timestamp.body</c>.
/// Several signatures, separated by blanks, let a secret be changed without a gap.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>How far the sender's clock may be off: what is older may be a recorded message that is sent again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The value of <see cref="SignatureHeader"/>.</summary>
    public static string Of(string secret, string id, DateTimeOffset time, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Hash(secret, id, time.ToUnixTimeSeconds(), body));

    /// <summary>Why the signature does not hold, or null when it does.</summary>
    public static string? Flaw(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures))
            return $"{IdHeader}, {SignatureHeader}";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
            return TimestampHeader;
        var expected = Hash(secret, id, seconds, body);
        foreach (var given in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4))
        {
            var bytes = new byte[expected.Length];
            if (given.StartsWith(Version, StringComparison.Ordinal) && Convert.TryFromBase64String(given[Version.Length..], bytes, out var length)
                && CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(0, length)))
                return null;
        }

        return SignatureHeader;
    }

    private static byte[] Hash(string secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
