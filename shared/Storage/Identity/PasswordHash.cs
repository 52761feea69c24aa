using System.Security.Cryptography;
using System.Text;

namespace Platform.Storage.Identity;

/// <summary>PBKDF2 with HMAC-SHA-512, a 16-byte salt and a 32-byte result. The number of rounds is kept beside it, so that it can grow.</summary>
internal sealed record PasswordHash(string Salt, string Hash, int Rounds)
{
    /// <summary>Rounds of new hashes (OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512).</summary>
    public const int DefaultRounds = 210_000;

    private const int SaltBytes = 16, HashBytes = 32;

    public static PasswordHash Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(Convert.ToBase64String(salt), Convert.ToBase64String(Derive(password, salt, DefaultRounds)), DefaultRounds);
    }

    /// <summary>Compares in constant time.</summary>
    public bool Fits(string password) => CryptographicOperations.FixedTimeEquals(
        Derive(password, Convert.FromBase64String(Salt), Rounds), Convert.FromBase64String(Hash));

    private static byte[] Derive(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)), salt, rounds, HashAlgorithmName.SHA512, HashBytes);
}
