using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Domain.Samples;

/// <summary>
/// Choices derived from (rule, seed, patch key) by SHA-256: the same on every machine and in every order. Each named choice is independent of the
/// others, so that adding one changes none.
/// </summary>
internal sealed class SampleDraws(string rule, long seed, string patchKey)
{
    /// <summary>0 … 99, for the named choice.</summary>
    public int Percent(string choice) => (int)(Number(choice) % 100);

    /// <summary>One of <paramref name="options"/>, for the named choice.</summary>
    public T Pick<T>(string choice, IReadOnlyList<T> options) => options[(int)(Number(choice) % (uint)options.Count)];

    private uint Number(string choice)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rule}\n{seed}\n{patchKey}\n{choice}");
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
