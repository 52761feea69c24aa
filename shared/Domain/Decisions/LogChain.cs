using System.Security.Cryptography;

namespace Platform.Domain.Decisions;

/// <summary>
/// The running digest of a log: each line carries the SHA-256 of the digest before it and its own bytes, so that a line that is changed, lost, added or moved
/// is noticed at its place. The digest of the last line names the whole log; kept elsewhere, it also tells a log that was made up anew.
/// </summary>
internal sealed class LogChain
{
    private byte[] digest = new byte[32];

    /// <summary>Takes the next line in; returns the digest after it, in lower-case hexadecimal.</summary>
    public string Next(ReadOnlySpan<byte> line)
    {
        digest = SHA256.HashData([.. digest, .. line]);
        return Convert.ToHexStringLower(digest);
    }
}
